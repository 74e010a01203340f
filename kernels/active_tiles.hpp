#pragma once
#include <algorithm>
#include <cstring>
#include <vector>

#include "kernels/device_array.hpp"
#include "kernels/flow_fields.hpp"
#include "kernels/launch.hpp"

namespace freshet {

/// Tiles (of tile_cells consecutive cells) that touch each other by a face, and those that a
/// boundary may bring water into: lists of a rank, on the host.
struct TileLinks {
  std::vector<Index> first, beside;  ///< tile t: beside[first[t]] .. beside[first[t + 1] - 1]
  std::vector<Index> pinned;         ///< of each tile: 1 where it always counts as wet

  /// `neighbours` slot-major as in Polygons.
  TileLinks(const std::vector<Index>& neighbours, Index cells) {
    const Index tiles = (cells + tile_cells - 1) / tile_cells;
    pinned.assign(tiles, 0);
    first.push_back(0);
    std::vector<Index> found;
    for (Index tile = 0; tile < tiles; ++tile) {
      found.clear();
      const Index end = std::min(cells, (tile + 1) * tile_cells);
      for (std::size_t slot = 0; slot < neighbours.size(); slot += cells)
        for (Index cell = tile * tile_cells; cell < end; ++cell)
          if (const Index n = neighbours[slot + cell]; n >= 0) found.push_back(n / tile_cells);
      std::sort(found.begin(), found.end());
      found.erase(std::unique(found.begin(), found.end()), found.end());
      for (const Index other : found)
        if (other != tile) beside.push_back(other);
      first.push_back(static_cast<Index>(beside.size()));
    }
  }
};

/// Finds out whether a tile holds anything but dry cells at rest: any bit of depth or velocity, so
/// that a state which is no number counts as well.
struct FindWet {
  FlowFields<const Real> state;
  Index cells;
  const Index *tiles, *count;  ///< null: all
  Index first;                 ///< tile, where none are listed
  Index* wet;

  FRESHET_BODY void operator()(Index k) const {
    if (tiles != nullptr && count != nullptr && k >= *count) return;
    const Index tile = tiles != nullptr ? tiles[k] : first + k;
    const Index end = (tile + 1) * tile_cells < cells ? (tile + 1) * tile_cells : cells;
    std::uint64_t any = 0;
    for (Index from = tile * tile_cells; from < end && any == 0; from += 8) {
      const Index to = from + 8 < end ? from + 8 : end;
      for (Index cell = from; cell < to; ++cell)
        any |= bits(state.h[cell]) | bits(state.u[cell]) | bits(state.v[cell]);
    }
    wet[tile] = any != 0 ? 1 : 0;
  }
  FRESHET_BODY static std::uint64_t bits(Real value) {
    std::uint64_t b;
    std::memcpy(&b, &value, sizeof b);
    return b;
  }
};

/// Lists a tile where it or one beside it is wet in either copy of the state.
struct ListActive {
  const Index *first, *beside, *pinned, *wet, *wet_before;
  Index *tiles, *count, *flags;

  FRESHET_BODY void operator()(Index tile) const {
    Index any = pinned[tile] | wet[tile] | wet_before[tile];
    for (Index k = first[tile]; k < first[tile + 1]; ++k)
      any |= wet[beside[k]] | wet_before[beside[k]];
    flags[tile] = any;
    if (any != 0) tiles[take_next(*count)] = tile;
  }
};

struct ClearCount {
  Index* count;
  FRESHET_BODY void operator()(Index) const { *count = 0; }
};

/// Which tiles of a rank a step works on. One that is dry, at rest, and not beside a wet one comes
/// out of a step as it went in, so it is left out: that changes no bit. Both copies of the state
/// count, for what a step leaves out must be dry in the copy that it would have written, too. Water
/// moves by a cell in a step, so that it enters a tile only from one beside it; what processes,
/// other ranks and boundaries bring is looked at when it has come.
template <class Space>
class ActiveTiles {
 public:
  /// Where `skipping` is false every tile counts.
  ActiveTiles(const TileLinks& links, Index cells, bool skipping)
      : skipping_(skipping),
        cells_(cells),
        count_of_all_(static_cast<Index>(links.pinned.size())),
        first_(on(links.first)),
        beside_(on(links.beside)),
        pinned_(on(links.pinned)),
        tiles_(skipping ? count_of_all_ : 0),
        flags_(skipping ? count_of_all_ : 0),
        count_(1) {
    for (auto& wet : wet_) wet = Array(skipping ? count_of_all_ : 0);
  }

  /// Those cells from `first` to before `last` that may have water or get some in a step.
  CellRange cells(Index first, Index last) const {
    if (!skipping_) return cells_between(first, last);
    return {first, last, tiles_.data(), count_of_all_, count_.data()};
  }

  /// Not zero for each tile that counts; null: all do.
  const Index* flags() const { return skipping_ ? flags_.data() : nullptr; }

  /// Looks at the cells of a range, or at all those that a step has worked on, in copy `copy`.
  void look(const Space& space, const FlowFields<const Real>& state, int copy,
            const CellRange& range) {
    if (!skipping_ || range.last <= range.first) return;
    const bool listed = range.tiles != nullptr;
    const Index from = range.first / tile_cells, to = (range.last - 1) / tile_cells + 1;
    launch(space, cells_between(0, listed ? range.tile_count : to - from),
           FindWet{state, cells_, range.tiles, range.count, from, wet_[copy].data()});
  }
  void look_at_active(const Space& space, const FlowFields<const Real>& state, int copy) {
    look(space, state, copy, cells(0, cells_));
  }

  void list(const Space& space) {
    if (!skipping_) return;
    launch_one(space, ClearCount{count_.data()});
    launch_shared(space, cells_between(0, count_of_all_),
                  ListActive{first_.data(), beside_.data(), pinned_.data(), wet_[0].data(),
                             wet_[1].data(), tiles_.data(), count_.data(), flags_.data()});
  }

  /// Of all tiles, those that count.
  double share() const {
    if (!skipping_) return 1;
    Index count = 0;
    count_.download({&count, 1});
    return static_cast<double>(count) / count_of_all_;
  }

  std::int64_t bytes() const {
    std::size_t sum = 0;
    for (const auto* a : {&first_, &beside_, &pinned_, &tiles_, &flags_, &wet_[0], &wet_[1]})
      sum += a->size() * sizeof(Index);
    return static_cast<std::int64_t>(sum);
  }

 private:
  using Array = DeviceArray<Index, Space>;
  Array on(const std::vector<Index>& values) const {
    Array array(skipping_ ? values.size() : 0);
    if (skipping_) array.upload(values);
    return array;
  }

  bool skipping_;
  Index cells_, count_of_all_;
  Array first_, beside_, pinned_, tiles_, flags_, count_;
  std::array<Array, 2> wet_;
};

}  // namespace freshet
