#include "mesh/sources/grid_cells.hpp"

#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

bool is_whole(CellShape shape) {
  return shape == CellShape::Quadrilaterals || shape == CellShape::Pixels;
}

void add_side_edges(RawMesh& mesh, const Grid& grid, GlobalIndex i, GlobalIndex j) {
  const auto [nx, ny] = grid.cells;
  const GlobalIndex row = nx + 1, corner = j * row + i;
  if (i == 0) mesh.edges.push_back({corner, corner + row, 0});
  if (i == nx - 1) mesh.edges.push_back({corner + 1, corner + 1 + row, 1});
  if (j == 0) mesh.edges.push_back({corner, corner + 1, 2});
  if (j == ny - 1) mesh.edges.push_back({corner + row, corner + row + 1, 3});
}

/// Piece `piece` (0 or 1) of the quadrilateral (i, j), or all of it.
RawCell grid_cell(const Grid& grid, GlobalIndex i, GlobalIndex j, int piece) {
  const GlobalIndex row = grid.cells[0] + 1, sw = j * row + i, se = sw + 1, nw = sw + row,
                    ne = nw + 1;
  RawCell cell;
  if (is_whole(grid.shape))
    cell.vertices = {sw, se, ne, nw};
  else if ((i + j) % 2 == 0)
    cell.vertices = piece == 0 ? std::array<GlobalIndex, 4>{sw, se, ne, -1}
                               : std::array<GlobalIndex, 4>{sw, ne, nw, -1};
  else
    cell.vertices = piece == 0 ? std::array<GlobalIndex, 4>{sw, se, nw, -1}
                               : std::array<GlobalIndex, 4>{se, ne, nw, -1};
  return cell;
}

}  // namespace

RawMesh make_grid(MPI_Comm communicator, const Grid& grid) {
  const int rank = mpi::rank_of(communicator), ranks = mpi::size_of(communicator);
  const auto [nx, ny] = grid.cells;
  const int pieces = is_whole(grid.shape) ? 1 : 2;
  const GlobalIndex quads = nx * ny, vertices = (nx + 1) * (ny + 1);
  RawMesh mesh;
  mesh.boundary_names.assign(grid.side_names.begin(), grid.side_names.end());
  const GlobalIndex begin = mpi::share_begin(quads, rank, ranks),
                    end = mpi::share_begin(quads, rank + 1, ranks);
  mesh.cells.reserve((end - begin) * pieces);
  for (GlobalIndex quad = begin; quad < end; ++quad) {
    const GlobalIndex i = quad % nx, j = quad / nx;
    add_side_edges(mesh, grid, i, j);
    for (int piece = 0; piece < pieces; ++piece) {
      mesh.cells.push_back(grid_cell(grid, i, j, piece));
      mesh.cells.back().number = quad * pieces + piece;
    }
  }
  for (int r = 0; r <= ranks; ++r)
    mesh.vertex_offsets.push_back(mpi::share_begin(vertices, r, ranks));
  mesh.vertices.reserve(mesh.vertex_offsets[rank + 1] - mesh.vertex_offsets[rank]);
  for (GlobalIndex v = mesh.vertex_offsets[rank]; v < mesh.vertex_offsets[rank + 1]; ++v)
    mesh.vertices.push_back(grid.vertex(v % (nx + 1), v / (nx + 1)));
  return mesh;
}

}  // namespace freshet
