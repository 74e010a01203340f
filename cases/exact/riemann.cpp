#include "cases/exact/riemann.hpp"

#include <algorithm>
#include <cmath>

#include "cases/exact/bisect.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

/// What the velocity changes by through the wave that joins a side to the depth h, m/s.
Real through_wave(Real g, Real h, Real side) {
  if (h <= side) return 2 * (std::sqrt(g * h) - std::sqrt(g * side));
  return (h - side) * std::sqrt(g * (h + side) / (2 * h * side));
}

/// Speed of a shock from a side of this depth into the star region, relative to the side's water.
Real shock_speed(Real g, Real star, Real side) {
  return std::sqrt(0.5 * g * star * (star + side) / side);
}

/// Left of the contact: the side's own state, the fan or the star state, at speed s = x/t. A wave
/// seen from the right is this one in a mirror.
ExactState left_of_contact(Real g, const RiemannSide& side, const RiemannStar& star, Real s) {
  const Real c = std::sqrt(g * side.depth), u = side.velocity;
  const ExactState before{side.depth, u, 0}, behind{star.depth, star.velocity, 0};
  if (star.depth > side.depth)
    return s < u - shock_speed(g, star.depth, side.depth) ? before : behind;
  if (s <= u - c) return before;
  if (s >= star.velocity - std::sqrt(g * star.depth)) return behind;
  const Real wave = (u + 2 * c - s) / 3;
  return {wave * wave / g, (u + 2 * c + 2 * s) / 3, 0};
}

ExactState mirrored(ExactState state) {
  state.velocity_x = -state.velocity_x;
  return state;
}

ExactState at_speed(Real g, const RiemannSide& left, const RiemannSide& right, Real s) {
  const RiemannSide mirror{right.depth, -right.velocity};
  if (left.depth > 0 && right.depth > 0) {
    const RiemannStar star = riemann_star(g, left, right);
    if (star.depth > 0) {
      if (s <= star.velocity) return left_of_contact(g, left, star, s);
      return mirrored(left_of_contact(g, mirror, {star.depth, -star.velocity}, -s));
    }
  }
  // A front onto a dry bed moves with u + 2c, where the fan's depth is 0.
  const auto front = [&](const RiemannSide& side) {
    return side.velocity + 2 * std::sqrt(g * side.depth);
  };
  if (left.depth > 0 && s < front(left)) return left_of_contact(g, left, {0, front(left)}, s);
  if (right.depth > 0 && -s < front(mirror))
    return mirrored(left_of_contact(g, mirror, {0, front(mirror)}, -s));
  return {};
}

}  // namespace

RiemannStar riemann_star(Real gravity, const RiemannSide& left, const RiemannSide& right) {
  const Real g = gravity, jump = right.velocity - left.velocity;
  const auto excess = [&](Real h) {
    return through_wave(g, h, left.depth) + through_wave(g, h, right.depth) + jump;
  };
  if (excess(0) >= 0) return {};
  Real high = std::max(left.depth, right.depth);
  while (excess(high) < 0) high *= 2;
  const Real h = bisect(0, high, excess);
  return {h, left.velocity - through_wave(g, h, left.depth)};
}

ExactSolution riemann(const ExactSetting& setting) {
  const Real g = setting.gravity, dam = setting.parameter("dam_x");
  const RiemannSide left{setting.parameter("h_left"), setting.parameter("u_left")};
  const RiemannSide right{setting.parameter("h_right"), setting.parameter("u_right")};
  require(left.depth >= 0 && right.depth >= 0, "riemann: h_left and h_right must be at least 0",
          std::min(left.depth, right.depth));
  return [=](const ExactPlace& place, Real t) -> ExactState {
    const Real x = place.x - dam;
    if (t <= 0) {
      const RiemannSide& side = x <= 0 ? left : right;
      return {side.depth, side.velocity, 0};
    }
    return at_speed(g, left, right, x / t);
  };
}

}  // namespace freshet
