#pragma once
#include <mpi.h>

#include <array>
#include <vector>

#include "mesh/raw_mesh.hpp"

namespace freshet {

/// What lies beyond a slot: a cell's global number (>= 0), or one of these.
inline constexpr GlobalIndex kEmptySlot = std::numeric_limits<GlobalIndex>::min();
inline GlobalIndex boundary_code(GlobalIndex name) { return -1 - name; }
inline Index boundary_name(GlobalIndex code) { return static_cast<Index>(-1 - code); }

using SlotNeighbours = std::array<GlobalIndex, 4>;

/// Collective. Neighbours of this rank's cells, which are global numbers first_cell, first_cell +
/// 1, ..., found by matching edges; boundary edges get the name that mesh.edges gives them, else
/// "wall", which is added to mesh.boundary_names if need be. Throws InputError where an edge has
/// three cells, or two that lie on the same side of it.
std::vector<SlotNeighbours> find_neighbours(MPI_Comm communicator, RawMesh& mesh,
                                            GlobalIndex first_cell);

}  // namespace freshet
