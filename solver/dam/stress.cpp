#include "solver/dam/stress.hpp"

#include <limits>

namespace freshet::dam {
namespace {

using petsc::check;

/// A value at each point of the plex, made the same on all ranks by `operation`.
void reduce_points(DM plex, std::vector<int>& values, MPI_Op operation) {
  PetscSF shared = nullptr;
  PetscInt roots = 0;
  check(DMGetPointSF(plex, &shared), "DMGetPointSF");
  check(PetscSFGetGraph(shared, &roots, nullptr, nullptr, nullptr), "PetscSFGetGraph");
  if (roots < 0) return;
  const auto own = values;
  check(PetscSFReduceBegin(shared, MPI_INT, own.data(), values.data(), operation), "PetscSF");
  check(PetscSFReduceEnd(shared, MPI_INT, own.data(), values.data(), operation), "PetscSF");
  check(PetscSFBcastBegin(shared, MPI_INT, values.data(), values.data(), MPI_REPLACE), "PetscSF");
  check(PetscSFBcastEnd(shared, MPI_INT, values.data(), values.data(), MPI_REPLACE), "PetscSF");
}

std::vector<PetscInt> corners_of(const SectionMesh& mesh, PetscInt cell) {
  std::vector<PetscInt> corners;
  for (const PetscInt point : mesh.closure(cell))
    if (mesh.vertices.holds(point)) corners.push_back(point);
  return corners;
}

}  // namespace

StressMap::StressMap(const Model& model) : model_(&model) {
  const SectionMesh& mesh = model.mesh();
  const Unknowns& unknowns = model.unknowns();
  const DM plex = mesh.plex.get();
  constexpr int kNone = std::numeric_limits<int>::max();
  const auto points = static_cast<std::size_t>(
      mesh.edges.end > mesh.vertices.end ? mesh.edges.end : mesh.vertices.end);
  const auto material_index = [&](PetscInt cell) {
    return static_cast<int>(&model.material(cell) - model.spec().materials.data());
  };
  std::vector<int> material(points, kNone), cells(points, 0), number(points, -1);
  for (PetscInt c = mesh.cells.begin; c < mesh.cells.end; ++c)
    if (unknowns.is_solid(c))
      for (const PetscInt v : corners_of(mesh, c))
        material[v] = std::min(material[v], material_index(c));
  reduce_points(plex, material, MPI_MIN);
  for (PetscInt c = mesh.cells.begin; c < mesh.cells.end; ++c)
    if (unknowns.is_solid(c))
      for (const PetscInt v : corners_of(mesh, c)) cells[v] += material_index(c) == material[v];
  reduce_points(plex, cells, MPI_SUM);

  for (PetscInt v = mesh.vertices.begin; v < mesh.vertices.end; ++v)
    if (unknowns.owns(v) && material[v] != kNone) {
      vertices_.push_back(v);
      material_.push_back(material[v]);
    }
  const auto own = static_cast<PetscInt>(vertices_.size());
  PetscInt end = 0;
  check(MPI_Scan(&own, &end, 1, MPIU_INT, MPI_SUM, mesh.communicator), "MPI_Scan");
  for (PetscInt i = 0; i < own; ++i) number[vertices_[i]] = static_cast<int>(end - own + i);
  reduce_points(plex, number, MPI_MAX);

  Triplets entries;
  for (PetscInt c = mesh.cells.begin; c < mesh.cells.end; ++c) {
    if (!unknowns.is_solid(c)) continue;
    const auto corners = corners_of(mesh, c);
    const auto nodes = Elements::nodes(mesh, c);
    const auto gradients = model.elements().corner_gradients(mesh, c);
    const Lame elastic = lame(model.material(c), model.spec().plane);
    for (std::size_t q = 0; q < corners.size(); ++q) {
      const PetscInt v = corners[q];
      if (material_index(c) != material[v]) continue;
      for (std::size_t n = 0; n < nodes.size(); ++n)
        for (int component = 0; component < 2; ++component) {
          std::array<Real, 4> gradient{};
          for (int d = 0; d < 2; ++d)
            gradient[2 * component + d] = gradients[(q * nodes.size() + n) * 2 + d] / cells[v];
          const auto stress = stress_of(gradient, elastic);
          for (int k = 0; k < 3; ++k)
            entries.add(3 * number[v] + k, unknowns.displacement(nodes[n], component), stress[k]);
        }
    }
  }
  map_ = entries.matrix(mesh.communicator, 3 * own, unknowns.owned());
  check(MatCreateVecs(map_.get(), nullptr, rows_.put()), "MatCreateVecs");
}

std::vector<Real> StressMap::stress(Vec unknowns, Real temperature) const {
  check(MatMult(map_.get(), unknowns, rows_.get()), "MatMult");
  const PetscScalar* values = nullptr;
  check(VecGetArrayRead(rows_.get(), &values), "VecGetArrayRead");
  std::vector<Real> result(values, values + 3 * vertices_.size());
  check(VecRestoreArrayRead(rows_.get(), &values), "VecRestoreArrayRead");
  for (std::size_t i = 0; i < vertices_.size(); ++i) {
    const auto& zone = model_->spec().materials[material_[i]];
    const Real held = temperature * thermal_stress(zone, model_->spec().plane);
    result[3 * i] -= held;
    result[3 * i + 1] -= held;
  }
  return result;
}

}  // namespace freshet::dam
