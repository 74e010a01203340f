#pragma once
#include "cases/exact/exact_solution.hpp"

namespace freshet {

/// A plane surface that swings in the channel z = D x^2/L^2: with w = sqrt(2 g D)/L its level is
/// D + 2 A D/L^2 cos(w t) (x - A/2 cos(w t)), the velocity -A w sin(w t) where it is above the bed.
/// Thacker, J. Fluid Mech. 107 (1981) 499; Delestre et al. (2013), 4.2.1.
/// Parameters depth_0 (D), length (L), amplitude (A), m.
ExactSolution thacker_planar(const ExactSetting& setting);

/// A curved surface that rises and falls in the paraboloid z = -D (1 - r^2/L^2): with
/// A = (L^4 - R^4)/(L^4 + R^4), w = sqrt(8 g D)/L, s = 1 - A cos(w t) the level is
/// D (sqrt(1 - A^2)/s - 1 - r^2/L^2 ((1 - A^2)/s^2 - 1)), the radial velocity
/// w r A sin(w t)/(2 s). Thacker (1981); Delestre et al. (2013), 4.2.2.
/// Parameters depth_0 (D), length (L), radius_0 (R), m.
ExactSolution thacker_paraboloid(const ExactSetting& setting);

}  // namespace freshet
