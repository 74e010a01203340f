#pragma once
#include "mesh/parallel/cell_shares.hpp"
#include "mesh/parallel/mpi.hpp"
#include "mesh/raw_mesh.hpp"

namespace freshet {

/// The rank whose block of `vertex_offsets` holds vertex `id`.
int vertex_owner(const std::vector<GlobalIndex>& vertex_offsets, GlobalIndex id);

/// Collective. The vertices with numbers `ids`, from the ranks that hold them.
std::vector<RawVertex> fetch_vertices(MPI_Comm communicator, const RawMesh& mesh,
                                      const std::vector<GlobalIndex>& ids);

/// Collective. Checks the cells, turns clockwise ones round (the first corner stays) and moves them
/// so that each rank holds its share of them along the Hilbert curve through the centroids, ties in
/// the source's order. The result does not depend on how the source shared them out. Returns the
/// shares: `wanted`, or equal ones where those are none of a mesh with as many cells.
CellShares distribute_cells(MPI_Comm communicator, RawMesh& mesh, CellShares wanted = {});

}  // namespace freshet
