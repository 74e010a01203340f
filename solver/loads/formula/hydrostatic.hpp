#pragma once
#include <array>
#include <span>

#include "kernels/types.hpp"

namespace freshet::loads {

/// A force in the plane of a section, N/m, and its moment about a point, N: counter-clockwise
/// positive, x to the right, y up.
struct PlaneForce {
  Real x = 0, y = 0, moment = 0;
};

/// Water of unit weight gamma (N/m3) on a straight piece of a face from `a` to `b` (m), which lies
/// to its left: pressure gamma (level - y) below the level, exact for the trapezoid. The moment is
/// about `about`.
inline PlaneForce water_on_piece(std::array<Real, 2> a, std::array<Real, 2> b, Real level,
                                 Real gamma, std::array<Real, 2> about) {
  const Real pa = gamma * (level - a[1]), pb = gamma * (level - b[1]);
  if (pa <= 0 && pb <= 0) return {};
  const auto surface = [&](std::array<Real, 2> dry, std::array<Real, 2> wet) {
    const Real s = (level - wet[1]) / (dry[1] - wet[1]);
    return std::array<Real, 2>{wet[0] + s * (dry[0] - wet[0]), level};
  };
  if (pa < 0) return water_on_piece(surface(a, b), b, level, gamma, about);
  if (pb < 0) return water_on_piece(a, surface(b, a), level, gamma, about);
  // Normal to the right of the way from a to b, times the length: into the face on its left is its
  // opposite.
  const Real nx = -(b[1] - a[1]), ny = b[0] - a[0];
  PlaneForce f;
  const auto add = [&](Real p, Real share) {  // at `share` of the way
    const Real fx = p * nx, fy = p * ny;
    const Real x = a[0] + share * (b[0] - a[0]) - about[0];
    const Real y = a[1] + share * (b[1] - a[1]) - about[1];
    f.x += fx;
    f.y += fy;
    f.moment += x * fy - y * fx;
  };
  add(0.5 * pa, 1.0 / 3);
  add(0.5 * pb, 2.0 / 3);
  return f;
}

/// Thrust (N/m) of water of depth h (m) on a vertical face: gamma h^2 / 2, at h / 3.
inline Real hydrostatic_thrust(Real gamma, Real depth) { return 0.5 * gamma * depth * depth; }

}  // namespace freshet::loads
