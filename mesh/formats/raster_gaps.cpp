#include "mesh/formats/raster_gaps.hpp"

#include <algorithm>
#include <numeric>

#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

/// Sets that are joined step by step; a set is called by its least member.
class Sets {
 public:
  explicit Sets(std::size_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), GlobalIndex{0});
  }
  GlobalIndex find(GlobalIndex member) {
    while (parent_[member] != member) member = parent_[member] = parent_[parent_[member]];
    return member;
  }
  void join(GlobalIndex a, GlobalIndex b) {
    a = find(a);
    b = find(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<GlobalIndex> parent_;
};

}  // namespace

RasterGaps::RasterGaps(const RasterRows& share, const Missing& missing) : share_(share) {
  if (share.first >= share.last) return;
  top_ = std::max<GlobalIndex>(share.first - 1, 0);
  const GlobalIndex end = std::min(share.last + 1, share.rows);
  for (GlobalIndex row = top_; row < end; ++row) find_stretches(row, missing);
  Sets sets(regions_.size());
  for (GlobalIndex row = top_ + 1; row < end; ++row) {
    auto above = stretches(row - 1).begin();
    const auto last = stretches(row - 1).end();
    for (const auto& stretch : stretches(row)) {
      while (above != last && above->end < stretch.begin) ++above;
      for (auto near = above; near != last && near->begin <= stretch.end; ++near)
        sets.join(near->region, stretch.region);
    }
  }
  std::vector<Region> joined;
  std::vector<GlobalIndex> number(regions_.size());  // a set's least member comes first
  for (std::size_t r = 0; r < regions_.size(); ++r) {
    const auto root = static_cast<std::size_t>(sets.find(static_cast<GlobalIndex>(r)));
    number[r] = root == r ? static_cast<GlobalIndex>(joined.size()) : number[root];
    if (root == r) joined.push_back(regions_[r]);
    Region& whole = joined[number[r]];
    whole.at_rim = std::max(whole.at_rim, regions_[r].at_rim);
  }
  regions_ = std::move(joined);
  for (auto& row : rows_)
    for (auto& stretch : row) stretch.region = number[stretch.region];
}

void RasterGaps::find_stretches(GlobalIndex row, const Missing& missing) {
  auto& found = rows_.emplace_back();
  for (GlobalIndex column = 0; column < share_.columns; ++column) {
    if (!missing(column, row)) continue;
    if (found.empty() || found.back().end < column) {
      found.push_back({column, column, static_cast<GlobalIndex>(regions_.size())});
      regions_.push_back({row * share_.columns + column, row == 0 || row + 1 == share_.rows});
    }
    found.back().end = column + 1;
    if (column == 0 || column + 1 == share_.columns) regions_.back().at_rim = 1;
  }
}

bool RasterGaps::has(GlobalIndex row) const {
  return row >= top_ && row < top_ + static_cast<GlobalIndex>(rows_.size());
}

void RasterGaps::add_regions(GlobalIndex row, std::vector<GlobalIndex>& regions) const {
  if (!has(row)) return;
  for (const auto& stretch : stretches(row)) regions.push_back(stretch.region);
}

Index RasterGaps::join(MPI_Comm communicator) {
  const int rank = mpi::rank_of(communicator);
  const auto offsets = mpi::offsets_of(communicator, static_cast<GlobalIndex>(regions_.size()));
  auto all = mpi::all_gather(communicator, regions_);
  // The two rows on either side of a seam lie on both of its ranks, with the same stretches.
  std::vector<GlobalIndex> upper, lower;
  if (share_.first < share_.last && share_.first > 0)
    for (const GlobalIndex row : {share_.first - 1, share_.first}) add_regions(row, upper);
  if (share_.first < share_.last && share_.last < share_.rows)
    for (const GlobalIndex row : {share_.last - 1, share_.last}) add_regions(row, lower);
  for (auto* seam : {&upper, &lower})
    for (auto& region : *seam) region += offsets[rank];
  const auto uppers = mpi::all_gather(communicator, upper);
  const auto lowers = mpi::all_gather(communicator, lower);  // as many, seam by seam
  Sets sets(all.size());
  for (std::size_t i = 0; i < uppers.size(); ++i) sets.join(uppers[i], lowers[i]);
  for (std::size_t i = 0; i < all.size(); ++i) {
    Region& whole = all[sets.find(static_cast<GlobalIndex>(i))];
    whole.first_pixel = std::min(whole.first_pixel, all[i].first_pixel);
    whole.at_rim = std::max(whole.at_rim, all[i].at_rim);
  }
  std::vector<std::pair<GlobalIndex, GlobalIndex>> inner;  // first pixel, region
  for (GlobalIndex i = 0; i < offsets.back(); ++i)
    if (sets.find(i) == i && all[i].at_rim == 0) inner.push_back({all[i].first_pixel, i});
  std::sort(inner.begin(), inner.end());
  holes_.assign(regions_.size(), -1);
  for (std::size_t r = 0; r < regions_.size(); ++r) {
    const GlobalIndex root = sets.find(offsets[rank] + static_cast<GlobalIndex>(r));
    const auto place = std::lower_bound(inner.begin(), inner.end(),
                                        std::pair{all[root].first_pixel, GlobalIndex{-1}});
    if (place != inner.end() && place->second == root)
      holes_[r] = static_cast<Index>(place - inner.begin());
  }
  return static_cast<Index>(inner.size());
}

Index RasterGaps::hole(GlobalIndex column, GlobalIndex row) const {
  const auto& found = stretches(row);
  const auto after =
      std::upper_bound(found.begin(), found.end(), column,
                       [](GlobalIndex value, const Stretch& s) { return value < s.begin; });
  return holes_[std::prev(after)->region];
}

}  // namespace freshet
