#pragma once
#include "cases/exact/exact_solution.hpp"

namespace freshet {

/// The state between the two waves of a Riemann problem: depth (m) and velocity (m/s). Depth 0
/// where a dry bed opens between two rarefactions, u_left + 2 c_left <= u_right - 2 c_right.
struct RiemannStar {
  Real depth = 0, velocity = 0;
};

/// Water on each side of a Riemann problem: depth (m), velocity (m/s).
struct RiemannSide {
  Real depth = 0, velocity = 0;
};

/// With f(h, K) = 2 (sqrt(g h) - c_K) for a rarefaction (h <= h_K) and (h - h_K) sqrt(g (h + h_K) /
/// (2 h h_K)) for a shock: f(h, left) + f(h, right) + u_right - u_left = 0. Both sides must be wet.
/// Toro, Shock-Capturing Methods for Free-Surface Shallow Flows (2001), section 5.3.
RiemannStar riemann_star(Real gravity, const RiemannSide& left, const RiemannSide& right);

/// Two states side by side on a flat bed without friction, any of them dry. Toro (2001), chapters 5
/// and 6. Parameters dam_x, h_left, u_left, h_right, u_right.
ExactSolution riemann(const ExactSetting& setting);

}  // namespace freshet
