#pragma once
#include <algorithm>
#include <cmath>
#include <limits>

#include "solver/loads/rainflow.hpp"

namespace freshet::loads {

/// Cycles to failure of plain concrete, fib Model Code 2010, 7.4.1: log10 N.
///
/// Compression, `low` and `high` the least and largest compression by the strength (eq. 7.4-7):
/// Y = (0.45 + 1.8 Sm)/(1 + 1.8 Sm - 0.3 Sm^2), log N1 = 8 (Smax - 1)/(Y - 1); where that is above
/// 8, log N2 = 8 + 8 ln(10)/(Y - 1) (Y - Sm) log10((Smax - Sm)/(Y - Sm)). Sm is taken as 0.8 where
/// it is more. Infinite where the compression does not change.
inline Real log_cycles_compression(Real low, Real high) {
  if (high <= low || high <= 0) return std::numeric_limits<Real>::infinity();
  if (high >= 1) return 0;
  const Real sm = std::clamp(low, 0.0, 0.8);
  const Real y = (0.45 + 1.8 * sm) / (1 + 1.8 * sm - 0.3 * sm * sm);
  const Real first = 8 * (high - 1) / (y - 1);
  if (first <= 8) return first;
  if (high <= sm) return std::numeric_limits<Real>::infinity();
  return 8 + 8 * std::log(10.0) / (y - 1) * (y - sm) * std::log10((high - sm) / (y - sm));
}

/// Tension, `high` the largest tension by the strength (eq. 7.4-10): log N = 12 (1 - Sct,max).
inline Real log_cycles_tension(Real high) {
  return high <= 0 ? std::numeric_limits<Real>::infinity() : std::max(12 * (1 - high), 0.0);
}

/// Miner's share of one cycle, 1 / N.
inline Real damage_of(Real log_cycles) { return std::pow(10.0, -log_cycles); }

/// Miner's shares of counted cycles of compression and of tension by the strength, both positive.
inline Real compression_damage(const Cycle& cycle) {
  return cycle.count * damage_of(log_cycles_compression(cycle.low, cycle.high));
}
inline Real tension_damage(const Cycle& cycle) {
  return cycle.count * damage_of(log_cycles_tension(cycle.high));
}

}  // namespace freshet::loads
