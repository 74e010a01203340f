#pragma once
#include <cmath>

#include "kernels/arithmetic.hpp"

namespace freshet {

/// Shallower water (m) is no hazard: the speed of a film says nothing.
constexpr Real least_hazard_depth = 0.01;

/// Hazard of water h (m) deep at speed v (m/s) to people, vehicles and buildings: 1 to 6 for H1 to
/// H6, 0 where there is next to none (AIDR 2017, Guideline 7-3, table 1 and figure 6, after Smith,
/// Davey and Cox 2014, WRL report 2014/07). The least class whose greatest h v, h and v all hold.
FRESHET_BODY Real hazard_aidr(Real h, Real v) {
  constexpr Real most[5][3] = {
      {0.3, 0.3, 2.0}, {0.6, 0.5, 2.0}, {0.6, 1.2, 2.0}, {1.0, 2.0, 2.0}, {4.0, 4.0, 4.0}};
  if (!(h >= least_hazard_depth)) return 0;
  int number = 6;
  for (int k = 4; k >= 0; --k)
    number = h * v <= most[k][0] && h <= most[k][1] && v <= most[k][2] ? k + 1 : number;
  return number;
}

/// Hazard rating to people, d (v + 0.5) + debris factor, which is 1 deeper than 0.25 m or faster
/// than 2 m/s, else 0 (DEFRA and Environment Agency 2006, FD2321/TR1; the factor as in Flood
/// Modeller). 0 where there is next to no water.
FRESHET_BODY Real hazard_defra(Real h, Real v) {
  if (!(h >= least_hazard_depth)) return 0;
  return h * (v + 0.5) + (h > 0.25 || v > 2 ? 1 : 0);
}

/// Zone of depth times speed, 1 low to 5 extreme, from 2.2, 5.4, 16.1 and 26.9 ft2/s on (FEMA 2012,
/// Risk MAP guidance on depth times velocity grids). 0 where there is next to no water.
FRESHET_BODY Real hazard_fema(Real h, Real v) {
  constexpr Real foot = 0.3048;
  constexpr Real from[4] = {2.2, 5.4, 16.1, 26.9};  // ft2/s
  if (!(h >= least_hazard_depth)) return 0;
  int zone = 1;
  for (const Real limit : from) zone += h * v >= limit * foot * foot ? 1 : 0;
  return zone;
}

/// A curve over depths 0, 0.05, 0.1, ... m.
template <int Count>
FRESHET_BODY Real on_steps(const Real (&curve)[Count], Real h) {
  const Real steps = h / 0.05;
  const int k = steps < Count - 1 ? static_cast<int>(steps) : Count - 2;
  return curve[k] + (smaller(steps, Count - 1) - k) * (curve[k + 1] - curve[k]);
}

/// Zone of danger to people, 1 low, 2 to be judged, 3 high: below, between and above two curves of
/// speed over depth, which end at 0.9 m and 1.3 m (USBR 1988, ACER Technical Memorandum 11, as
/// ICOLD took them up; read off the figure every 5 cm). 0 where there is next to no water.
FRESHET_BODY Real hazard_icold(Real h, Real v) {
  constexpr Real low[19] = {3.00, 2.00, 1.62, 1.42, 1.25, 1.13, 1.00, 0.90, 0.80, 0.74,
                            0.65, 0.57, 0.52, 0.45, 0.39, 0.33, 0.25, 0.15, 0.00};
  constexpr Real high[27] = {4.00, 3.60, 3.00, 2.61, 2.32, 2.10, 1.96, 1.86, 1.78,
                             1.70, 1.64, 1.57, 1.51, 1.45, 1.40, 1.35, 1.30, 1.24,
                             1.18, 1.10, 1.03, 0.92, 0.82, 0.72, 0.59, 0.45, 0.25};
  if (!(h >= least_hazard_depth)) return 0;
  if (h > 1.3 || v > on_steps(high, h)) return 3;
  return h > 0.9 || v > on_steps(low, h) ? 2 : 1;
}

}  // namespace freshet
