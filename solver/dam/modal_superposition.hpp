#pragma once
#include "solver/dam/modes.hpp"

namespace freshet::dam {

/// One mode, q'' + (a0 + a1 w^2) q' + w^2 q = f, from rest, exact for a force that is linear within
/// each step (Nigam & Jennings, Bull. Seism. Soc. Am. 59, 1969). Damped below the critical.
class LinearForceOscillator {
 public:
  /// `frequency` Hz, `time_step` s.
  LinearForceOscillator(Real frequency, const RayleighFactors& rayleigh, Real time_step);
  Real start(Real force);  ///< at t = 0; returns 0
  Real step(Real force);   ///< force at the end of the step; returns q there

 private:
  Real omega_, decay_, damped_, step_;  ///< rad/s, 1/s, rad/s, s
  Real force_ = 0, q_ = 0, rate_ = 0;
};

}  // namespace freshet::dam
