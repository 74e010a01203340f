#pragma once
#include <algorithm>
#include <cmath>

#include "solver/loads/formula/westergaard.hpp"

namespace freshet::loads {

/// Zangar (USBR Engineering Monograph 11, 1952): p = C rho a H at y below the level, C = Cm/2 (y/H
/// (2 - y/H) + sqrt(y/H (2 - y/H))). Cm = 0.73 for a vertical face; for one that leans by theta
/// degrees from the vertical over its whole height Cm = 0.73 (1 - theta/90), a straight line that
/// lies within 0.03 of his curve and meets it at both ends.
inline Real zangar_coefficient(Real lean_degrees) { return 0.73 * (1 - lean_degrees / 90); }

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
