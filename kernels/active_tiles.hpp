#pragma once
#include <algorithm>
#include <cstring>
#include <vector>

#include "kernels/device_geometry.hpp"
#include "kernels/flow_fields.hpp"
#include "kernels/launch.hpp"

namespace freshet {

/// Tiles (of tile_cells consecutive cells) that touch each other by a face, and those that a
/// boundary may bring water into: lists of a rank, on the host.
struct TileLinks {
  std::vector<Index> first, beside;  ///< tile t: beside[first[t]] .. beside[first[t + 1] - 1]
  std::vector<Index> pinned;         ///< of each tile: 1 where it always counts as wet
  std::vector<Index> border;         ///< of each tile: 1 where other ranks want cells of it

  /// `neighbours` slot-major as in Polygons.
  TileLinks(const std::vector<Index>& neighbours, Index cells) {
    const Index tiles = (cells + tile_cells - 1) / tile_cells;
    pinned.assign(tiles, 0);
    border.assign(tiles, 0);
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

/// Tiles in the memory of a space, and how many.
struct TileListView {
  Index *tiles, *count;
  FRESHET_BODY void add(Index tile) const { tiles[take_next(*count)] = tile; }
};

/// Lists a tile where it or one beside it is wet in either copy of the state.
struct ListActive {
  const Index *first, *beside, *pinned, *border, *wet, *wet_before;
  TileListView all, on_border, inside;
  bool divided;  ///< whether there is a border
  Index* flags;

  FRESHET_BODY void operator()(Index tile) const {
    Index any = pinned[tile] | wet[tile] | wet_before[tile];
    for (Index k = first[tile]; k < first[tile + 1]; ++k)
      any |= wet[beside[k]] | wet_before[beside[k]];
    flags[tile] = any;
    if (any == 0) return;
    all.add(tile);
    if (divided) (border[tile] != 0 ? on_border : inside).add(tile);
  }
};

struct ClearCounts {
  Index* counts;
  FRESHET_BODY void operator()(Index k) const { counts[k] = 0; }
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
        divided_(std::count(links.border.begin(), links.border.end(), 1) > 0),
        cells_(cells),
        count_of_all_(static_cast<Index>(links.pinned.size())),
        first_(on(links.first)),
        beside_(on(links.beside)),
        pinned_(on(links.pinned)),
        border_(on(links.border)),
        flags_(skipping ? count_of_all_ : 0),
        counts_(lists) {
    for (auto& wet : wet_) wet = Array(skipping ? count_of_all_ : 0);
    std::array<std::vector<Index>, lists> tiles;
    for (Index t = 0; t < count_of_all_; ++t) {
      tiles[All].push_back(t);
      tiles[links.border[t] != 0 ? Border : Inside].push_back(t);
    }
    for (int list : {All, Border, Inside}) {
      most_[list] = static_cast<Index>(tiles[list].size());
      const bool listed = list == All ? skipping : divided_;
      tiles_[list] = listed ? on_device<Index, Space>(tiles[list]) : Array(0);
    }
  }

  /// Those cells from `first` to before `last` that may have water or get some in a step.
  CellRange cells(Index first, Index last) const {
    return skipping_ ? listed(All, first, last) : cells_between(first, last);
  }
  /// Those of the cells before `last` in tiles of the border, and in the others.
  CellRange border(Index last) const {
    return divided_ ? listed(Border, 0, last) : cells_between(0, 0);
  }
  CellRange interior(Index last) const {
    return divided_ ? listed(Inside, 0, last) : cells(0, last);
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
    launch(space, cells_between(0, lists), ClearCounts{counts_.data()});
    launch_shared(
        space, cells_between(0, count_of_all_),
        ListActive{first_.data(), beside_.data(), pinned_.data(), border_.data(), wet_[0].data(),
                   wet_[1].data(), view(All), view(Border), view(Inside), divided_, flags_.data()});
  }

  /// Of all tiles, those that count.
  double share() const {
    if (!skipping_) return 1;
    std::array<Index, lists> counts{};
    counts_.download(counts);
    return static_cast<double>(counts[All]) / count_of_all_;
  }

  std::int64_t bytes() const {
    std::size_t sum = 0;
    for (const auto* a : {&first_, &beside_, &pinned_, &border_, &flags_, &wet_[0], &wet_[1]})
      sum += a->size() * sizeof(Index);
    for (const auto& list : tiles_) sum += list.size() * sizeof(Index);
    return static_cast<std::int64_t>(sum);
  }

 private:
  enum List { All, Border, Inside, lists };
  using Array = DeviceArray<Index, Space>;
  Array on(const std::vector<Index>& values) const {
    return skipping_ ? on_device<Index, Space>(values) : Array(0);
  }
  CellRange listed(int list, Index first, Index last) const {
    return {first, last, tiles_[list].data(), most_[list],
            skipping_ ? counts_.data() + list : nullptr};
  }
  TileListView view(int list) { return {tiles_[list].data(), counts_.data() + list}; }

  bool skipping_, divided_;
  Index cells_, count_of_all_;
  Array first_, beside_, pinned_, border_, flags_, counts_;
  std::array<Array, lists> tiles_;
  std::array<Index, lists> most_{};
  std::array<Array, 2> wet_;
};

}  // namespace freshet
