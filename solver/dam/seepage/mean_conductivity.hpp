#pragma once
#include <algorithm>
#include <array>

#include "solver/dam/seepage/retention.hpp"

namespace freshet::dam {

/// Mean relative conductivity over a triangle in which the pressure head is linear, and its slopes
/// against the heads at the corners, 1/m.
///
/// The heads in a triangle with corners a <= b <= c have the density of a hat over (a, b, c) with
/// the height 2 / (c - a); the line psi = const has its middle on t/2 and s/2 of the way to b and
/// c. So mean = int k(psi) p(psi) dpsi and slope_i = int k'(psi) p(psi) N_i(psi) dpsi: integrals
/// along psi, cut where the conductivity bends. Points fixed in the triangle would see a sharp drop
/// as a staircase, on which Newton's method does not converge.
struct MeanConductivity {
  Real value = 1;
  std::array<Real, 3> slope{0, 0, 0};
};

inline MeanConductivity mean_conductivity(const Retention& soil, const std::array<Real, 3>& psi) {
  // Multiples of -1/alpha between which the models are smooth, and Gauss's rule of three points.
  constexpr std::array<Real, 10> kBends{0, 2e-4, 3e-3, 0.02, 0.1, 0.3, 1, 3, 10, 30};
  constexpr std::array<Real, 3> kPlaces{-0.7745966692414834, 0, 0.7745966692414834};
  constexpr std::array<Real, 3> kWeights{5.0 / 18, 8.0 / 18, 5.0 / 18};
  MeanConductivity mean;
  std::array<int, 3> order{0, 1, 2};
  std::sort(order.begin(), order.end(), [&](int i, int j) { return psi[i] < psi[j]; });
  const Real a = psi[order[0]], b = psi[order[1]], c = psi[order[2]];
  if (a >= 0) return mean;
  const Real whole = c - a;
  if (whole * soil.alpha < 1e-7) {  // uniform
    const WithSlope k = relative_conductivity(soil, (a + b + c) / 3);
    mean.value = k.value;
    mean.slope.fill(k.slope / 3);
    return mean;
  }
  mean.value = 0;
  const auto add = [&](Real from, Real to, bool below) {  // within (a, b) or (b, c)
    for (std::size_t q = 0; q < kPlaces.size(); ++q) {
      const Real at = 0.5 * (from + to) + 0.5 * (to - from) * kPlaces[q];
      const Real near = below ? (at - a) / (b - a) : (c - at) / (c - b);  // to the kink's side
      const Real far = below ? (at - a) / whole : (c - at) / whole;
      const Real w = kWeights[q] * (to - from) * 2 / whole * near;
      const WithSlope k = relative_conductivity(soil, at);
      mean.value += w * k.value;
      const int end = below ? 0 : 2;
      mean.slope[order[end]] += w * k.slope * (1 - 0.5 * (near + far));
      mean.slope[order[1]] += w * k.slope * 0.5 * near;
      mean.slope[order[2 - end]] += w * k.slope * 0.5 * far;
    }
  };
  const auto cut = [&](Real from, Real to, bool below) {
    if (!(to > from)) return;
    Real high = to;
    for (const Real bend : kBends) {
      const Real low = std::max(from, -bend / soil.alpha);
      if (low >= high) continue;
      add(low, high, below);
      high = low;
      if (high <= from) return;
    }
    add(from, high, below);
  };
  cut(a, b, true);
  cut(b, c, false);
  return mean;
}

}  // namespace freshet::dam
