#include "cases/exact/stoker.hpp"

#include <cmath>

#include "cases/exact/bisect.hpp"
#include "kernels/error.hpp"

namespace freshet {

StokerStar stoker_star(Real gravity, Real h_left, Real h_right) {
  require(h_right > 0 && h_left > h_right, "stoker: needs h_left > h_right > 0", h_right);
  const auto behind_fan = [&](Real h) {
    return 2 * (std::sqrt(gravity * h_left) - std::sqrt(gravity * h));
  };
  const Real h = bisect(h_right, h_left, [&](Real d) {
    return (d - h_right) * std::sqrt(gravity * (d + h_right) / (2 * d * h_right)) - behind_fan(d);
  });
  return {h, behind_fan(h), behind_fan(h) * h / (h - h_right)};
}

ExactSolution stoker(const ExactSetting& setting) {
  const Real g = setting.gravity, dam = setting.parameter("dam_x");
  const Real left = setting.parameter("h_left"), right = setting.parameter("h_right");
  const Real c = std::sqrt(g * left);
  const StokerStar star = stoker_star(g, left, right);
  const Real fan_end = star.velocity - std::sqrt(g * star.depth);
  return [=](const ExactPlace& place, Real t) -> ExactState {
    const Real x = place.x - dam;
    if (t <= 0 || x >= star.shock * t || x <= -c * t) return {x <= 0 ? left : right, 0, 0};
    if (x >= fan_end * t) return {star.depth, star.velocity, 0};
    const Real root = (2 * c - x / t) / 3;
    return {root * root / g, 2 * (c + x / t) / 3, 0};
  };
}

}  // namespace freshet
