#pragma once
#include "kernels/types.hpp"

namespace freshet {

/// A zero of `f` between `low` and `high`, where it has opposite signs, to the last bits.
template <class Function>
Real bisect(Real low, Real high, Function&& f) {
  const bool rising = f(low) < 0;
  for (int i = 0; i < 200; ++i) {
    const Real middle = 0.5 * (low + high);
    if (middle == low || middle == high) break;
    ((f(middle) < 0) == rising ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace freshet
