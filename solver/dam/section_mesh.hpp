#pragma once
#include <petscdmplex.h>
#include <petscsf.h>

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "mesh/parallel/petsc.hpp"
#include "mesh/raw_mesh.hpp"

namespace freshet::dam {

/// A range of points of a plex.
struct PointRange {
  PetscInt begin = 0, end = 0;
  PetscInt size() const { return end - begin; }
  bool holds(PetscInt point) const { return point >= begin && point < end; }
};

/// The section's mesh, its cells shared out over the ranks by PETSc's partitioner, no cell on two
/// ranks. Points of the plex are cells, edges and vertices.
struct SectionMesh {
  MPI_Comm communicator = MPI_COMM_NULL;
  int rank = 0, ranks = 1;
  petsc::Handle<DM, DMDestroy> plex;
  PointRange cells, edges, vertices;
  std::vector<std::string> zone_names, boundary_names;
  std::vector<int> cell_zone;              ///< by cell - cells.begin; -1: none
  std::vector<int> edge_boundary;          ///< by edge - edges.begin; -1: none
  std::vector<int> edge_cells;             ///< of all ranks, by edge - edges.begin
  std::vector<GlobalIndex> vertex_number;  ///< of the file, by vertex - vertices.begin
  std::vector<GlobalIndex> cell_number;    ///< of the file, by cell - cells.begin
  std::vector<std::array<Real, 2>> place;  ///< m, by vertex - vertices.begin
  GlobalIndex cells_global = 0, vertices_global = 0;

  std::array<PetscInt, 2> ends(PetscInt edge) const;    ///< vertices of an edge
  std::array<Real, 2> place_of(PetscInt point) const;   ///< of a vertex or an edge's middle
  std::vector<PetscInt> cells_at(PetscInt edge) const;  ///< one or two, of this rank
  bool is_inside(PetscInt edge) const { return edge_cells[edge - edges.begin] > 1; }
  std::vector<PetscInt> closure(PetscInt cell) const;  ///< itself, its edges, its vertices
  /// Edges of this rank on a boundary.
  std::vector<PetscInt> edges_of(const std::string& boundary) const;
};

/// Reads a .msh or .geo with physical names for surfaces (zones) and curves (boundaries).
/// Collective. Throws InputError where it has no names, or a cell without a zone.
SectionMesh read_section(MPI_Comm communicator, const std::filesystem::path& file, int refinements,
                         const std::filesystem::path& work_directory);

/// The same from a mesh that lies on rank 0 whole. Collective.
SectionMesh distribute_section(MPI_Comm communicator, RawMesh raw);

}  // namespace freshet::dam
