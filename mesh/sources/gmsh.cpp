#include <petscdmplex.h>

#include "mesh/formats/gmsh_check.hpp"
#include "mesh/formats/gmsh_program.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/ask.hpp"
#include "mesh/parallel/petsc.hpp"
#include "mesh/sources/sources.hpp"

namespace freshet {
namespace {

using petsc::check;
using Plex = petsc::Handle<DM, DMDestroy>;

struct Range {
  PetscInt begin = 0, end = 0;
};

Range stratum(DM plex, PetscInt depth) {
  Range range;
  check(DMPlexGetDepthStratum(plex, depth, &range.begin, &range.end), "DMPlexGetDepthStratum");
  return range;
}

/// On one rank by itself: PETSc reads Gmsh files on one rank anyhow, and an error there must not
/// leave the others waiting.
Plex load(const std::filesystem::path& file) {
  Plex plex;
  for (const auto& [option, value] :
       {std::pair{"-dm_plex_gmsh_spacedim", "3"}, {"-dm_plex_gmsh_periodic", "0"}})
    check(PetscOptionsSetValue(nullptr, option, value), "PetscOptionsSetValue");
  try {
    check(DMPlexCreateGmshFromFile(PETSC_COMM_SELF, file.c_str(), PETSC_TRUE, plex.put()), "PETSc");
  } catch (const EnvironmentError& error) {
    throw InputError(file.string() + ": cannot be read as a Gmsh mesh: " + error.what());
  }
  PetscInt dimension = 0;
  check(DMGetDimension(plex.get(), &dimension), "DMGetDimension");
  require(dimension == 2, file.string() + ": a mesh of dimension 2 is needed, not", dimension);
  return plex;
}

/// Corners of a cell, or ends of an edge, as vertices from 0.
std::vector<GlobalIndex> corners_of(DM plex, PetscInt point, Range vertices) {
  PetscInt count = 0, *closure = nullptr;
  check(DMPlexGetTransitiveClosure(plex, point, PETSC_TRUE, &count, &closure),
        "DMPlexGetTransitiveClosure");
  std::vector<GlobalIndex> corners;
  for (PetscInt i = 0; i < count; ++i)  // pairs of point and orientation
    if (closure[2 * i] >= vertices.begin && closure[2 * i] < vertices.end)
      corners.push_back(closure[2 * i] - vertices.begin);
  check(DMPlexRestoreTransitiveClosure(plex, point, PETSC_TRUE, &count, &closure),
        "DMPlexRestoreTransitiveClosure");
  return corners;
}

/// The physical group of a point, 0 if it has none.
int group_of(DM plex, const char* label_name, PetscInt point) {
  DMLabel label = nullptr;
  PetscInt value = 0;
  check(DMGetLabel(plex, label_name, &label), "DMGetLabel");
  if (label) check(DMLabelGetValue(label, point, &value), "DMLabelGetValue");
  return value > 0 ? static_cast<int>(value) : 0;
}

void read_cells(RawMesh& mesh, DM plex, GmshGroups& groups) {
  const Range cells = stratum(plex, 2), vertices = stratum(plex, 0);
  for (PetscInt c = cells.begin; c < cells.end; ++c) {
    RawCell& cell = mesh.cells.emplace_back();
    cell.number = c - cells.begin;
    const auto corners = corners_of(plex, c, vertices);
    require(corners.size() == 3 || corners.size() == 4,
            mesh.origin + ": cells have 3 or 4 corners, not", corners.size());
    std::copy(corners.begin(), corners.end(), cell.vertices.begin());
    if (const int group = group_of(plex, "Cell Sets", c)) cell.zone = groups.find_or_add(group);
  }
}

void read_edges(RawMesh& mesh, DM plex, GmshGroups& groups) {
  const Range edges = stratum(plex, 1), vertices = stratum(plex, 0);
  for (PetscInt e = edges.begin; e < edges.end; ++e)
    if (const int group = group_of(plex, "Face Sets", e)) {
      const auto ends = corners_of(plex, e, vertices);
      mesh.edges.push_back({ends.at(0), ends.at(1), groups.find_or_add(group)});
    }
}

void read_vertices(RawMesh& mesh, DM plex) {
  const Range vertices = stratum(plex, 0);
  PetscSection section = nullptr;
  Vec coordinates = nullptr;
  const PetscScalar* values = nullptr;
  check(DMGetCoordinateSection(plex, &section), "DMGetCoordinateSection");
  check(DMGetCoordinatesLocal(plex, &coordinates), "DMGetCoordinatesLocal");
  check(VecGetArrayRead(coordinates, &values), "VecGetArrayRead");
  for (PetscInt v = vertices.begin; v < vertices.end; ++v) {
    PetscInt at = 0;
    check(PetscSectionGetOffset(section, v, &at), "PetscSectionGetOffset");
    mesh.vertices.push_back({values[at], values[at + 1], values[at + 2]});
  }
  check(VecRestoreArrayRead(coordinates, &values), "VecRestoreArrayRead");
}

void read_all(RawMesh& mesh, const std::filesystem::path& file) {
  GmshNames names = check_gmsh(file);
  const Plex plex = load(file);
  read_cells(mesh, plex.get(), names.surfaces);
  read_edges(mesh, plex.get(), names.curves);
  read_vertices(mesh, plex.get());
  mesh.boundary_names = names.curves.names;
  mesh.zone_names = names.surfaces.names;
}

/// Collective. Equal shares of what rank 0 read.
template <class T>
std::vector<T> spread(MPI_Comm communicator, const std::vector<T>& all) {
  const int ranks = mpi::size_of(communicator);
  const auto total = mpi::sum(communicator, static_cast<GlobalIndex>(all.size()));
  GlobalIndex next = 0;
  return send(communicator, all, [&](const T&) { return mpi::share_owner(total, next++, ranks); });
}

}  // namespace

RawMesh read_gmsh(MPI_Comm communicator, const std::filesystem::path& file,
                  const std::filesystem::path& work_directory) {
  const int rank = mpi::rank_of(communicator);
  petsc::ensure_initialised();
  RawMesh mesh;
  mesh.origin = file.string();
  together(communicator, [&] {
    if (rank != 0) return;
    const bool geometry = file.extension() == ".geo";
    read_all(mesh, geometry ? mesh_geometry(file, work_directory) : file);
  });
  mpi::broadcast(communicator, mesh.boundary_names);
  mpi::broadcast(communicator, mesh.zone_names);
  mesh.cells = spread(communicator, mesh.cells);
  mesh.vertices = spread(communicator, mesh.vertices);
  mesh.vertex_offsets =
      mpi::offsets_of(communicator, static_cast<GlobalIndex>(mesh.vertices.size()));
  return mesh;
}

MeshSource gmsh_source(const std::filesystem::path& file) {
  return [file](MPI_Comm communicator, const MeshSpec& spec) {
    return read_gmsh(communicator, file, spec.work_directory);
  };
}

}  // namespace freshet
