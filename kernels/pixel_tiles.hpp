#pragma once
#include <vector>

#include "kernels/flow_geometry.hpp"
#include "kernels/topology_raster.hpp"

namespace freshet {

/// A rank's cells of one window of a raster: consecutive numbers.
struct PixelTile {
  Index first, count;           ///< cells
  Index own;                    ///< in PixelTiles::place, where it is not plain
  Index ring, ring_one, rings;  ///< in PixelTiles::ring_*: where it begins, how many cells one face
                                ///< away it has, how many in all
  Index odd, odds;              ///< in PixelTiles::odd_*
  bool whole;                   ///< all 32 x 16, row after row
  bool plain() const { return whole && odds == 0; }
};

/// The windows of a rank: which cells lie in them and round them, and where neighbours are not what
/// arithmetic says.
struct PixelTiles {
  std::vector<PixelTile> tiles;
  std::vector<Index> place;                  ///< in the window, of the cells of tiles not plain
  std::vector<Index> ring_cell, ring_place;  ///< those round a window
  /// Place in `links` of PixelWindow, what stands there (a boundary edge, or the cell itself), and
  /// what the cell sees.
  std::vector<Index> odd_at, odd_link, odd_seen;

  std::int64_t bytes() const {
    return static_cast<std::int64_t>(tiles.size() * sizeof(PixelTile) +
                                     (place.size() + 2 * ring_cell.size() + 3 * odd_at.size()) *
                                         sizeof(Index));
  }
};

/// From the columns and rows of the local cells.
PixelTiles pixel_tiles(const FlowGeometry& geometry);

}  // namespace freshet
