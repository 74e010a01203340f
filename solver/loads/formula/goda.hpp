#pragma once
#include <algorithm>
#include <cmath>
#include <numbers>

#include "solver/loads/formula/linear_wave.hpp"

namespace freshet::loads {

/// A caisson or wall on a mound in waves. Lengths in m.
struct GodaInput {
  Real largest_height = 0;  ///< Hmax, of the largest wave
  Real wave_length = 0;     ///< L, at the depth before the wall
  Real depth = 0;           ///< h, before the wall
  Real depth_mound = 0;     ///< d, above the mound's armour
  Real depth_base = 0;      ///< h', of the wall's base
  Real freeboard = 0;       ///< hc, of the crest over the water
  Real depth_seaward = 0;   ///< hb, five significant wave heights seaward of the wall
  Real angle = 0;           ///< beta, of the waves from the wall's normal, rad
  Real density = 1025;      ///< kg/m3
  Real gravity = 9.81;      ///< m/s2
};

/// Height (m) of the largest wave that does not break in a depth h (m) over a bed of some slope
/// (Goda 1970, as in Goda 2000, eq. 3.26, with the upper A = 0.18): A L0 (1 - exp(-1.5 pi h/L0 (1 +
/// 15 slope^(4/3)))), L0 the wave's length in deep water.
inline Real breaking_height(Real depth, Real deep_length, Real slope) {
  return 0.18 * deep_length *
         (1 - std::exp(-1.5 * std::numbers::pi * depth / deep_length *
                       (1 + 15 * std::pow(slope, 4. / 3))));
}

struct GodaPressure {
  Real run_up = 0;                                       ///< eta*, m above the water
  Real alpha1 = 0, alpha2 = 0, alpha3 = 0, impulse = 0;  ///< impulse: alpha_I of Takahashi
  Real p1 = 0, p3 = 0, p4 = 0, uplift = 0;  ///< Pa: at the water, base, crest; at the front toe
  Real thrust = 0;                          ///< N/m
  Real moment = 0;                          ///< of it about the base, N
};

/// Takahashi, Tanimoto and Shimosako (1994): coefficient of impulsive breaking on a mound of berm
/// width B (m): alpha_I = alpha_I0 alpha_I1, as in Goda 2000, eqs. 4.16-4.20.
inline Real impulsive_coefficient(const GodaInput& w, Real berm_width) {
  const Real height = w.largest_height / w.depth_mound;
  const Real alpha0 = std::min(height, Real(2));
  const Real raised = (w.depth - w.depth_mound) / w.depth;
  const Real d11 = 0.93 * (berm_width / w.wave_length - 0.12) + 0.36 * (raised - 0.6);
  const Real d22 = -0.36 * (berm_width / w.wave_length - 0.12) + 0.93 * (raised - 0.6);
  const Real d1 = d11 <= 0 ? 20 * d11 : 15 * d11;
  const Real d2 = d22 <= 0 ? 4.9 * d22 : 3 * d22;
  const Real alpha1 =
      d2 <= 0 ? std::cos(d2) / std::cosh(d1) : 1 / (std::cosh(d1) * std::sqrt(std::cosh(d2)));
  return alpha0 * alpha1;
}

/// Goda 1974 with Takahashi's impulsive part, as in Goda 2000 (Random seas and design of maritime
/// structures, eqs. 4.2-4.15): eta* = 0.75 (1 + cos b) Hmax; p1 = (1 + cos b)/2 (a1 + a* cos^2 b)
/// rho g Hmax; p3 = a3 p1; p4 = p1 (1 - hc/eta*); pu = (1 + cos b)/2 a1 a3 rho g Hmax; a1 = 0.6 +
/// (4 pi h/L / sinh(4 pi h/L))^2 / 2; a2 = min((hb - d)/(3 hb) (Hmax/d)^2, 2 d/Hmax); a3 = 1 - h'/h
/// (1 - 1/cosh(2 pi h/L)); a* the larger of a2 and alpha_I (`impulse`; 0: none).
inline GodaPressure goda(const GodaInput& w, Real impulse = 0) {
  constexpr Real pi = std::numbers::pi;
  GodaPressure p;
  const Real c = std::cos(w.angle), share = 0.5 * (1 + c);
  const Real whole = w.density * w.gravity * w.largest_height;
  const Real a = 4 * pi * w.depth / w.wave_length, ratio = a / std::sinh(a);
  p.alpha1 = 0.6 + 0.5 * ratio * ratio;
  const Real steep = w.largest_height / w.depth_mound;
  p.alpha2 = std::min((w.depth_seaward - w.depth_mound) / (3 * w.depth_seaward) * steep * steep,
                      2 / steep);
  p.alpha3 = 1 - w.depth_base / w.depth * (1 - 1 / std::cosh(2 * pi * w.depth / w.wave_length));
  p.impulse = impulse;
  p.run_up = 1.5 * share * w.largest_height;
  p.p1 = share * (p.alpha1 + std::max(p.alpha2, impulse) * c * c) * whole;
  p.p3 = p.alpha3 * p.p1;
  const Real top = std::min(p.run_up, w.freeboard);
  p.p4 = p.run_up > w.freeboard ? p.p1 * (1 - w.freeboard / p.run_up) : 0;
  p.uplift = share * p.alpha1 * p.alpha3 * whole;
  p.thrust = 0.5 * (p.p1 + p.p3) * w.depth_base + 0.5 * (p.p1 + p.p4) * top;
  p.moment = (2 * p.p1 + p.p3) * w.depth_base * w.depth_base / 6 +
             (p.p1 + p.p4) * w.depth_base * top / 2 + (p.p1 + 2 * p.p4) * top * top / 6;
  return p;
}

}  // namespace freshet::loads
