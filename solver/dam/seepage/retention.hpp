#pragma once
#include <cmath>

#include "kernels/types.hpp"

namespace freshet::dam {

/// Water content and relative conductivity of a soil against its pressure head psi (m, negative in
/// suction).
struct Retention {
  enum class Model { VanGenuchten, Gardner };
  Model model = Model::VanGenuchten;
  Real saturated = 0.4, residual = 0.05;  ///< volumetric water contents
  Real alpha = 1;                         ///< 1/m
  Real n = 2;                             ///< van Genuchten; m = 1 - 1/n
};

/// A value and its slope against the pressure head, 1/m.
struct WithSlope {
  Real value = 0, slope = 0;
};

/// Relative conductivities below this are raised to it, so that dry soil keeps an equation.
inline constexpr Real kLeastConductivity = 1e-8;

/// Effective saturation: S = (1 + (-alpha psi)^n)^(-m), van Genuchten 1980, eq. 3; or
/// S = exp(alpha psi), Gardner 1958 with the content proportional to the conductivity, as
/// Srivastava and Yeh 1991 have it. 1 where psi >= 0.
inline WithSlope effective_saturation(const Retention& soil, Real psi) {
  if (psi >= 0) return {1, 0};
  if (soil.model == Retention::Model::Gardner) {
    const Real value = std::exp(soil.alpha * psi);
    return {value, soil.alpha * value};
  }
  const Real m = 1 - 1 / soil.n;
  const Real x = std::pow(-soil.alpha * psi, soil.n);
  const Real value = std::pow(1 + x, -m);
  return {value, m * soil.n * x / (-psi * (1 + x)) * value};
}

/// Relative conductivity: sqrt(S) (1 - (1 - S^(1/m))^m)^2, Mualem 1976 and van Genuchten 1980,
/// eq. 8; or exp(alpha psi), Gardner 1958.
inline WithSlope relative_conductivity(const Retention& soil, Real psi) {
  if (psi >= 0) return {1, 0};
  if (soil.model == Retention::Model::Gardner) {
    const Real value = std::exp(soil.alpha * psi);
    return value > kLeastConductivity ? WithSlope{value, soil.alpha * value}
                                      : WithSlope{kLeastConductivity, 0};
  }
  const Real m = 1 - 1 / soil.n;
  const Real x = std::pow(-soil.alpha * psi, soil.n);
  const Real s = std::pow(1 + x, -m);
  const Real a = std::pow(x / (1 + x), m);
  const Real value = std::sqrt(s) * (1 - a) * (1 - a);
  if (!(value > kLeastConductivity)) return {kLeastConductivity, 0};
  const Real slope_s = m * soil.n * x / (-psi * (1 + x)) * s;
  const Real slope_a = -m * soil.n * a / (-psi * (1 + x));
  return {value, 0.5 * value / s * slope_s - 2 * std::sqrt(s) * (1 - a) * slope_a};
}

/// Volumetric water content with elastic storage below the phreatic line:
/// theta = theta_r + (theta_s - theta_r) S + S_s max(psi, 0).
inline WithSlope water_content(const Retention& soil, Real specific_storage, Real psi) {
  const WithSlope s = effective_saturation(soil, psi);
  const Real range = soil.saturated - soil.residual;
  return {soil.residual + range * s.value + (psi > 0 ? specific_storage * psi : 0),
          range * s.slope + (psi > 0 ? specific_storage : 0)};
}

}  // namespace freshet::dam
