#pragma once
#include "cases/exact/exact_solution.hpp"

namespace freshet {

/// The state between rarefaction and shock (m, m/s) and the speed of the shock (m/s).
struct StokerStar {
  Real depth = 0, velocity = 0, shock = 0;
};

/// Of the depth h: u = 2 (sqrt(g h_left) - sqrt(g h)) behind the rarefaction equals
/// u = (h - h_right) sqrt(g (h + h_right) / (2 h h_right)) behind the shock, whose speed is
/// u h / (h - h_right). Needs h_left > h_right > 0.
StokerStar stoker_star(Real gravity, Real h_left, Real h_right);

/// Dam break onto water, flat bed, no friction: h_left; the rarefaction of Ritter's solution up to
/// x = (u* - c*) t; the star state up to the shock; h_right. Stoker, Water Waves (1957), 10.8;
/// Delestre et al. (2013), 4.1.1. Parameters dam_x, h_left, h_right.
ExactSolution stoker(const ExactSetting& setting);

}  // namespace freshet
