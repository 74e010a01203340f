#include "solver/dam/slope/slip_surface.hpp"

#include <algorithm>
#include <cmath>

namespace freshet::dam {

Real SlipSurface::height(Real x) const {
  if (is_circle()) {
    const Real dx = x - circle[0];
    return circle[1] - std::sqrt(std::max(circle[2] * circle[2] - dx * dx, Real(0)));
  }
  const auto after = std::upper_bound(points.begin() + 1, points.end() - 1, x,
                                      [](Real value, const auto& p) { return value < p[0]; });
  const auto &a = *(after - 1), &b = *after;
  return a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0]);
}

std::optional<SlipSurface> circle_through(const std::array<Real, 2>& upper,
                                          const std::array<Real, 2>& lower, Real sag) {
  const Real dx = lower[0] - upper[0], dy = lower[1] - upper[1];
  const Real chord = std::hypot(dx, dy);
  if (!std::isfinite(chord) || !(chord > 0) || !(dx > 0) || !(sag > 0)) return std::nullopt;
  const Real depth = sag * chord;
  const Real radius = (chord * chord / 4 + depth * depth) / (2 * depth);
  const Real back = radius - depth;  // from the chord's middle to the centre, away from the slide
  const std::array<Real, 2> centre{0.5 * (upper[0] + lower[0]) - back * dy / chord,
                                   0.5 * (upper[1] + lower[1]) + back * dx / chord};
  if (centre[1] < upper[1] || centre[1] < lower[1]) return std::nullopt;
  SlipSurface surface;
  surface.from = upper[0];
  surface.to = lower[0];
  surface.circle = {centre[0], centre[1], radius};
  return surface;
}

}  // namespace freshet::dam
