#include "solver/dam/section_mesh.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "mesh/build/refine.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"
#include "mesh/sources/sources.hpp"

namespace freshet::dam {
namespace {

using petsc::check;

/// Twice the area of a polygon, positive where its corners run counterclockwise.
Real twice_area(const RawMesh& raw, const RawCell& cell) {
  Real sum = 0;
  const int corners = cell.corners();
  for (int i = 0; i < corners; ++i) {
    const auto& a = raw.vertices[cell.vertices[i]];
    const auto& b = raw.vertices[cell.vertices[(i + 1) % corners]];
    sum += a.x * b.y - b.x * a.y;
  }
  return sum;
}

/// A section has names, and all its cells have an area and run counterclockwise.
void put_in_order(RawMesh& raw) {
  const auto& origin = raw.origin;
  require(!raw.zone_names.empty(),
          origin + ": no physical surface: give each zone of the section a name", 0);
  require(!raw.boundary_names.empty(),
          origin + ": no physical curve: give the boundaries of the section names", 0);
  for (auto& cell : raw.cells) {
    require(cell.zone != kNoName, origin + ": a cell in no physical surface, number", cell.number);
    const Real area = twice_area(raw, cell);
    require(std::isfinite(area) && area != 0, origin + ": a cell without area, number",
            cell.number);
    if (area < 0) std::reverse(cell.vertices.begin(), cell.vertices.begin() + cell.corners());
  }
}

/// Cells and vertices on rank 0; on the others none.
void make_plex(SectionMesh& mesh, const RawMesh& raw) {
  DM* plex = mesh.plex.put();
  const auto cells = static_cast<PetscInt>(raw.cells.size());
  const auto vertices = static_cast<PetscInt>(raw.vertices.size());
  check(DMPlexCreate(mesh.communicator, plex), "DMPlexCreate");
  check(DMSetDimension(*plex, 2), "DMSetDimension");
  check(DMPlexSetChart(*plex, 0, cells + vertices), "DMPlexSetChart");
  for (PetscInt c = 0; c < cells; ++c)
    check(DMPlexSetConeSize(*plex, c, raw.cells[c].corners()), "DMPlexSetConeSize");
  check(DMSetUp(*plex), "DMSetUp");
  for (PetscInt c = 0; c < cells; ++c) {
    std::array<PetscInt, 4> cone{};
    for (int i = 0; i < raw.cells[c].corners(); ++i)
      cone[i] = cells + static_cast<PetscInt>(raw.cells[c].vertices[i]);
    check(DMPlexSetCone(*plex, c, cone.data()), "DMPlexSetCone");
  }
  check(DMPlexSymmetrize(*plex), "DMPlexSymmetrize");
  check(DMPlexStratify(*plex), "DMPlexStratify");
  std::vector<PetscReal> places;
  for (const auto& vertex : raw.vertices) places.insert(places.end(), {vertex.x, vertex.y});
  check(DMSetCoordinateDim(*plex, 2), "DMSetCoordinateDim");
  DM whole = nullptr;
  check(DMPlexInterpolate(*plex, &whole), "DMPlexInterpolate");
  *mesh.plex.put() = whole;
  check(DMPlexBuildCoordinatesFromCellList(whole, 2, places.data()), "coordinates");
}

/// One number a point of the plex, which travels with it to its rank.
void label_points(SectionMesh& mesh, const RawMesh& raw, std::vector<PetscInt>& number) {
  PetscInt first = 0, last = 0;
  check(DMPlexGetChart(mesh.plex.get(), &first, &last), "DMPlexGetChart");
  number.assign(last - first, -1);
  const auto cells = static_cast<PetscInt>(raw.cells.size());
  for (PetscInt c = 0; c < cells; ++c) number[c] = static_cast<PetscInt>(c);
  for (std::size_t v = 0; v < raw.vertices.size(); ++v)
    number[cells + v] = static_cast<PetscInt>(v);
  for (const auto& edge : raw.edges) {
    const std::array<PetscInt, 2> ends{cells + static_cast<PetscInt>(edge.a),
                                       cells + static_cast<PetscInt>(edge.b)};
    PetscInt count = 0;
    const PetscInt* points = nullptr;
    check(DMPlexGetJoin(mesh.plex.get(), 2, ends.data(), &count, &points), "DMPlexGetJoin");
    const PetscInt point = count == 1 ? points[0] : -1;
    check(DMPlexRestoreJoin(mesh.plex.get(), 2, ends.data(), &count, &points), "DMPlexRestoreJoin");
    require(point >= 0, raw.origin + ": a named curve is no edge of a cell, its name",
            raw.boundary_names[edge.name]);
    number[point] = edge.name;
  }
}

/// Shares the plex out; `number` becomes that of this rank's points.
void share_out(SectionMesh& mesh, std::vector<PetscInt>& number) {
  DM serial = mesh.plex.get(), shared = nullptr;
  petsc::Handle<PetscSF, PetscSFDestroy> migration;
  check(DMSetBasicAdjacency(serial, PETSC_FALSE, PETSC_TRUE), "DMSetBasicAdjacency");
  check(DMPlexDistribute(serial, 0, migration.put(), &shared), "DMPlexDistribute");
  if (!shared) return;
  petsc::Handle<PetscSection, PetscSectionDestroy> from, to;
  check(PetscSectionCreate(mesh.communicator, from.put()), "PetscSectionCreate");
  check(PetscSectionCreate(mesh.communicator, to.put()), "PetscSectionCreate");
  check(PetscSectionSetChart(from.get(), 0, static_cast<PetscInt>(number.size())), "section");
  for (std::size_t p = 0; p < number.size(); ++p)
    check(PetscSectionSetDof(from.get(), static_cast<PetscInt>(p), 1), "PetscSectionSetDof");
  check(PetscSectionSetUp(from.get()), "PetscSectionSetUp");
  void* arrived = nullptr;
  check(DMPlexDistributeData(serial, migration.get(), from.get(), MPIU_INT, number.data(), to.get(),
                             &arrived),
        "DMPlexDistributeData");
  PetscInt count = 0;
  check(PetscSectionGetStorageSize(to.get(), &count), "PetscSectionGetStorageSize");
  const auto* values = static_cast<const PetscInt*>(arrived);
  number.assign(values, values + count);
  check(PetscFree(arrived), "PetscFree");
  *mesh.plex.put() = shared;
}

PointRange stratum(DM plex, PetscInt depth) {
  PointRange range;
  check(DMPlexGetDepthStratum(plex, depth, &range.begin, &range.end), "DMPlexGetDepthStratum");
  return range;
}

void read_places(SectionMesh& mesh) {
  PetscSection section = nullptr;
  Vec coordinates = nullptr;
  const PetscScalar* values = nullptr;
  check(DMGetCoordinateSection(mesh.plex.get(), &section), "DMGetCoordinateSection");
  check(DMGetCoordinatesLocal(mesh.plex.get(), &coordinates), "DMGetCoordinatesLocal");
  check(VecGetArrayRead(coordinates, &values), "VecGetArrayRead");
  for (PetscInt v = mesh.vertices.begin; v < mesh.vertices.end; ++v) {
    PetscInt at = 0;
    check(PetscSectionGetOffset(section, v, &at), "PetscSectionGetOffset");
    mesh.place.push_back({values[at], values[at + 1]});
  }
  check(VecRestoreArrayRead(coordinates, &values), "VecRestoreArrayRead");
}

/// Where the ranks' parts meet, each of them has only its own cell of an edge.
void count_cells(SectionMesh& mesh) {
  PetscInt first = 0, points = 0, roots = 0;
  PetscSF shared = nullptr;
  check(DMPlexGetChart(mesh.plex.get(), &first, &points), "DMPlexGetChart");
  std::vector<int> own(points, 0);
  for (PetscInt e = mesh.edges.begin; e < mesh.edges.end; ++e)
    own[e] = static_cast<int>(mesh.cells_at(e).size());
  auto all = own;
  check(DMGetPointSF(mesh.plex.get(), &shared), "DMGetPointSF");
  check(PetscSFGetGraph(shared, &roots, nullptr, nullptr, nullptr), "PetscSFGetGraph");
  if (roots >= 0) {
    check(PetscSFReduceBegin(shared, MPI_INT, own.data(), all.data(), MPI_SUM), "PetscSFReduce");
    check(PetscSFReduceEnd(shared, MPI_INT, own.data(), all.data(), MPI_SUM), "PetscSFReduce");
    check(PetscSFBcastBegin(shared, MPI_INT, all.data(), all.data(), MPI_REPLACE), "PetscSFBcast");
    check(PetscSFBcastEnd(shared, MPI_INT, all.data(), all.data(), MPI_REPLACE), "PetscSFBcast");
  }
  mesh.edge_cells.assign(all.begin() + mesh.edges.begin, all.begin() + mesh.edges.end);
}

}  // namespace

std::array<PetscInt, 2> SectionMesh::ends(PetscInt edge) const {
  const PetscInt* cone = nullptr;
  check(DMPlexGetCone(plex.get(), edge, &cone), "DMPlexGetCone");
  return {cone[0], cone[1]};
}

std::array<Real, 2> SectionMesh::place_of(PetscInt point) const {
  if (vertices.holds(point)) return place[point - vertices.begin];
  const auto [a, b] = ends(point);
  const auto pa = place[a - vertices.begin], pb = place[b - vertices.begin];
  return {0.5 * (pa[0] + pb[0]), 0.5 * (pa[1] + pb[1])};
}

std::vector<PetscInt> SectionMesh::cells_at(PetscInt edge) const {
  PetscInt count = 0;
  const PetscInt* support = nullptr;
  check(DMPlexGetSupportSize(plex.get(), edge, &count), "DMPlexGetSupportSize");
  check(DMPlexGetSupport(plex.get(), edge, &support), "DMPlexGetSupport");
  return {support, support + count};
}

std::vector<PetscInt> SectionMesh::closure(PetscInt cell) const {
  PetscInt count = 0, *points = nullptr;
  check(DMPlexGetTransitiveClosure(plex.get(), cell, PETSC_TRUE, &count, &points), "closure");
  std::vector<PetscInt> result;
  for (PetscInt i = 0; i < count; ++i) result.push_back(points[2 * i]);
  check(DMPlexRestoreTransitiveClosure(plex.get(), cell, PETSC_TRUE, &count, &points), "closure");
  return result;
}

std::vector<PetscInt> SectionMesh::edges_of(const std::string& boundary) const {
  const auto found = std::find(boundary_names.begin(), boundary_names.end(), boundary);
  std::vector<PetscInt> result;
  if (found == boundary_names.end()) return result;
  const int index = static_cast<int>(found - boundary_names.begin());
  for (PetscInt e = edges.begin; e < edges.end; ++e)
    if (edge_boundary[e - edges.begin] == index) result.push_back(e);
  return result;
}

SectionMesh distribute_section(MPI_Comm communicator, RawMesh raw) {
  petsc::ensure_initialised();
  SectionMesh mesh;
  mesh.communicator = communicator;
  mesh.rank = mpi::rank_of(communicator);
  mesh.ranks = mpi::size_of(communicator);
  together(communicator, [&] {
    if (mesh.rank == 0) put_in_order(raw);
  });
  mpi::broadcast(communicator, raw.boundary_names);
  mpi::broadcast(communicator, raw.zone_names);
  mesh.boundary_names = raw.boundary_names;
  mesh.zone_names = raw.zone_names;
  make_plex(mesh, raw);
  std::vector<PetscInt> number;
  together(communicator, [&] { label_points(mesh, raw, number); });
  std::vector<int> zones;
  for (const auto& cell : raw.cells) zones.push_back(cell.zone);
  mpi::broadcast(communicator, zones);
  share_out(mesh, number);
  mesh.cells = stratum(mesh.plex.get(), 2);
  mesh.edges = stratum(mesh.plex.get(), 1);
  mesh.vertices = stratum(mesh.plex.get(), 0);
  for (PetscInt c = mesh.cells.begin; c < mesh.cells.end; ++c) {
    mesh.cell_number.push_back(number[c]);
    mesh.cell_zone.push_back(zones[number[c]]);
  }
  for (PetscInt e = mesh.edges.begin; e < mesh.edges.end; ++e)
    mesh.edge_boundary.push_back(number[e]);
  for (PetscInt v = mesh.vertices.begin; v < mesh.vertices.end; ++v)
    mesh.vertex_number.push_back(number[v]);
  read_places(mesh);
  count_cells(mesh);
  mesh.cells_global = mpi::sum(communicator, static_cast<GlobalIndex>(mesh.cells.size()));
  mesh.vertices_global = mpi::sum(communicator, static_cast<GlobalIndex>(raw.vertices.size()));
  return mesh;
}

SectionMesh read_section(MPI_Comm communicator, const std::filesystem::path& file, int refinements,
                         const std::filesystem::path& work_directory) {
  petsc::ensure_initialised();  // collective, so not only where rank 0 reads
  RawMesh raw;
  together(communicator, [&] {
    if (mpi::rank_of(communicator) != 0) return;
    raw = read_gmsh(MPI_COMM_SELF, file, work_directory);
    for (int i = 0; i < refinements; ++i) refine(MPI_COMM_SELF, raw);
  });
  return distribute_section(communicator, std::move(raw));
}

}  // namespace freshet::dam
