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

/// When a step takes its friction, as factors that keep loops free of branches.
struct FrictionTime {
  Real stage;     ///< 1: a stage of a Runge-Kutta scheme, an Euler step; 0: a whole step
  Real old_part;  ///< of the depth at the start in that of the friction: all, or half

  FRESHET_BODY static FrictionTime of(bool stage) { return {stage ? 1.0 : 0.0, stage ? 1.0 : 0.5}; }
};

/// Depth (m) at which a step from h to h1 takes its friction: that at the start or half way; near
/// h1 where it changes by more than that, so that thin sheets feel their own.
FRESHET_BODY Real friction_depth(Real h, Real h1, const FrictionTime& time) {
  const Real at = time.old_part * h + (1 - time.old_part) * h1;
  return smaller(larger(at, 0.75 * h1), 1.5 * h1);
}

/// How a step of dq/dt = S - D |q| q of unit discharge (m2/s) ends: q + dt S = `pushed` is given.
struct FrictionStep {
  Real keep, kept;  ///< the end is keep * pushed + kept * q

  FRESHET_BODY Real operator()(Real pushed, Real q) const { return keep * pushed + kept * q; }
};

/// Of a whole step, (q + tau S) / (1 + tau D |q|). With tau = tanh(a dt) / a, a = sqrt(D |S|), that
/// is the exact solution; here tau = dt / sqrt(1 + (a dt)^2), which differs by dt^3. Of a stage,
/// q + dt b (S - D |q| q) with b = 1 / sqrt(1 + (a dt)^2 + (dt D q)^2): an Euler step but for dt^3,
/// for the stages make the second order. Whatever the step, steady uniform flow stays and friction
/// does not turn the flow round; a whole step ends between q and the steady discharge, and without
/// S it is exact. `push` is dt |S|.
FRESHET_BODY FrictionStep friction_step(Real coefficient, Real discharge, Real push, Real dt,
                                        const FrictionTime& time) {
  const Real stiff = dt * coefficient, rate = stiff * discharge;
  const Real share = 1 / std::sqrt(1 + (stiff * push + time.stage * (rate * rate)));
  const Real end = 1 / (1 + (1 - time.stage) * (share * rate));
  return {share * end, larger((1 - share) - time.stage * (share * rate), -share) * end};
}

}  // namespace freshet
