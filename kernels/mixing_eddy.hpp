#pragma once
#include <cmath>
#include <cstdint>

#include "kernels/arithmetic.hpp"

namespace freshet {

enum class MixingKind : std::int32_t { None, Constant, Elder, Smagorinsky };

/// Closure of the depth-averaged turbulent stresses: d(h u)/dt = ... + div(h nu grad u). Numbers of
/// other kinds are 0.
struct MixingModel {
  MixingKind kind = MixingKind::None;
  Real viscosity = 0;     ///< Constant: nu, m2/s
  Real longitudinal = 0;  ///< Elder: nu / (u* h) along the flow
  Real transverse = 0;    ///< Elder: the same across it
  Real filter = 0;        ///< Smagorinsky: length of the eddies over the cell's size
};

/// Eddy viscosity along the flow and across it, m2/s.
struct EddyViscosity {
  Real along, across;
};

/// Gradients of the velocity (u, v), 1/s.
struct VelocityGradient {
  Real u_x, u_y, v_x, v_y;
};

/// Friction velocity u* = |u| sqrt(g) n h^(-1/6), m/s, from Manning's n (s/m^(1/3)); h > 0.
FRESHET_BODY Real friction_velocity(Real speed, Real manning, Real h, Real g) {
  return speed * manning * std::sqrt(g * inverse_cube_root(h));
}

/// |S| = sqrt(2 u_x^2 + 2 v_y^2 + (u_y + v_x)^2), 1/s.
FRESHET_BODY Real strain_rate(const VelocityGradient& d) {
  return std::sqrt(2 * (square(d.u_x) + square(d.v_y)) + square(d.u_y + d.v_x));
}

/// Constant nu; nu = alpha u* h (Elder 1959; Fischer et al. 1979, ch. 5), which differs along and
/// across the flow; nu = (C delta)^2 |S| with delta^2 = the cell's area (Smagorinsky 1963, eq.
/// 4.25). h > 0.
FRESHET_BODY EddyViscosity eddy_viscosity(const MixingModel& model, Real h, Real speed,
                                          Real manning, const VelocityGradient& gradient, Real area,
                                          Real g) {
  // What a model does not use is 0: a sum, for branches keep loops from vectorising.
  const Real scale = friction_velocity(speed, manning, h, g) * h;
  const Real rest = model.viscosity + square(model.filter) * area * strain_rate(gradient);
  return {rest + model.longitudinal * scale, rest + model.transverse * scale};
}

/// 2 a b / (a + b): of h nu on both sides of a face it is of second order where flow is smooth, at
/// most twice the smaller, and nothing beside dry ground.
FRESHET_BODY Real harmonic_mean(Real a, Real b) {
  const Real sum = a + b;
  return sum > 0 ? 2 * (a * b) / sum : 0;
}

}  // namespace freshet
