#pragma once
#include "kernels/outside_critical.hpp"

namespace freshet {

/// Depth at which the unit discharge q > 0 (m2/s) enters: f(c) = 2c - g q/c^2 - (un + 2c)_in = 0,
/// at least critical depth. f is concave and rising, so Newton from the critical celerity (g
/// q)^(1/3) climbs to the root without passing it.
FRESHET_BODY Real inflow_depth(const FaceState& in, Real q, Real g) {
  const Real invariant = in.un + 2 * std::sqrt(g * in.h);
  const Real critical = 1 / inverse_cube_root(g * q);
  Real c = critical;
  for (int step = 0; step < 8; ++step) {
    const Real f = 2 * c - g * q / (c * c) - invariant;
    c = larger(c - f / (2 + 2 * g * q / (c * c * c)), critical);
  }
  return c * c / g;
}

/// Whether the unit discharge q > 0 (m2/s) is supercritical at a depth (m; 0: none): q^2 > g h^3.
/// Then nothing comes back to where it enters, and depth and discharge are both imposed.
FRESHET_BODY bool is_shooting(Real q, Real depth, Real g) {
  return depth > 0 && q * q > g * depth * depth * depth;
}

/// Depth with which the unit discharge q >= 0 (m2/s) is drawn out of subcritical water: the upper
/// root of f(c) = 2c + g q/c^2 - (un + 2c)_in = 0. f is convex, so Newton from the root of q = 0
/// descends to it without passing it; q must be at most critical, where both roots are one.
FRESHET_BODY Real outflow_depth(const FaceState& in, Real q, Real g) {
  const Real invariant = in.un + 2 * std::sqrt(g * in.h);
  const Real critical = invariant / 3;
  Real c = invariant / 2;
  for (int step = 0; step < 8; ++step) {
    const Real slope = 2 - 2 * g * q / (c * c * c);
    const Real f = 2 * c + g * q / (c * c) - invariant;
    c = slope > 0 ? larger(c - f / slope, critical) : critical;
  }
  return c * c / g;
}

/// Flux that draws the unit discharge q > 0 (m2/s) out, or as much as comes of itself in a free
/// overfall: no pump takes more.
FRESHET_BODY FaceFlux flux_drawn(const FaceState& in, Real q, Real g) {
  const OutsideState most = outside_critical(in, g);
  const Real all = most.h * most.un;
  if (!(all > q)) return physical_flux({most.h, most.un, in.ut}, g);
  const Real h = in.un > std::sqrt(g * in.h) ? in.h : outflow_depth(in, q, g);
  return {q, q * q / h + 0.5 * g * h * h, q * in.ut};
}

/// Flux of the unit discharge q (m2/s) into the domain, with `depth` (m; 0: by the flow) where it
/// is supercritical.
FRESHET_BODY FaceFlux flux_discharge(const FaceState& in, Real q, Real depth, Real g) {
  if (q == 0) return flux_wall(in, g);
  if (q < 0) return flux_drawn(in, -q, g);
  const Real h = is_shooting(q, depth, g) ? depth : inflow_depth(in, q, g);
  return {-q, q * q / larger(h, 1e-300) + 0.5 * g * h * h, 0};
}

/// Bound on the wave speed (m/s) that the unit discharge q (m2/s) brings in beside water of depth h
/// (m); none where nothing comes in.
FRESHET_BODY Real speed_of_inflow(Real q, Real depth, Real h, Real g) {
  if (!(q > 0)) return 0;
  if (is_shooting(q, depth, g)) return q / depth + std::sqrt(g * depth);
  const Real c = 1 / inverse_cube_root(g * q);
  return larger(2 * c, q / larger(h, c * c / g));
}

}  // namespace freshet
