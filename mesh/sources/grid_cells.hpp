#pragma once
#include <mpi.h>

#include <functional>

#include "mesh/raw_mesh.hpp"
#include "mesh/sources/sources.hpp"

namespace freshet {

/// A grid of nx x ny quadrilaterals, row after row, whose vertices a function places.
struct Grid {
  std::array<GlobalIndex, 2> cells{};
  CellShape shape = CellShape::Quadrilaterals;
  /// Names of the sides i = 0, i = nx, j = 0, j = ny.
  std::array<std::string, 4> side_names;
  std::function<RawVertex(GlobalIndex i, GlobalIndex j)> vertex;
};

/// This rank's share of the grid's cells and vertices, with its sides named. Triangles halve the
/// quadrilaterals along diagonals that alternate like the fields of a chess board. Collective.
RawMesh make_grid(MPI_Comm communicator, const Grid& grid);

}  // namespace freshet
