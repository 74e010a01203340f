#include "mesh/parallel/cell_shares.hpp"

#include <algorithm>
#include <numeric>

#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

std::int64_t sum_of(std::span<const std::int32_t> weights) {
  return std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
}

/// Ascending, and no rank without a cell where there are as many cells as ranks.
void keep_apart(CellShares& shares) {
  const auto ranks = static_cast<GlobalIndex>(shares.size()) - 1;
  const GlobalIndex least = shares.back() >= ranks ? 1 : 0;
  for (GlobalIndex r = 1; r < ranks; ++r) shares[r] = std::max(shares[r], shares[r - 1] + least);
  for (GlobalIndex r = ranks - 1; r > 0; --r)
    shares[r] = std::min(shares[r], shares[r + 1] - least);
}

}  // namespace

CellShares equal_shares(GlobalIndex cells, int ranks) {
  CellShares shares;
  for (int r = 0; r <= ranks; ++r) shares.push_back(mpi::share_begin(cells, r, ranks));
  return shares;
}

int share_owner(const CellShares& shares, GlobalIndex number) {
  return static_cast<int>(std::upper_bound(shares.begin(), shares.end(), number) - shares.begin()) -
         1;
}

CellShares weighted_shares(MPI_Comm communicator, std::span<const std::int32_t> weights) {
  const int rank = mpi::rank_of(communicator), ranks = mpi::size_of(communicator);
  const auto cells = mpi::offsets_of(communicator, static_cast<GlobalIndex>(weights.size()));
  const auto weight = mpi::offsets_of(communicator, sum_of(weights));
  CellShares shares(ranks + 1, 0);
  GlobalIndex cell = cells[rank];
  std::int64_t before = weight[rank];  // weight of all cells before `cell`
  int cut = 1;
  while (cut < ranks && mpi::share_begin(weight.back(), cut, ranks) <= before) ++cut;
  for (const std::int32_t w : weights) {
    before += w;
    ++cell;
    for (; cut < ranks && mpi::share_begin(weight.back(), cut, ranks) <= before; ++cut)
      shares[cut] = cell;
  }
  mpi::all_reduce(communicator, shares, MPI_MAX);  // one rank has found each cut
  shares.back() = cells.back();
  keep_apart(shares);
  return shares;
}

Real imbalance(MPI_Comm communicator, std::span<const std::int32_t> weights) {
  const std::int64_t mine = sum_of(weights);
  const auto all = static_cast<Real>(mpi::sum(communicator, mine));
  const auto most = static_cast<Real>(mpi::max(communicator, mine));
  return all > 0 ? most * mpi::size_of(communicator) / all : 1;
}

}  // namespace freshet
