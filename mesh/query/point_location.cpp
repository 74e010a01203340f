#include "mesh/query/point_location.hpp"

#include <algorithm>
#include <cmath>

#include "mesh/parallel/mpi.hpp"
#include "mesh/query/cell_side.hpp"

namespace freshet {

struct PointLocation::Segment {
  Real x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  Real length = 0;
  Real start = 0;  ///< distance of its first point from the line's, m
};

PointLocation::PointLocation(const Mesh& mesh) : mesh_(mesh), bins_(mesh) {}

int PointLocation::corners(Index cell) const {
  return mesh_.slots == 4 && mesh_.cell_vertices[3 * mesh_.cells + cell] >= 0 ? 4 : 3;
}

Real PointLocation::inside(Index cell, int slot, Real x, Real y) const {
  Index a = mesh_.cell_vertices[slot * mesh_.cells + cell];
  Index b = mesh_.cell_vertices[(slot + 1) % corners(cell) * mesh_.cells + cell];
  const bool turned = mesh_.vertex_number[a] > mesh_.vertex_number[b];
  if (turned) std::swap(a, b);
  const Real ax = mesh_.vertex_x[a], ay = mesh_.vertex_y[a];
  const Real side = (mesh_.vertex_x[b] - ax) * (y - ay) - (x - ax) * (mesh_.vertex_y[b] - ay);
  return turned ? -side : side;
}

bool PointLocation::holds(Index cell, Real x, Real y) const {
  for (int s = 0; s < corners(cell); ++s)
    if (!(inside(cell, s, x, y) >= 0)) return false;
  return true;
}

Index PointLocation::find(Real x, Real y) const {
  if (bins_.outside(x, y)) return -1;
  for (const Index cell : bins_.cells(bins_.column(x), bins_.row(y)))
    if (holds(cell, x, y)) return cell;
  return -1;
}

NearestCell PointLocation::nearest(Real x, Real y, const std::function<bool(Index)>& accept) const {
  NearestCell best;
  Real best_square = std::numeric_limits<Real>::infinity();
  const auto try_bin = [&](Index i, Index j) {
    if (i < 0 || j < 0 || i >= bins_.columns() || j >= bins_.rows()) return;
    for (const Index cell : bins_.cells(i, j)) {
      const Real dx = mesh_.centroid_x[cell] - x, dy = mesh_.centroid_y[cell] - y;
      const Real square = dx * dx + dy * dy;
      if (square > best_square || (square == best_square && cell >= best.cell)) continue;
      if (accept && !accept(cell)) continue;
      best = {mesh_.first_cell + cell, cell, std::sqrt(square)};
      best_square = square;
    }
  };
  // Rings of bins round the point's own; all of ring r and beyond is at least r - 1 bins away.
  const Index column = bins_.column(x), row = bins_.row(y);
  const Index last = std::max(bins_.columns(), bins_.rows());
  for (Index ring = 0; ring <= last; ++ring) {
    if (best.cell >= 0 && (ring - 1) * bins_.size() > best.distance) break;
    for (Index i = -ring; i <= ring; ++i) {
      try_bin(column + i, row - ring);
      if (ring > 0) try_bin(column + i, row + ring);
    }
    for (Index j = -ring + 1; j < ring; ++j) {
      try_bin(column - ring, row + j);
      try_bin(column + ring, row + j);
    }
  }
  return best;
}

/// Cells of the bins that the segment touches, each once, ascending.
std::vector<Index> PointLocation::candidates(const Segment& segment) const {
  std::vector<Index> cells;
  const auto [low, high] = std::minmax(segment.x0, segment.x1);
  for (Index i = bins_.column(low); i <= bins_.column(high); ++i) {
    Real y0 = segment.y0, y1 = segment.y1;
    if (high >
        low) {  // the part over this column, widened by a hundredth of a bin against rounding
      const Real slope = (segment.y1 - segment.y0) / (segment.x1 - segment.x0);
      const Real margin = bins_.size() / 100;
      const Real left = std::clamp(bins_.left(i) - margin, low, high);
      const Real right = std::clamp(bins_.left(i + 1) + margin, low, high);
      y0 = segment.y0 + slope * (left - segment.x0);
      y1 = segment.y0 + slope * (right - segment.x0);
    }
    const auto [bottom, top] = std::minmax(y0, y1);
    const Real margin = bins_.size() / 100;
    for (Index j = bins_.row(bottom - margin); j <= bins_.row(top + margin); ++j) {
      const auto some = bins_.cells(i, j);
      cells.insert(cells.end(), some.begin(), some.end());
    }
  }
  std::sort(cells.begin(), cells.end());
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
  return cells;
}

/// Clips the segment by the cell's sides (Cyrus and Beck 1978).
void PointLocation::add_piece(std::vector<LinePiece>& pieces, Index cell, const Segment& g) const {
  Real from = 0, to = 1;
  for (int s = 0; s < corners(cell); ++s) {
    const Real d0 = inside(cell, s, g.x0, g.y0), d1 = inside(cell, s, g.x1, g.y1);
    if (d0 == 0 && d1 == 0) {
      if (!is_left(mesh_, cell, s)) return;
    } else if (d0 <= 0 && d1 <= 0) {
      return;
    } else if (d0 < 0) {
      from = std::max(from, d0 / (d0 - d1));
    } else if (d1 < 0) {
      to = std::min(to, d0 / (d0 - d1));
    }
  }
  if (!(from < to)) return;
  const Real middle = (from + to) / 2, dx = g.x1 - g.x0, dy = g.y1 - g.y0;
  pieces.push_back({cell, (to - from) * g.length, dx / g.length, dy / g.length, g.x0 + middle * dx,
                    g.y0 + middle * dy, g.start + middle * g.length});
}

std::vector<LinePiece> PointLocation::cross(std::span<const std::array<Real, 2>> line) const {
  std::vector<LinePiece> pieces;
  Real start = 0;
  for (std::size_t p = 0; p + 1 < line.size(); ++p) {
    const Real dx = line[p + 1][0] - line[p][0], dy = line[p + 1][1] - line[p][1];
    const Real length = std::sqrt(dx * dx + dy * dy);
    if (!(length > 0)) continue;
    const Segment segment{line[p][0], line[p][1], line[p + 1][0], line[p + 1][1], length, start};
    for (const Index cell : candidates(segment)) add_piece(pieces, cell, segment);
    start += length;
  }
  std::stable_sort(pieces.begin(), pieces.end(),
                   [](const auto& a, const auto& b) { return a.distance < b.distance; });
  return pieces;
}

GlobalIndex lowest_over_ranks(const Mesh& mesh, Index& cell) {
  constexpr GlobalIndex kNone = std::numeric_limits<GlobalIndex>::max();
  const GlobalIndex mine = cell >= 0 ? mesh.first_cell + cell : kNone;
  const GlobalIndex lowest = mpi::min(mesh.communicator, mine);
  if (mine != lowest || mine == kNone) cell = -1;
  return lowest == kNone ? -1 : lowest;
}

NearestCell nearest_over_ranks(const Mesh& mesh, NearestCell found) {
  constexpr Real kFar = std::numeric_limits<Real>::infinity();
  const Real mine = found.cell >= 0 ? found.distance : kFar;
  const Real least = mpi::min(mesh.communicator, mine);
  NearestCell result;
  if (least == kFar) return result;
  result.cell = mine == least ? found.cell : -1;
  result.distance = least;
  result.number = lowest_over_ranks(mesh, result.cell);
  return result;
}

}  // namespace freshet
