#pragma once
#include <algorithm>
#include <cmath>

#include "kernels/types.hpp"

namespace freshet::dam {

/// Westergaard 1933, Trans. ASCE 98: mass of water that moves with a vertical rigid face, kg/m2: m
/// = 7/8 rho sqrt(H d), H the depth of the reservoir and d that of the place below the level, m. 0
/// above the level. In all 7/12 rho H^2.
inline Real westergaard_mass(Real density, Real water_depth, Real depth_of_place) {
  return 0.875 * density * std::sqrt(std::max(water_depth, 0.0) * std::max(depth_of_place, 0.0));
}

}  // namespace freshet::dam
