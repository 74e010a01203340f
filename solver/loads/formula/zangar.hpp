#pragma once
#include <algorithm>
#include <array>
#include <cmath>

#include "solver/loads/formula/westergaard.hpp"

namespace freshet::loads {

/// Zangar (USBR Engineering Monograph 11, 1952): p = C rho a H at y below the level, C = Cm/2 (y/H
/// (2 - y/H) + sqrt(y/H (2 - y/H))), with Cm = 0.73 before a vertical face. For one that leans from
/// the vertical over its whole height, Cm falls as the largest pressure of potential flow before it
/// does (Chwang, J. Fluid Mech. 87, 1978, part 2), which the unit test integrates; by straight
/// lines between every 15 degrees. Up to 60 degrees thrusts are then within 5 % of that flow's.
inline Real zangar_coefficient(Real lean_degrees) {
  constexpr std::array<Real, 7> of_vertical{1, 0.8221, 0.6810, 0.5493, 0.4108, 0.2453, 0};
  const Real place = std::clamp(lean_degrees / 15, Real(0), Real(6));
  const auto below = std::min(static_cast<std::size_t>(place), of_vertical.size() - 2);
  const Real share = place - static_cast<Real>(below);
  return 0.73 * ((1 - share) * of_vertical[below] + share * of_vertical[below + 1]);
}

inline Real zangar_pressure(Real density, Real acceleration, Real depth, Real below, Real cm) {
  const Real r = std::clamp(below / depth, Real(0), Real(1)), s = r * (2 - r);
  return 0.5 * cm * (s + std::sqrt(s)) * density * acceleration * depth;
}

/// Thrust 0.726 p H and moment 0.299 p H^2 by the pressure p at the bottom, his own numbers; the
/// integrals of the formula above are 0.726 and 0.292.
inline Hydrodynamics zangar(Real density, Real acceleration, Real depth, Real cm) {
  const Real bottom = zangar_pressure(density, acceleration, depth, depth, cm);
  return {0.726 * bottom * depth, 0.299 * bottom * depth * depth};
}

}  // namespace freshet::loads
