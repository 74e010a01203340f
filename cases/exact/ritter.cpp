#include "cases/exact/ritter.hpp"

#include <cmath>

namespace freshet {

ExactSolution ritter(const ExactSetting& setting) {
  const Real g = setting.gravity, dam = setting.parameter("dam_x");
  const Real deep = setting.parameter("h_left"), c = std::sqrt(g * deep);
  return [=](const ExactPlace& place, Real t) -> ExactState {
    const Real x = place.x - dam;
    if (x <= -c * t) return {x <= 0 ? deep : 0, 0, 0};
    if (x >= 2 * c * t) return {};
    const Real root = (2 * c - x / t) / 3;
    return {root * root / g, 2 * (c + x / t) / 3, 0};
  };
}

}  // namespace freshet
