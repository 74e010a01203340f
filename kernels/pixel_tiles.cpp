#include "kernels/pixel_tiles.hpp"

#include <array>

namespace freshet {
namespace {

using Window = PixelWindow<true>;

class Windows {
 public:
  explicit Windows(const FlowGeometry& g) : g_(g) {}

  PixelTiles made() {
    for (Index first = 0; first < g_.owned;) {
      Index end = first + 1;
      while (end < g_.owned && same_window(first, end)) ++end;
      add(first, end);
      first = end;
    }
    return std::move(out_);
  }

 private:
  Index column(Index cell) const { return g_.pixels.column[cell]; }
  Index row(Index cell) const { return g_.pixels.row[cell]; }
  bool same_window(Index a, Index b) const {
    return column(a) / Window::columns == column(b) / Window::columns &&
           row(a) / Window::rows == row(b) / Window::rows;
  }
  Index neighbour(Index cell, int slot) const { return g_.neighbours[slot * g_.cells + cell]; }
  static bool there(Index cell, Index neighbour) { return neighbour >= 0 && neighbour != cell; }

  void add(Index first, Index end) {
    column_ = column(first) / Window::columns * Window::columns;
    row_ = row(first) / Window::rows * Window::rows;
    PixelTile tile{first,
                   end - first,
                   -1,
                   static_cast<Index>(out_.ring_cell.size()),
                   0,
                   0,
                   static_cast<Index>(out_.odd_at.size()),
                   0,
                   end - first == Window::columns * Window::rows};
    cell_at_.fill(-1);
    for (Index cell = first; cell < end; ++cell) {
      const Index place = place_of(cell), k = cell - first;
      cell_at_[place] = cell;
      tile.whole = tile.whole && place == Window::at(k % Window::columns, k / Window::columns);
    }
    for (Index cell = first; cell < end; ++cell) add_beside(cell);
    tile.ring_one = static_cast<Index>(out_.ring_cell.size()) - tile.ring;
    for (Index k = 0; k < tile.ring_one; ++k) add_beside(out_.ring_cell[tile.ring + k]);
    tile.rings = static_cast<Index>(out_.ring_cell.size()) - tile.ring;
    for (Index cell = first; cell < end; ++cell) note_odd(cell);
    for (Index k = 0; k < tile.ring_one; ++k) note_odd(out_.ring_cell[tile.ring + k]);
    tile.odds = static_cast<Index>(out_.odd_at.size()) - tile.odd;
    if (!tile.plain()) {
      tile.own = static_cast<Index>(out_.place.size());
      for (Index cell = first; cell < end; ++cell) out_.place.push_back(place_of(cell));
    }
    out_.tiles.push_back(tile);
  }

  Index place_of(Index cell) const { return Window::at(column(cell) - column_, row(cell) - row_); }

  void add_beside(Index cell) {
    for (int slot = 0; slot < Window::slots; ++slot) {
      const Index n = neighbour(cell, slot);
      if (!there(cell, n)) continue;
      const Index place = place_of(cell) + Window::step(slot);
      if (cell_at_[place] >= 0) continue;
      cell_at_[place] = n;
      out_.ring_cell.push_back(n);
      out_.ring_place.push_back(place);
    }
  }

  void note_odd(Index cell) {
    for (int slot = 0; slot < Window::slots; ++slot) {
      const Index n = neighbour(cell, slot);
      if (there(cell, n)) continue;
      const Index place = place_of(cell);
      out_.odd_at.push_back(slot * Window::places + place);
      out_.odd_link.push_back(n < 0 ? n : place);
      out_.odd_seen.push_back(g_.pixels.seen[cell]);
    }
  }

  const FlowGeometry& g_;
  PixelTiles out_;
  Index column_ = 0, row_ = 0;  ///< of the window's first pixel
  std::array<Index, Window::places> cell_at_{};
};

}  // namespace

PixelTiles pixel_tiles(const FlowGeometry& geometry) { return Windows(geometry).made(); }

}  // namespace freshet
