#pragma once
#include <mpi.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kernels/types.hpp"
#include "mesh/mesh_spec.hpp"
#include "mesh/parallel/cell_shares.hpp"
#include "mesh/parallel/halo_plan.hpp"
#include "mesh/pixel_grid.hpp"

namespace freshet {

/// Boundary edges of a rank's owned cells, ordered by (cell, slot), so that over all ranks their
/// order is that of global cell numbers.
struct BoundaryEdges {
  GlobalIndex first = 0;          ///< number of this rank's first boundary edge in the whole mesh
  GlobalIndex total = 0;          ///< boundary edges of the whole mesh
  std::vector<Index> cell, slot;  ///< the owned cell, and which of its slots
  std::vector<Index> name;        ///< index into Mesh::boundary_names
  Index size() const { return static_cast<Index>(cell.size()); }
};

/// The part of a mesh that one rank works on: owned cells, then the cells one face away, then the
/// cells two faces away.
///
/// Cells of the whole mesh are numbered along a Hilbert curve through their centroids, whatever the
/// number of ranks; pixels window by window (PixelGrid) along one through these, row by row from
/// south-west in each. Each rank owns a contiguous share of the numbers. Vertices are
/// numbered by the first cell that touches them, so that each rank also holds a contiguous block of
/// them. Lengths m, areas m2, levels m. All geometry is computed from global coordinates in an
/// order that no rank count changes: the same bits on every rank.
///
/// "Slot" s of a cell is its face from its vertex s to vertex s + 1 (counter-clockwise, in the
/// order of the source, which no rank count changes). `slots` is 3 where all cells of the whole
/// mesh are triangles, else 4; the fourth slot of a triangle in a mixed mesh is empty: neighbour =
/// the cell itself, face = a face of length 0. Arrays with slots are slot-major: [slot * cells +
/// cell].
struct Mesh {
  MPI_Comm communicator = MPI_COMM_NULL;
  int rank = 0, ranks = 1;
  GlobalIndex cells_global = 0, vertices_global = 0;

  CellShares shares;           ///< which cells each rank owns
  GlobalIndex first_cell = 0;  ///< global number of the first owned cell
  Index owned = 0;             ///< owned cells: local 0 .. owned-1 are global first_cell ..
  Index inner = 0;             ///< owned cells and those one face away
  Index cells = 0;             ///< all local cells
  int slots = 3;

  std::vector<GlobalIndex> global_number;    ///< of each local cell
  std::vector<Real> centroid_x, centroid_y;  ///< area centroid
  std::vector<Real> area;
  std::vector<Real> bed;  ///< at the centroid: of the plane below, or the raster's value
  std::vector<Real> bed_slope_x,
      bed_slope_y;          ///< of the plane through (triangle) or nearest to the vertices
  std::vector<Index> zone;  ///< index into zone_names
  std::vector<Index>
      neighbour;  ///< local cell; ~b for the b-th entry of `boundary` (owned cells);
                  ///< the cell itself for an empty slot, for a boundary of a cell not owned, and
                  ///< for a face beyond the local part (cells two faces away)
  // Sides, see cell_side; those of pixels follow from PixelGrid, and nothing is stored of them but
  // the bits of `left_sides`.
  std::vector<Index> face;           ///< f where the cell is left of face f, ~f where it is right
  std::vector<Index> cell_vertices;  ///< local vertices; -1 in the fourth place of a triangle

  std::vector<std::uint8_t> left_sides;  ///< of pixels: bit s where the cell is left of its side s
  Index faces = 0;                       ///< left is the cell with the lower global number
  std::vector<Real> normal_x, normal_y;  ///< unit normal of each face, out of its left cell
  std::vector<Real> face_length;
  std::vector<Real> middle_x, middle_y;

  Index vertices = 0;  ///< local vertices: those of all local cells; the rank's own block first
  Index owned_vertices = 0;  ///< own block: local 0 .. owned_vertices-1 are global first_vertex ..
  GlobalIndex first_vertex = 0;
  std::vector<GlobalIndex> vertex_number;  ///< global number of each local vertex
  std::vector<Real> vertex_x, vertex_y, vertex_bed;

  BoundaryEdges boundary;
  BoundaryEdges halo_boundary;  ///< likewise of the cells one face away; not counted
  std::vector<std::string>
      boundary_names;  ///< the same on all ranks; edges that no name covers: "wall"
  std::vector<std::string>
      zone_names;          ///< the same on all ranks; cells that no name covers: "default"
  Index lines_inside = 0;  ///< so many of the last boundary names are lines that split the mesh

  std::vector<std::string> notes;  ///< what the source wants its user to know; same on all ranks
  /// Of which all cells are: their areas, faces and normals are those of a pixel to the last bit.
  std::optional<PixelGrid> pixels;
  bool has_bed = true;  ///< false: the source has none and none was asked for; bed is 0

  HaloPlan halo;

  /// Whether a boundary name is one of a line that splits the mesh.
  bool inside(Index name) const {
    return name >= static_cast<Index>(boundary_names.size()) - lines_inside;
  }
};

/// Reads or generates, distributes, orders and checks a mesh. Collective.
/// Throws InputError naming the file and what is wrong (no cells, a cell of no area, an edge with
/// three cells, a vertex without a bed level, a raster that does not cover the mesh ...).
/// `shares` divides the cells; equal shares where it is none of a mesh with as many cells. No share
/// changes a bit of the mesh but who owns which cells.
Mesh make_mesh(MPI_Comm communicator, const MeshSpec& spec, const CellShares& shares = {});

}  // namespace freshet
