#pragma once
#include <cmath>
#include <numbers>

#include "kernels/types.hpp"

namespace freshet::loads {

struct SainflouPressure {
  Real rise = 0;    ///< of the middle of the clapotis over the still level, m
  Real bottom = 0;  ///< p2, above the hydrostatic one, Pa
  Real level = 0;   ///< p1, at the still level under a crest, Pa
  Real trough = 0;  ///< p1', what lacks at the trough's level, Pa
  Real thrust_crest = 0, thrust_trough = 0;  ///< above that of still water, N/m
  Real moment_crest = 0, moment_trough = 0;  ///< about the bottom, N
};

/// Standing wave of height H before a vertical wall in water of depth d, length L (Sainflou 1928,
/// as in the Coastal Engineering Manual, VI-5-135 to 138): rise = pi H^2 / L coth(2 pi d/L); p2 =
/// rho g H / cosh(2 pi d/L); p1 = (p2 + rho g d)(H + rise)/(d + H + rise); p1' = rho g (H - rise).
/// Pressures run straight: from the crest d + H + rise down to the bottom, from the trough d - H +
/// rise likewise. The wall is as high as the crest.
inline SainflouPressure sainflou(Real height, Real length, Real depth, Real density, Real gravity) {
  const Real kd = 2 * std::numbers::pi * depth / length, weight = density * gravity;
  SainflouPressure p;
  p.rise = std::numbers::pi * height * height / length / std::tanh(kd);
  p.bottom = weight * height / std::cosh(kd);
  const Real up = height + p.rise, down = height - p.rise;
  p.level = (p.bottom + weight * depth) * up / (depth + up);
  p.trough = weight * down;
  const Real still = 0.5 * weight * depth * depth, still_moment = still * depth / 3;
  const Real high = depth + up, low = depth - down;
  const Real most = weight * depth + p.bottom, least = weight * depth - p.bottom;
  p.thrust_crest = 0.5 * most * high - still;
  p.moment_crest = most * high * high / 6 - still_moment;
  p.thrust_trough = 0.5 * least * low - still;
  p.moment_trough = least * low * low / 6 - still_moment;
  return p;
}

}  // namespace freshet::loads
