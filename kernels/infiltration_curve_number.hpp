#pragma once
#include "kernels/arithmetic.hpp"

namespace freshet {

/// Depth (m) of the rain between the sums `before` and `now` (m) that does not run off, by the
/// curve number of the Soil Conservation Service (National Engineering Handbook, part 630, chapter
/// 10): runoff Q = (P - Ia)^2 / (P - Ia + S) of a rain P > Ia. What stays, P - Q, is Ia + S p / (p
/// + S) with p = P - Ia, and its difference is taken without cancellation.
FRESHET_BODY Real curve_number_depth(Real before, Real now, Real initial, Real storage) {
  const Real p0 = larger(before - initial, 0), p1 = larger(now - initial, 0);
  const Real first = smaller(now, initial) - smaller(before, initial);
  const Real product = (p0 + storage) * (p1 + storage);
  const Real later = storage * storage * (p1 - p0) / (product > 0 ? product : 1);
  return first + later;
}

}  // namespace freshet
