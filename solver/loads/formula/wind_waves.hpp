#pragma once
#include <algorithm>
#include <cmath>
#include <numbers>

#include "kernels/types.hpp"

namespace freshet::loads {

struct WindWaves {
  Real height = 0;    ///< significant, m
  Real period = 0;    ///< of the peak (jonswap), significant (smb), s
  Real duration = 0;  ///< of the wind that they need, s; 0: not told
};

/// Waves of a wind U (m/s, 10 m above the water) over a fetch F (m) of deep water, JONSWAP as in
/// the Shore Protection Manual 1984, eqs. 3-33 to 3-35: with the wind stress factor UA = 0.71
/// U^1.23, g H/UA^2 = 1.6e-3 (g F/UA^2)^(1/2), g T/UA = 0.2857 (g F/UA^2)^(1/3), g t/UA = 68.8 (g
/// F/UA^2)^(2/3); at most fully grown: 0.2433, 8.134, 7.15e4.
inline WindWaves wind_waves_jonswap(Real wind, Real fetch, Real gravity) {
  const Real ua = 0.71 * std::pow(wind, 1.23), x = gravity * fetch / (ua * ua);
  return {ua * ua / gravity * std::min(1.6e-3 * std::sqrt(x), 0.2433),
          ua / gravity * std::min(0.2857 * std::cbrt(x), 8.134),
          ua / gravity * std::min(68.8 * std::pow(x, 2. / 3), 7.15e4)};
}

/// Sverdrup, Munk and Bretschneider with the depth d (m) of the water, as in the Shore Protection
/// Manual 1977, eqs. 3-25 and 3-26: g H/U^2 = 0.283 tanh(A) tanh(0.0125 (g F/U^2)^0.42 / tanh(A)),
/// A = 0.530 (g d/U^2)^0.75; g T/(2 pi U) = 1.20 tanh(B) tanh(0.077 (g F/U^2)^0.25 / tanh(B)), B =
/// 0.833 (g d/U^2)^0.375.
inline WindWaves wind_waves_smb(Real wind, Real fetch, Real depth, Real gravity) {
  const Real square = wind * wind, x = gravity * fetch / square, y = gravity * depth / square;
  const Real a = std::tanh(0.530 * std::pow(y, 0.75)), b = std::tanh(0.833 * std::pow(y, 0.375));
  constexpr Real turn = 2 * std::numbers::pi;
  return {square / gravity * 0.283 * a * std::tanh(0.0125 * std::pow(x, 0.42) / a),
          turn * wind / gravity * 1.20 * b * std::tanh(0.077 * std::pow(x, 0.25) / b), 0};
}

/// Strongest wind (m/s) to which the laws are put; no storm's mean wind is known to be stronger.
constexpr Real strongest_wind = 100;

/// Least depth (m) that is deep to waves of a period T (s): half their length, g T^2 / (4 pi).
inline Real deep_water(Real period, Real gravity) {
  return gravity * period * period / (4 * std::numbers::pi);
}

/// Largest set-up by the depth for which `wind_setup` holds. Where the surface's slope follows the
/// depth that there is, S' = k / (d + S) with the water's volume kept, the level at the lee end is
/// 3 % of the set-up lower at a tenth of the depth, 7 % at a quarter; at 0.56 the windward end lies
/// dry.
constexpr Real largest_setup = 0.25;

/// Set-up (m) of the level at the lee end by the wind: U^2 F / (62 772 d) with U in km/h, F in km
/// (Zuider Zee formula, as USBR, Freeboard criteria, 1981: S = U^2 F / (1400 d) in mph, miles, ft).
inline Real wind_setup(Real wind, Real fetch, Real depth) {
  constexpr Real mile_an_hour = 0.44704, mile = 1609.344, foot = 0.3048;
  const Real u = wind / mile_an_hour;
  return u * u * (fetch / mile) / (1400 * (depth / foot)) * foot;
}

}  // namespace freshet::loads
