#pragma once
#include <vector>

#include "kernels/flow_geometry.hpp"
#include "kernels/topology_raster.hpp"

namespace freshet {

/// A rank's cells of one window of a raster: consecutive numbers.
struct PixelTile {
  Index first, count;           ///< cells
  Index own;                    ///< in PixelTiles::place, where it is not plain
  Index ring, ring_one, rings;  ///< in PixelTiles::runs: where those round it begin, how many of
                                ///< them are one face away, how many in all
  Index odd, odds;              ///< in PixelTiles::odd_*
  Index own_odds;               ///< so many first ones of these are of the window's own cells
  bool whole;                   ///< all 32 x 16, row after row
  bool parted;                  ///< by a line that has a cell and an edge on either side
  bool plain() const { return whole && odds == 0; }
};

/// Cells with consecutive numbers in consecutive places of a window.
struct PixelRow {
  Index cell, place, count;
};

/// The windows of a rank: which cells lie in them and round them, and where neighbours are not what
/// arithmetic says.
struct PixelTiles {
  std::vector<PixelTile> tiles;
  std::vector<Index> place;    ///< in the window, of the cells of tiles not plain
  std::vector<PixelRow> runs;  ///< of the cells round a window
  /// Place in `links` of PixelWindow, what stands there (a boundary edge, or the cell itself), and
  /// what the cell sees.
  std::vector<Index> odd_at, odd_link, odd_seen;

  std::int64_t bytes() const {
    return static_cast<std::int64_t>(tiles.size() * sizeof(PixelTile) +
                                     runs.size() * sizeof(PixelRow) +
                                     (place.size() + 3 * odd_at.size()) * sizeof(Index));
  }
};

/// From the columns and rows of the local cells.
PixelTiles pixel_tiles(const FlowGeometry& geometry);

}  // namespace freshet
