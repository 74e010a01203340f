#include "solver/dam/section_fields.hpp"

#include <algorithm>
#include <limits>

#include "kernels/error.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet::dam {
namespace {

std::vector<PetscInt> owned_vertices(const Model& model) {
  std::vector<PetscInt> vertices;
  const SectionMesh& mesh = model.mesh();
  for (PetscInt v = mesh.vertices.begin; v < mesh.vertices.end; ++v)
    if (model.unknowns().owns(v)) vertices.push_back(v);
  return vertices;
}

}  // namespace

std::vector<Real> gather_vertices(const SectionMesh& mesh, const std::vector<PetscInt>& vertices,
                                  const std::vector<Real>& values, int width) {
  std::vector<GlobalIndex> numbers;
  for (const PetscInt v : vertices) numbers.push_back(mesh.vertex_number[v - mesh.vertices.begin]);
  numbers = mpi::all_gather(mesh.communicator, numbers);
  const auto all = mpi::all_gather(mesh.communicator, values);
  std::vector<Real> result(mesh.vertices_global * width, 0);
  for (std::size_t i = 0; i < numbers.size(); ++i)
    std::copy_n(all.begin() + static_cast<std::ptrdiff_t>(i * width), width,
                result.begin() + numbers[i] * width);
  return result;
}

SectionFields gather_fields(const Model& model, const StressMap& stress, Vec unknowns,
                            Real temperature) {
  const auto local = model.unknowns().local_values(unknowns);
  const auto vertices = owned_vertices(model);
  std::vector<Real> displacement, pressure, principals;
  for (const PetscInt v : vertices) {
    for (int c = 0; c < 2; ++c) displacement.push_back(model.unknowns().displacement(local, v, c));
    pressure.push_back(model.unknowns().pressure(local, v));
  }
  const auto stresses = stress.stress(unknowns, temperature);
  for (std::size_t i = 0; i + 2 < stresses.size(); i += 3) {
    const auto both = principal(stresses[i], stresses[i + 1], stresses[i + 2]);
    principals.insert(principals.end(), {both[0], both[1]});
  }
  const SectionMesh& mesh = model.mesh();
  return {gather_vertices(mesh, vertices, displacement, 2),
          gather_vertices(mesh, stress.vertices(), stresses, 3),
          gather_vertices(mesh, stress.vertices(), principals, 2),
          gather_vertices(mesh, vertices, pressure, 1)};
}

Probe::Probe(const Model& model, const Point& point) : model_(&model), name_(point.name) {
  const SectionMesh& mesh = model.mesh();
  Real best = std::numeric_limits<Real>::infinity(), extent = 0;
  std::array<Real, 4> box{best, best, -best, -best};
  const auto offer = [&](PetscInt p) {
    const bool solid = model.unknowns().has_displacement(p);
    if (!solid && !model.unknowns().has_pressure(p)) return;
    const auto place = mesh.place_of(p);
    box = {std::min(box[0], place[0]), std::min(box[1], place[1]), std::max(box[2], place[0]),
           std::max(box[3], place[1])};
    const Real distance = std::hypot(place[0] - point.x, place[1] - point.y);
    if (distance >= best) return;
    best = distance;
    point_ = p;
    in_water_ = !solid;
  };
  for (PetscInt v = mesh.vertices.begin; v < mesh.vertices.end; ++v) offer(v);
  for (PetscInt e = mesh.edges.begin; e < mesh.edges.end; ++e) offer(e);
  for (int i = 0; i < 4; ++i)
    box[i] = i < 2 ? mpi::min(mesh.communicator, box[i]) : mpi::max(mesh.communicator, box[i]);
  extent = std::hypot(box[2] - box[0], box[3] - box[1]);
  const Real nearest = mpi::min(mesh.communicator, best);
  const int rank = mpi::min(mesh.communicator, best == nearest ? mesh.rank : mesh.ranks);
  if (mesh.rank != rank) point_ = -1;
  in_water_ = mpi::max(mesh.communicator, point_ >= 0 && in_water_ ? 1 : 0) == 1;
  require(nearest <= 0.02 * extent,
          "dam.output.point: lies outside the section, \"" + name_ + "\", m from its nearest node",
          nearest);
}

std::array<Real, 2> Probe::displacement(const std::vector<Real>& local) const {
  std::array<Real, 2> u{};
  for (int c = 0; c < 2; ++c)
    u[c] = mpi::sum(model_->mesh().communicator,
                    point_ < 0 ? 0.0 : model_->unknowns().displacement(local, point_, c));
  return u;
}

Real Probe::pressure(const std::vector<Real>& local) const {
  return mpi::sum(model_->mesh().communicator,
                  point_ < 0 ? 0.0 : model_->unknowns().pressure(local, point_));
}

SectionTopology gather_topology(const SectionMesh& mesh) {
  struct Cell {
    GlobalIndex number, zone;
    std::array<GlobalIndex, 4> corners;
  };
  std::vector<Cell> cells;
  for (PetscInt c = mesh.cells.begin; c < mesh.cells.end; ++c) {
    const auto at = c - mesh.cells.begin;
    Cell cell{mesh.cell_number[at], mesh.cell_zone[at], {-1, -1, -1, -1}};
    int corner = 0;
    for (const PetscInt point : mesh.closure(c))
      if (mesh.vertices.holds(point))
        cell.corners[corner++] = mesh.vertex_number[point - mesh.vertices.begin];
    cells.push_back(cell);
  }
  cells = mpi::all_gather(mesh.communicator, cells);
  std::sort(cells.begin(), cells.end(),
            [](const Cell& a, const Cell& b) { return a.number < b.number; });
  SectionTopology topology;
  topology.first.push_back(0);
  for (const auto& cell : cells) {
    for (const GlobalIndex corner : cell.corners)
      if (corner >= 0) topology.corners.push_back(corner);
    topology.first.push_back(static_cast<GlobalIndex>(topology.corners.size()));
    topology.zone.push_back(cell.zone);
  }
  std::vector<PetscInt> all;
  std::vector<Real> places;
  for (PetscInt v = mesh.vertices.begin; v < mesh.vertices.end; ++v) {
    all.push_back(v);
    places.insert(places.end(), {mesh.place_of(v)[0], mesh.place_of(v)[1]});
  }
  topology.points = gather_vertices(mesh, all, places, 2);
  return topology;
}

}  // namespace freshet::dam
