#pragma once
#include "cases/exact/exact_solution.hpp"

namespace freshet {

/// Angle of a jump to the flow before it (rad) and depths' ratio across it.
struct ObliqueJump {
  Real angle = 0, depth_ratio = 1;
};

/// The weak jump that turns flow of a Froude number by `turn` (rad): tan b/tan(b - turn) = r =
/// (sqrt(1 + 8 Fr^2 sin^2 b) - 1)/2. Ippen, Trans. ASCE 116 (1951) 268. Throws InputError where the
/// flow cannot turn so far.
ObliqueJump oblique_jump_of(Real froude, Real turn);

/// Supercritical flow along x that a wall from (corner_x, corner_y) on turns by wall_angle degrees
/// towards +y; flat bed, no friction. Parameters corner_x, corner_y, wall_angle, h_before,
/// u_before.
ExactSolution oblique_jump(const ExactSetting& setting);

}  // namespace freshet
