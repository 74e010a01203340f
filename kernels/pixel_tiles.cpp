#include "kernels/pixel_tiles.hpp"

#include <algorithm>
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
                   static_cast<Index>(out_.runs.size()),
                   0,
                   0,
                   static_cast<Index>(out_.odd_at.size()),
                   0,
                   0,
                   end - first == Window::columns * Window::rows,
                   false};
    cell_at_.fill(-1);
    for (Index cell = first; cell < end; ++cell) {
      const Index place = place_of(cell), k = cell - first;
      cell_at_[place] = cell;
      tile.whole = tile.whole && place == Window::at(k % Window::columns, k / Window::columns);
    }
    ring_.clear();
    for (Index cell = first; cell < end; ++cell) add_beside(cell);
    const std::vector<PixelRow> one = ring_;
    tile.ring_one = add_runs();
    for (const PixelRow& beside : one) add_beside(beside.cell);
    tile.rings = tile.ring_one + add_runs();
    for (Index cell = first; cell < end; ++cell) tile.parted |= note_odd(cell);
    tile.own_odds = static_cast<Index>(out_.odd_at.size()) - tile.odd;
    for (const PixelRow& beside : one) note_odd(beside.cell);
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
      ring_.push_back({n, place, 1});
    }
  }

  /// The cells found beside others, joined to runs; returns how many these are.
  Index add_runs() {
    const std::size_t before = out_.runs.size();
    std::sort(ring_.begin(), ring_.end(),
              [](const PixelRow& a, const PixelRow& b) { return a.place < b.place; });
    for (const PixelRow& next : ring_) {
      PixelRow* last = out_.runs.size() > before ? &out_.runs.back() : nullptr;
      if (last && last->cell + last->count == next.cell && last->place + last->count == next.place)
        ++last->count;
      else
        out_.runs.push_back(next);
    }
    ring_.clear();
    return static_cast<Index>(out_.runs.size() - before);
  }

  /// Tells whether one of the cell's edges is of a line inside the mesh.
  bool note_odd(Index cell) {
    bool inside = false;
    for (int slot = 0; slot < Window::slots; ++slot) {
      const Index n = neighbour(cell, slot);
      if (there(cell, n)) continue;
      const Index place = place_of(cell);
      out_.odd_at.push_back(slot * Window::places + place);
      out_.odd_link.push_back(n < 0 ? n : place);
      out_.odd_seen.push_back(g_.pixels.seen[cell]);
      inside = inside || (n < 0 && g_.is_inside(g_.edge_condition[~n]));
    }
    return inside;
  }

  const FlowGeometry& g_;
  PixelTiles out_;
  Index column_ = 0, row_ = 0;  ///< of the window's first pixel
  std::array<Index, Window::places> cell_at_{};
  std::vector<PixelRow> ring_;  ///< single cells
};

}  // namespace

PixelTiles pixel_tiles(const FlowGeometry& geometry) { return Windows(geometry).made(); }

}  // namespace freshet
