#include "mesh/build/local_cells.hpp"

#include <algorithm>

#include "mesh/parallel/ask.hpp"

namespace freshet {
namespace {

void sort_unique(std::vector<GlobalIndex>& numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

std::vector<CellRecord> fetch_records(MPI_Comm communicator, const OwnedCells& owned,
                                      const std::vector<GlobalIndex>& numbers) {
  return ask<CellRecord>(
      communicator, numbers, [&](GlobalIndex cell) { return share_owner(owned.shares, cell); },
      [&](const std::vector<GlobalIndex>& wanted) {
        std::vector<CellRecord> records;
        records.reserve(wanted.size());
        for (const auto cell : wanted)
          records.push_back(owned.record(static_cast<Index>(cell - owned.first_cell)));
        return records;
      });
}

}  // namespace

CellRecord OwnedCells::record(Index cell) const {
  CellRecord result;
  const RawCell& raw = cells[cell];
  for (int p = 0; p < raw.corners(); ++p) {
    result.vertices[p] = vertices.number[raw.vertices[p]];
    result.corners[p] = vertices.vertex[raw.vertices[p]];
  }
  result.neighbours = neighbours[cell];
  result.bed = raw.bed;
  result.zone = raw.zone;
  return result;
}

HaloCells fetch_halo(MPI_Comm communicator, const OwnedCells& owned) {
  HaloCells halo;
  std::vector<GlobalIndex> one, two;
  for (const auto& cell : owned.neighbours)
    for (const auto next : cell)
      if (next >= 0 && !owned.owns(next)) one.push_back(next);
  sort_unique(one);
  halo.records = fetch_records(communicator, owned, one);
  for (const auto& record : halo.records)
    for (const auto next : record.neighbours)
      if (next >= 0 && !owned.owns(next) && !std::binary_search(one.begin(), one.end(), next))
        two.push_back(next);
  sort_unique(two);
  const auto more = fetch_records(communicator, owned, two);
  halo.one_away = static_cast<Index>(one.size());
  halo.numbers = std::move(one);
  halo.numbers.insert(halo.numbers.end(), two.begin(), two.end());
  halo.records.insert(halo.records.end(), more.begin(), more.end());
  return halo;
}

HaloPlan plan_halo(MPI_Comm communicator, const OwnedCells& owned, const HaloCells& halo) {
  const int ranks = mpi::size_of(communicator);
  std::vector<std::int64_t> place;
  const auto wanted = group(
      halo.numbers, ranks, [&](GlobalIndex cell) { return share_owner(owned.shares, cell); },
      &place);
  const auto asked = mpi::all_to_all(communicator, wanted);
  HaloPlan plan;
  plan.communicator = communicator;
  plan.send_offsets = plan.receive_offsets = {0};
  for (int r = 0; r < ranks; ++r) {
    if (wanted.of(r).empty() && asked.of(r).empty()) continue;
    plan.neighbours.push_back(r);
    plan.send_offsets.push_back(static_cast<Index>(asked.offsets[r + 1]));
    plan.receive_offsets.push_back(static_cast<Index>(wanted.offsets[r + 1]));
  }
  for (const auto cell : asked.values)
    plan.send_cells.push_back(static_cast<Index>(cell - owned.first_cell));
  plan.receive_cells.resize(halo.numbers.size());
  for (std::size_t i = 0; i < halo.numbers.size(); ++i)
    plan.receive_cells[place[i]] = owned.size() + static_cast<Index>(i);
  return plan;
}

}  // namespace freshet
