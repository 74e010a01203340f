#pragma once
#include <algorithm>
#include <cmath>
#include <numbers>

#include "kernels/types.hpp"

namespace freshet::dam {

/// Shear strength of a soil: of the effective stresses, and the total-stress envelope (R) of
/// isotropically consolidated undrained tests.
struct DrawdownSoil {
  Real cohesion = 0, angle = 0;                      ///< Pa, radians
  Real undrained_cohesion = 0, undrained_angle = 0;  ///< Pa, radians
};

/// Straight line of a strength against the effective stress of consolidation.
struct Envelope {
  Real intercept = 0, slope = 0;
};

/// The R envelope as shear stress on the failure plane at failure against the effective normal
/// stress on it at consolidation, for Kc = 1: tan psi = sin phi_R cos phi' / (1 - sin phi_R),
/// d = c_R cos phi_R cos phi' / (1 - sin phi_R) (USACE EM 1110-2-1902, appendix G).
inline Envelope isotropic_envelope(const DrawdownSoil& s) {
  const Real rest = 1 - std::sin(s.undrained_angle);
  return {s.undrained_cohesion * std::cos(s.undrained_angle) * std::cos(s.angle) / rest,
          std::sin(s.undrained_angle) * std::cos(s.angle) / rest};
}

/// Undrained strength on a slice's base, Pa, from its effective normal stress and shear stress at
/// consolidation, interpolated between the envelopes of Kc = 1 and Kc = Kf by
/// K1 = (s + t (sin phi + 1) / cos phi) / (s + t (sin phi - 1) / cos phi) and
/// Kf = (s + c cos phi)(1 + sin phi) / ((s - c cos phi)(1 - sin phi))
/// (Duncan, Wright and Wong 1990; USACE EM 1110-2-1902, appendix G). Where a principal stress would
/// be negative the lower envelope counts.
inline Real undrained_strength(const DrawdownSoil& soil, Real normal, Real shear) {
  const Real sine = std::sin(soil.angle), cosine = std::cos(soil.angle);
  const Envelope isotropic = isotropic_envelope(soil);
  const Real at_one = isotropic.intercept + isotropic.slope * normal;
  const Real at_failure = soil.cohesion + normal * std::tan(soil.angle);
  const Real lower = std::max(std::min(at_one, at_failure), Real(0));
  const Real minor = normal + shear * (sine - 1) / cosine;
  const Real minor_at_failure = (normal - soil.cohesion * cosine) * (1 - sine);
  if (minor <= 0 || minor_at_failure <= 0) return lower;
  const Real k1 = (normal + shear * (sine + 1) / cosine) / minor;
  const Real kf = (normal + soil.cohesion * cosine) * (1 + sine) / minor_at_failure;
  const Real share = std::clamp((k1 - 1) / (kf - 1), Real(0), Real(1));
  return std::max((1 - share) * at_one + share * at_failure, Real(0));
}

}  // namespace freshet::dam
