#include "cases/exact/thacker.hpp"

#include <cmath>

namespace freshet {

ExactSolution thacker_planar(const ExactSetting& setting) {
  const Real d = setting.parameter("depth_0"), l = setting.parameter("length");
  const Real a = setting.parameter("amplitude"), w = std::sqrt(2 * setting.gravity * d) / l;
  return [=](const ExactPlace& place, Real t) -> ExactState {
    const Real swing = std::cos(w * t);
    const Real level = d + 2 * a * d / (l * l) * swing * (place.x - 0.5 * a * swing);
    if (level <= place.bed) return {};
    return {level - place.bed, -a * w * std::sin(w * t), 0};
  };
}

ExactSolution thacker_paraboloid(const ExactSetting& setting) {
  const Real d = setting.parameter("depth_0"), l = setting.parameter("length");
  const Real l4 = std::pow(l, 4), r4 = std::pow(setting.parameter("radius_0"), 4);
  const Real a = (l4 - r4) / (l4 + r4), w = std::sqrt(8 * setting.gravity * d) / l;
  return [=](const ExactPlace& place, Real t) -> ExactState {
    const Real s = 1 - a * std::cos(w * t), share = (1 - a * a) / (s * s);
    const Real square = (place.x * place.x + place.y * place.y) / (l * l);
    const Real level = d * (std::sqrt(share) - 1 - square * (share - 1));
    if (level <= place.bed) return {};
    const Real rate = 0.5 * w * a * std::sin(w * t) / s;
    return {level - place.bed, rate * place.x, rate * place.y};
  };
}

}  // namespace freshet
