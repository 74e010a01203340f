#pragma once
#include <mpi.h>

#include <vector>

#include "mesh/raw_mesh.hpp"

namespace freshet {

/// The vertices of this rank's cells, in the order in which these first touch them.
struct NumberedVertices {
  GlobalIndex total = 0;            ///< used by the whole mesh
  GlobalIndex first = 0;            ///< global number of the first that belongs to this rank
  Index owned = 0;                  ///< how many belong to this rank
  std::vector<GlobalIndex> number;  ///< global
  std::vector<RawVertex> vertex;
};

/// Collective. Numbers the vertices by the lowest cell that touches them and their place in it, and
/// replaces the source numbers in mesh.cells (global numbers first_cell, ...) by places in the
/// result.
NumberedVertices number_vertices(MPI_Comm communicator, RawMesh& mesh, GlobalIndex first_cell);

}  // namespace freshet
