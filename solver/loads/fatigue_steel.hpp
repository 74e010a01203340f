#pragma once
#include <cmath>
#include <limits>

#include "kernels/types.hpp"

namespace freshet::loads {

/// Cycles to failure of a steel detail under direct stress, EN 1993-1-9:2005, 7.1: `range` and
/// `category` (the strength at 2e6 cycles) in Pa.
/// N = 2e6 (category / range)^3 down to the knee at 5e6 cycles, N = 5e6 (knee / range)^5 down to
/// the cut-off at 1e8 cycles; infinite below.
inline Real cycles_to_failure_steel(Real range, Real category) {
  const Real knee = category * std::cbrt(2. / 5);
  if (range >= knee) return 2e6 * std::pow(category / range, 3);
  if (range >= knee * std::pow(5. / 100, 1. / 5)) return 5e6 * std::pow(knee / range, 5);
  return std::numeric_limits<Real>::infinity();
}

}  // namespace freshet::loads
