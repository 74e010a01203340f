#pragma once
#include <cmath>
#include <numbers>

#include "kernels/types.hpp"

namespace freshet::loads {

/// Length (m) of a wave of period T (s) on water of depth h (m), Airy 1845: omega^2 = g k tanh(k
/// h). Newton's method on k h from Eckart's estimate (1952), to the last digits.
inline Real wave_length(Real period, Real depth, Real gravity) {
  const Real omega = 2 * std::numbers::pi / period;
  const Real deep = omega * omega * depth / gravity;
  Real kh = deep / std::sqrt(std::tanh(deep));
  for (int i = 0; i < 50; ++i) {
    const Real t = std::tanh(kh);
    const Real step = (kh * t - deep) / (t + kh * (1 - t * t));
    kh -= step;
    if (std::abs(step) < 1e-15 * kh) break;
  }
  return 2 * std::numbers::pi * depth / kh;
}

}  // namespace freshet::loads
