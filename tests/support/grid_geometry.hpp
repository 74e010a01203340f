#pragma once
#include <array>
#include <cmath>
#include <vector>

#include "kernels/flow_device.hpp"

namespace freshet {

/// A bent grid of quadrilaterals, or of triangles (each quadrilateral cut in two), as the kernels
/// see it on one rank, made without the mesh room: bumps and a slope as bed, and one boundary
/// condition for each of left, right, bottom and top.
class GridGeometry {
 public:
  GridGeometry(int slots, Index across_x, Index across_y, Real size = 1)
      : nx_(across_x), ny_(across_y), size_(size) {
    g_.slots = slots;
    g_.cells = g_.inner = g_.owned = nx_ * ny_ * (slots == 3 ? 2 : 1);
    for (Index j = 0; j < ny_; ++j)
      for (Index i = 0; i < nx_; ++i) slots == 3 ? add_triangles(i, j) : add_quadrilateral(i, j);
    fill();
  }
  const FlowGeometry& geometry() const { return g_; }
  Real x(Index cell) const { return centres_[cell].x; }
  Real y(Index cell) const { return centres_[cell].y; }

 private:
  static constexpr Index left = -1, right = -2, bottom = -3, top = -4;
  struct Side {
    Vector from, to;
    Index neighbour;  ///< or one of the four above
  };

  Vector vertex(Index i, Index j) const {
    const bool inner = i > 0 && i < nx_ && j > 0 && j < ny_;
    const Real shift = inner ? 0.2 : 0;
    return {size_ * (i + shift * std::sin(7.0 * i + 3.0 * j)),
            size_ * (j + shift * std::sin(5.0 * i - 2.0 * j))};
  }

  Index west(Index i, Index cell) const { return i > 0 ? cell : left; }
  Index east(Index i, Index cell) const { return i + 1 < nx_ ? cell : right; }
  Index south(Index j, Index cell) const { return j > 0 ? cell : bottom; }
  Index north(Index j, Index cell) const { return j + 1 < ny_ ? cell : top; }

  void add_quadrilateral(Index i, Index j) {
    const Vector a = vertex(i, j), b = vertex(i + 1, j), c = vertex(i + 1, j + 1),
                 d = vertex(i, j + 1);
    const Index n = j * nx_ + i;
    sides_.push_back({{a, b, south(j, n - nx_)},
                      {b, c, east(i, n + 1)},
                      {c, d, north(j, n + nx_)},
                      {d, a, west(i, n - 1)}});
  }

  /// The lower right and the upper left half, numbers 2n and 2n + 1.
  void add_triangles(Index i, Index j) {
    const Vector a = vertex(i, j), b = vertex(i + 1, j), c = vertex(i + 1, j + 1),
                 d = vertex(i, j + 1);
    const Index n = j * nx_ + i;
    sides_.push_back(
        {{a, b, south(j, 2 * (n - nx_) + 1)}, {b, c, east(i, 2 * n + 3)}, {c, a, 2 * n + 1}});
    sides_.push_back({{a, c, 2 * n}, {c, d, north(j, 2 * (n + nx_))}, {d, a, west(i, 2 * n - 2)}});
  }

  void fill() {
    const std::size_t places = static_cast<std::size_t>(g_.slots) * g_.cells;
    for (auto* list : {&g_.neighbours, &g_.opposites}) list->resize(places);
    for (auto* list : {&g_.normals_x, &g_.normals_y, &g_.lengths, &g_.offsets_x, &g_.offsets_y,
                       &g_.weights_x, &g_.weights_y})
      list->resize(places);
    g_.condition_length.assign(4, 0);
    for (Index cell = 0; cell < g_.cells; ++cell) add_cell(cell);
    for (Index cell = 0; cell < g_.cells; ++cell) weigh(cell);
  }

  void add_cell(Index cell) {
    Real area = 0, perimeter = 0, cx = 0, cy = 0;
    for (const auto& s : sides_[cell]) {
      const Real cross = 0.5 * (s.from.x * s.to.y - s.to.x * s.from.y);
      area += cross;
      cx += cross * (s.from.x + s.to.x) / 3;
      cy += cross * (s.from.y + s.to.y) / 3;
    }
    const Vector centre{cx / area, cy / area};
    for (int slot = 0; slot < g_.slots; ++slot)
      perimeter += add_side(cell, slot, sides_[cell][slot], centre);
    centres_.push_back(centre);
    g_.areas.push_back(area);
    g_.inverse_sizes.push_back(0.5 * perimeter / area);
    const Real u = centre.x / size_, v = centre.y / size_;
    g_.beds.push_back(0.02 * u + 0.6 * std::sin(0.5 * u) * std::cos(0.4 * v));
    g_.bed_slopes_x.push_back((0.02 + 0.3 * std::cos(0.5 * u) * std::cos(0.4 * v)) / size_);
    g_.bed_slopes_y.push_back(-0.24 * std::sin(0.5 * u) * std::sin(0.4 * v) / size_);
    g_.mannings.push_back(v < 0.5 * ny_ ? 0.03 : 0.0);
  }

  Real add_side(Index cell, int slot, const Side& s, const Vector& centre) {
    // From the lower to the higher end, so that both cells compute the same bits.
    const bool forward = s.from.x < s.to.x || (s.from.x == s.to.x && s.from.y < s.to.y);
    const Vector a = forward ? s.from : s.to, b = forward ? s.to : s.from;
    const Real dx = b.x - a.x, dy = b.y - a.y, length = std::sqrt(dx * dx + dy * dy);
    const Real sign = forward ? 1 : -1;
    const Index place = slot * g_.cells + cell;
    g_.normals_x[place] = sign * (dy / length);
    g_.normals_y[place] = -sign * (dx / length);
    g_.lengths[place] = length;
    g_.offsets_x[place] = 0.5 * (a.x + b.x) - centre.x;
    g_.offsets_y[place] = 0.5 * (a.y + b.y) - centre.y;
    g_.neighbours[place] = s.neighbour;
    g_.opposites[place] = place;
    if (s.neighbour < 0) add_edge(cell, place, ~s.neighbour, length);
    return length;
  }

  void add_edge(Index cell, Index place, Index condition, Real length) {
    g_.neighbours[place] = ~static_cast<Index>(g_.edge_cell.size());
    g_.edge_cell.push_back(cell);
    g_.edge_place.push_back(place);
    g_.edge_condition.push_back(condition);
    g_.condition_length[condition] += length;
  }

  /// Opposites, and the weights of the least-squares gradient.
  void weigh(Index cell) {
    Real xx = 0, xy = 0, yy = 0;
    for (int slot = 0; slot < g_.slots; ++slot) {
      const Index place = slot * g_.cells + cell, other = g_.neighbours[place];
      if (other < 0) continue;
      for (int t = 0; t < g_.slots; ++t)
        if (g_.neighbours[t * g_.cells + other] == cell) g_.opposites[place] = t * g_.cells + other;
      const Real dx = x(other) - x(cell), dy = y(other) - y(cell);
      xx += dx * dx;
      xy += dx * dy;
      yy += dy * dy;
    }
    const Real determinant = xx * yy - xy * xy;
    for (int slot = 0; slot < g_.slots; ++slot) {
      const Index place = slot * g_.cells + cell, other = g_.neighbours[place];
      if (other < 0 || !(determinant > 1e-6 * (xx + yy) * (xx + yy))) continue;
      const Real dx = x(other) - x(cell), dy = y(other) - y(cell);
      g_.weights_x[place] = (yy * dx - xy * dy) / determinant;
      g_.weights_y[place] = (xx * dy - xy * dx) / determinant;
    }
  }

  Index nx_, ny_;
  Real size_;
  FlowGeometry g_;
  std::vector<Vector> centres_;
  std::vector<std::vector<Side>> sides_;
};

}  // namespace freshet
