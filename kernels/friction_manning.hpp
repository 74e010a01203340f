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

/// What a backward Euler step of dq/dt = -D |q| q leaves of q: the factor 2 / (1 + sqrt(1 + 4 dt D
/// |q|)), in (0, 1]. Exact root of the quadratic, so no depth is too thin and steady uniform flow
/// is kept.
FRESHET_BODY Real friction_factor(Real coefficient, Real discharge, Real dt) {
  return 2 / (1 + std::sqrt(1 + 4 * dt * coefficient * discharge));
}

}  // namespace freshet
