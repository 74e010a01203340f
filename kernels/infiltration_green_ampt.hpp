#pragma once
#include <cmath>

#include "kernels/arithmetic.hpp"

namespace freshet {

/// Depth (m) that a soil can take in dt (s) when `taken` (m) has gone in before, after Green and
/// Ampt (1911) with ponded water (Mein and Larson 1973): dF/dt = K (1 + S/F), S = (suction head +
/// ponded depth) x moisture deficit, m; K m/s. By the midpoint of F in the step, which makes it a
/// quadratic: dF = (b + sqrt(b^2 + 8 K dt (S + F))) / 2, b = K dt - 2 F (Li, Stevens and Simons
/// 1976): second order in dt, and sqrt(2 K S dt) at first as the exact solution.
FRESHET_BODY Real green_ampt_depth(Real taken, Real conductivity, Real storage, Real dt) {
  const Real flow = conductivity * dt, b = flow - 2 * taken;
  const Real product = 8 * flow * (storage + taken);
  const Real root = std::sqrt(b * b + product);
  const Real below = root - b;
  // The second form is the first one without its cancellation.
  return b > 0 ? 0.5 * (b + root) : 0.5 * product / (below > 0 ? below : 1);
}

}  // namespace freshet
