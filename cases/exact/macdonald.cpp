#include "cases/exact/macdonald.hpp"

#include <cmath>

#include "cases/exact/bump.hpp"

namespace freshet {

ExactSolution macdonald_shock(const ExactSetting& setting) {
  const Real q = setting.parameter("unit_discharge"), hc = critical_depth(setting.gravity, q);
  return [=](const ExactPlace& place, Real) -> ExactState {
    const Real x = place.x, r = x / 100 - Real(2) / 3;
    const Real polynomial = 1.4305 + r * (14.492 + r * (-21.7112 + r * (0.674202 + r * 0.674202)));
    const Real h = r <= 0 ? hc * (Real(4) / 3 - x / 100) - 9 * x / 1000 * r : hc * polynomial;
    return {h, q / h, 0};
  };
}

ExactSolution macdonald_transcritical(const ExactSetting& setting) {
  const Real q = setting.parameter("unit_discharge"), hc = critical_depth(setting.gravity, q);
  return [=](const ExactPlace& place, Real) -> ExactState {
    const Real r = place.x / 1000 - 0.5;
    const Real h = hc * (1 - (r <= 0 ? std::tanh(3 * r) / 3 : std::tanh(6 * r) / 6));
    return {h, q / h, 0};
  };
}

}  // namespace freshet
