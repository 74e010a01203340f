#pragma once
#include <cmath>

#include "kernels/arithmetic.hpp"

namespace freshet {

/// g n^2 h^(-7/3), 1/m2: Manning's friction slows a unit discharge q (m2/s) by dq/dt = -coefficient
/// |q| q. n in s/m^(1/3); h > 0 in m.
FRESHET_BODY Real manning_coefficient(Real manning, Real h, Real g) {
  const Real y = inverse_cube_root(h);
  const Real y2 = y * y;
  return g * manning * manning * (y2 * y2 * y2 * y);
}

/// Depth (m) at which a step from h to h1 takes its friction: `now` of it at the start, else half
/// way; near h1 where it changes by more than that, so that thin sheets feel their own.
FRESHET_BODY Real friction_depth(Real h, Real h1, bool now) {
  const Real at = now ? h : 0.5 * (h + h1);
  return smaller(larger(at, 0.75 * h1), 1.5 * h1);
}

/// How a step of dq/dt = S - D |q| q of unit discharge (m2/s) ends: q + dt S = `pushed` is given.
struct FrictionStep {
  Real keep, kept;  ///< the end is keep * pushed + kept * q

  FRESHET_BODY Real operator()(Real pushed, Real q) const { return keep * pushed + kept * q; }
};

/// One whole step of second order: (q + tau S) / (1 + tau D |q|). With tau = tanh(a dt) / a, a =
/// sqrt(D |S|), that is the exact solution; here tau = dt / sqrt(1 + (a dt)^2), which differs by
/// dt^3. Whatever the step, the result lies between q and the steady discharge, friction never
/// turns the flow round, steady uniform flow stays, and without a push it is exact. `push` is dt
/// |S|.
FRESHET_BODY FrictionStep friction_step(Real coefficient, Real discharge, Real push, Real dt) {
  const Real share = 1 / std::sqrt(1 + dt * coefficient * push);  // tau / dt
  const Real end = 1 / (1 + share * (dt * coefficient * discharge));
  return {share * end, (1 - share) * end};
}

/// One stage of a Runge-Kutta scheme that is of second order by its stages: q + dt (S - D |q| q) b
/// with b = 1 / sqrt(1 + dt^2 D (|S| + D q^2)), an Euler step but for dt^3, with the limits of
/// friction_step.
FRESHET_BODY FrictionStep friction_stage(Real coefficient, Real discharge, Real push, Real dt) {
  const Real rate = dt * coefficient * discharge;
  const Real share = 1 / std::sqrt(1 + (dt * coefficient * push + rate * rate));
  return {share, larger((1 - share) - share * rate, -share)};
}

}  // namespace freshet
