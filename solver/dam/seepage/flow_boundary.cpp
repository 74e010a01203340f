#include "solver/dam/seepage/flow_boundary.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/error.hpp"

namespace freshet::dam {
namespace {

using petsc::check;
using Kind = FlowBoundary::Kind;

void mark(std::vector<int>& bits, const SectionMesh& mesh, const std::vector<std::string>& names,
          Kind kind, const std::string& key) {
  for (const auto& name : names) {
    const bool known = std::find(mesh.boundary_names.begin(), mesh.boundary_names.end(), name) !=
                       mesh.boundary_names.end();
    std::string all;
    for (const auto& one : mesh.boundary_names) all += " \"" + one + "\"";
    require(known, key + ": the mesh has no such boundary, but" + all, name);
    for (const PetscInt edge : mesh.edges_of(name))
      for (const PetscInt v : mesh.ends(edge))
        bits[v - mesh.vertices.begin] |= 1 << static_cast<int>(kind);
  }
}

/// The soil at an edge of the boundary lies below it, so that rain can fall on it.
bool faces_up(const SectionMesh& mesh, PetscInt edge) {
  const auto cells = mesh.cells_at(edge);
  if (cells.size() != 1 || mesh.is_inside(edge)) return false;
  const auto ends = mesh.ends(edge);
  const auto a = mesh.place_of(ends[0]), b = mesh.place_of(ends[1]);
  Real side = 0;  // of the cell's vertices: all on one side of its edge
  for (const PetscInt point : mesh.closure(cells[0])) {
    if (!mesh.vertices.holds(point)) continue;
    const auto p = mesh.place_of(point);
    side += (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
  }
  return side * (b[0] - a[0]) < 0;
}

}  // namespace

FlowBoundary::FlowBoundary(const PressureSpace& space, const Spec& spec) {
  const SectionMesh& mesh = space.mesh();
  std::vector<int> bits(mesh.place.size(), 0);
  std::vector<std::string> open = spec.embankment->seepage.seepage_faces;
  mark(bits, mesh, open, Kind::Seepage, "dam.seepage.seepage_face");
  if (spec.headwater) {
    mark(bits, mesh, spec.headwater->face, Kind::Headwater, "dam.headwater.face");
    open.insert(open.end(), spec.headwater->face.begin(), spec.headwater->face.end());
  }
  if (spec.tailwater) {
    mark(bits, mesh, spec.tailwater->face, Kind::Tailwater, "dam.tailwater.face");
    open.insert(open.end(), spec.tailwater->face.begin(), spec.tailwater->face.end());
  }
  space.share_bits(bits);
  std::vector<Real> catches(bits.size(), 0);
  for (const auto& name : open)
    for (const PetscInt edge : mesh.edges_of(name)) {
      if (!faces_up(mesh, edge)) continue;
      const auto ends = mesh.ends(edge);
      const Real width = std::abs(mesh.place_of(ends[0])[0] - mesh.place_of(ends[1])[0]);
      for (const PetscInt v : ends) catches[v - mesh.vertices.begin] += 0.5 * width;
    }
  const VectorHandle sum = space.vector();
  space.add_up(sum.get(), catches);
  catch_ = space.own_values(sum.get());
  for (const PetscInt v : space.owned_vertices()) {
    Kind kind = Kind::None;
    for (const Kind one : {Kind::Seepage, Kind::Tailwater, Kind::Headwater})
      if (bits[v] >> static_cast<int>(one) & 1) kind = one;
    kinds_.push_back(kind);
    height_.push_back(mesh.place[v][1]);
  }
}

bool FlowBoundary::under_water(std::size_t own, Real headwater, Real tailwater) const {
  return (kinds_[own] == Kind::Headwater && height_[own] <= headwater) ||
         (kinds_[own] == Kind::Tailwater && height_[own] <= tailwater);
}

void FlowBoundary::bounds(Vec lower, Vec upper, Real headwater, Real tailwater) const {
  PetscScalar *low = nullptr, *high = nullptr;
  check(VecGetArray(lower, &low), "VecGetArray");
  check(VecGetArray(upper, &high), "VecGetArray");
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    low[i] = PETSC_NINFINITY;
    high[i] = kinds_[i] == Kind::None ? PETSC_INFINITY : 0;
    if (under_water(i, headwater, tailwater))
      low[i] = high[i] = (kinds_[i] == Kind::Headwater ? headwater : tailwater) - height_[i];
  }
  check(VecRestoreArray(lower, &low), "VecRestoreArray");
  check(VecRestoreArray(upper, &high), "VecRestoreArray");
}

void FlowBoundary::rain(Vec out, Real intensity, Real headwater, Real tailwater) const {
  PetscScalar* array = nullptr;
  check(VecGetArray(out, &array), "VecGetArray");
  for (std::size_t i = 0; i < kinds_.size(); ++i)
    array[i] = under_water(i, headwater, tailwater) ? 0 : intensity * catch_[i];
  check(VecRestoreArray(out, &array), "VecRestoreArray");
}

}  // namespace freshet::dam
