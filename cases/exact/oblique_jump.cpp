#include "cases/exact/oblique_jump.hpp"

#include <cmath>
#include <numbers>

#include "cases/exact/bisect.hpp"
#include "kernels/error.hpp"

namespace freshet {

ObliqueJump oblique_jump_of(Real froude, Real turn) {
  require(froude > 1, "oblique_jump: the flow must be supercritical; its Froude number", froude);
  const auto ratio = [&](Real b) {
    return (std::sqrt(1 + 8 * froude * froude * std::sin(b) * std::sin(b)) - 1) / 2;
  };
  const auto excess = [&](Real b) { return std::tan(b) / std::tan(b - turn) - ratio(b); };
  // The weak jump is the first root above the angle of a wave of no height.
  const Real least = std::max(std::asin(1 / froude), turn + 1e-9), step = 1e-3;
  for (Real b = least; b + step < std::numbers::pi / 2; b += step) {
    if (excess(b + step) > 0) continue;
    const Real angle = bisect(b, b + step, excess);
    return {angle, ratio(angle)};
  }
  throw InputError("oblique_jump: the flow cannot turn by wall_angle");
}

ExactSolution oblique_jump(const ExactSetting& setting) {
  const Real x = setting.parameter("corner_x"), y = setting.parameter("corner_y");
  const Real h = setting.parameter("h_before"), u = setting.parameter("u_before");
  const Real turn = setting.parameter("wall_angle") * std::numbers::pi / 180;
  const ObliqueJump jump = oblique_jump_of(u / std::sqrt(setting.gravity * h), turn);
  // The component along the jump is kept.
  const Real beyond = u * std::cos(jump.angle) / std::cos(jump.angle - turn);
  return [=](const ExactPlace& place, Real) -> ExactState {
    if (place.x <= x || std::atan2(place.y - y, place.x - x) >= jump.angle) return {h, u, 0};
    return {h * jump.depth_ratio, beyond * std::cos(turn), beyond * std::sin(turn)};
  };
}

}  // namespace freshet
