#include "solver/breach/soil.hpp"

#include <algorithm>
#include <cmath>

namespace freshet::breach {
namespace {

constexpr Real g = 9.81;  // m/s2

}  // namespace

StableBanks stable_banks(Real slope, Real cohesion, Real friction_angle, Real unit_weight) {
  StableBanks banks;
  Real angle = std::atan2(1.0, slope);
  banks.slope[0] = slope;
  for (banks.count = 1; banks.count < most_banks && angle > friction_angle; ++banks.count) {
    banks.height[banks.count - 1] = 4 * cohesion * std::sin(angle) * std::cos(friction_angle) /
                                    (unit_weight * (1 - std::cos(angle - friction_angle)));
    angle = 0.5 * (angle + friction_angle);
    banks.slope[banks.count] = 1 / std::tan(angle);
  }
  return banks;
}

Real settling_speed(Real grain, Real density) {
  const Real r = density / water_density - 1;
  return r * g * grain * grain / (18e-6 + std::sqrt(0.75 * r * g * grain * grain * grain));
}

Real grain_critical_shear(Real grain, Real density) {
  return 0.03 * (density - water_density) * g * grain;
}

Real grain_shear_share(Real grain, Real manning) {
  return std::min<Real>(std::pow(std::pow(grain, 1.0 / 6) / 20 / manning, 1.5), 1);
}

}  // namespace freshet::breach
