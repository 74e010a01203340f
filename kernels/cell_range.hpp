#pragma once
#include "kernels/space.hpp"
#include "kernels/types.hpp"

namespace freshet {

/// Cells that a core does at a time, and the unit in which a range may leave cells out.
constexpr Index tile_cells = 64;

/// What a launch goes through: all cells (or edges) from `first` to before `last`; or, where tiles
/// are listed, those of them that lie in the tiles. Tile t holds the cells from t * tile_cells on.
struct CellRange {
  Index first = 0, last = 0;
  const Index* tiles = nullptr;  ///< in the memory of the space that runs it; null: no list
  Index tile_count = 0;          ///< how many at most
  const Index* count = nullptr;  ///< in the memory of that space: how many there are; null: all

  struct Block {
    Index from, to;
  };

  FRESHET_BODY Index blocks() const {
    return tiles != nullptr && count != nullptr ? *count : most_blocks();
  }
  /// Known without a look into that memory.
  FRESHET_BODY Index most_blocks() const {
    if (tiles != nullptr) return tile_count;
    return last > first ? (last - first - 1) / tile_cells + 1 : 0;
  }
  FRESHET_BODY Block block(Index k) const {
    const Index from = tiles != nullptr ? tiles[k] * tile_cells : first + k * tile_cells;
    const Index to = last - from < tile_cells ? last : from + tile_cells;
    return {from < first ? first : from, to};
  }
};

/// All from `first` to before `last`.
FRESHET_BODY CellRange cells_between(Index first, Index last) { return {first, last}; }

}  // namespace freshet
