#pragma once
#include "mesh/mpi.hpp"
#include "mesh/raw_mesh.hpp"

namespace freshet {

/// The rank whose block of `vertex_offsets` holds vertex `id`.
int vertex_owner(const std::vector<GlobalIndex>& vertex_offsets, GlobalIndex id);

/// Collective. The vertices with numbers `ids`, from the ranks that hold them.
std::vector<RawVertex> fetch_vertices(MPI_Comm communicator, const RawMesh& mesh,
                                      const std::vector<GlobalIndex>& ids);

/// Collective. Checks the cells, turns clockwise ones round (the first corner stays) and moves them
/// so that rank r of n holds cells [N r / n, N (r + 1) / n) along the Hilbert curve through the
/// centroids, ties in the source's order. The result does not depend on how the source shared them
/// out. Returns N.
GlobalIndex distribute_cells(MPI_Comm communicator, RawMesh& mesh);

}  // namespace freshet
