#pragma once
#include "kernels/arithmetic.hpp"

namespace freshet {

/// Share of a gradient that keeps the values at a cell's faces inside the range of the neighbours
/// (Barth and Jespersen 1989): rise/fall are the largest change towards a neighbour up (>= 0) and
/// down (<= 0), up/down those that the gradient makes at a face. On rectangles this is the
/// monotonised-central limiter.
FRESHET_BODY Real limit_slope(Real rise, Real fall, Real up, Real down) {
  const Real above = up > rise ? rise / up : 1;
  const Real below = down < fall ? fall / down : 1;
  return smaller(above, below);
}

/// The same where a gradient makes the change `reach` both up and down: one division.
FRESHET_BODY Real limit_slope(Real rise, Real fall, Real reach) {
  const Real most = smaller(rise, -fall);
  return reach > most ? most / reach : 1;
}

}  // namespace freshet
