#pragma once
#include <cmath>
#include <numbers>

#include "solver/dam/added_mass.hpp"

/// Water before a vertical rigid face that shakes with an acceleration a (m/s2) of its amplitude;
/// H is the reservoir's depth and y that of a place below its level, m.
namespace freshet::loads {

struct Hydrodynamics {
  Real thrust = 0;  ///< N/m
  Real moment = 0;  ///< about the bottom, N
};

/// Westergaard's approximation (Trans. ASCE 98, 1933): p = 7/8 rho a sqrt(H y); thrust 7/12 rho a
/// H^2, moment 7/30 rho a H^3.
inline Real westergaard_pressure(Real density, Real acceleration, Real depth, Real below) {
  return acceleration * dam::westergaard_mass(density, depth, below);
}
inline Hydrodynamics westergaard(Real density, Real acceleration, Real depth) {
  const Real scale = density * acceleration * depth * depth;
  return {7. / 12 * scale, 7. / 30 * scale * depth};
}

/// Westergaard's exact series for shaking of the frequency ratio r = f / f1 < 1 to the reservoir's
/// first one, f1 = c / (4 H): p = 8 rho a H / pi^2 sum over odd k of sin(k pi y / 2H) / (k^2 c_k),
/// c_k = sqrt(1 - (r/k)^2). r = 0: water that cannot be compressed. Calls term(k, 1 / (k^2 c_k));
/// the last terms are summed first and those left out are below 1e-10 of the whole.
template <class Term>
Real westergaard_sum(Real ratio, const Term& term) {
  Real sum = 0;
  for (int k = 200001; k >= 1; k -= 2) {
    const Real square = static_cast<Real>(k) * k;
    sum += term(static_cast<Real>(k), 1 / (square * std::sqrt(1 - ratio * ratio / square)));
  }
  return sum;
}

inline Real westergaard_exact_pressure(Real density, Real acceleration, Real depth, Real below,
                                       Real ratio) {
  constexpr Real pi = std::numbers::pi;
  const Real angle = pi * below / (2 * depth);
  return 8 * density * acceleration * depth / (pi * pi) *
         westergaard_sum(ratio, [&](Real k, Real weight) { return std::sin(k * angle) * weight; });
}

/// Its integrals over the depth: thrust 16 rho a H^2 / pi^3 sum 1 / (k^3 c_k), at r = 0 14 zeta(3)
/// / pi^3 rho a H^2; moment 16 rho a H^3 / pi^3 sum (1 - 2 sin(k pi/2) / (k pi)) / (k^3 c_k).
inline Hydrodynamics westergaard_exact(Real density, Real acceleration, Real depth, Real ratio) {
  constexpr Real pi = std::numbers::pi;
  const Real scale = 16 * density * acceleration * depth * depth / (pi * pi * pi);
  const Real thrust = westergaard_sum(ratio, [](Real k, Real weight) { return weight / k; });
  const Real moment = westergaard_sum(ratio, [](Real k, Real weight) {
    const Real sign = std::fmod(k, 4) == 1 ? 1 : -1;
    return weight / k * (1 - 2 * sign / (k * pi));
  });
  return {scale * thrust, scale * depth * moment};
}

}  // namespace freshet::loads
