#pragma once
#include <mpi.h>

#include <cstdint>
#include <span>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

/// How the cells of a whole mesh are divided: rank r of n owns the global numbers
/// [shares[r], shares[r + 1]); n + 1 ascending entries from 0 to the number of cells, the same on
/// all ranks.
using CellShares = std::vector<GlobalIndex>;

CellShares equal_shares(GlobalIndex cells, int ranks);

/// The rank that owns cell `number`.
int share_owner(const CellShares& shares, GlobalIndex number);

/// Collective. Shares of about equal weight. This rank brings the weights (> 0) of a contiguous
/// block of cells, the blocks in the order of the ranks. Depends on the weights of the whole mesh
/// only, not on who brings them. Every rank gets at least one cell where there are enough.
CellShares weighted_shares(MPI_Comm communicator, std::span<const std::int32_t> weights);

/// Collective. Largest sum of weights of a rank over the mean, 1 where all are alike.
Real imbalance(MPI_Comm communicator, std::span<const std::int32_t> weights);

}  // namespace freshet
