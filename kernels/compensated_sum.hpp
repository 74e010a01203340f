#pragma once
#include "kernels/arithmetic.hpp"

namespace freshet {

/// Adds to a sum that carries along what it still lacks (Kahan 1965).
FRESHET_BODY void add_compensated(Real& sum, Real& carry, Real value) {
  const Real added = value - carry, next = sum + added;
  carry = (next - sum) - added;
  sum = next;
}

}  // namespace freshet
