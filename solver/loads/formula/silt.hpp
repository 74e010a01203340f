#pragma once
#include "kernels/types.hpp"

namespace freshet::loads {

/// Thrust (N/m) of silt of depth h (m) on a face: K gamma' h^2 / 2, at h / 3, with the submerged
/// unit weight gamma' (N/m3) and the coefficient K of horizontal by vertical pressure: at rest 1 -
/// sin(phi) (Jaky 1944), active tan^2(45 - phi/2) (Rankine 1857).
inline Real silt_thrust(Real submerged_unit_weight, Real coefficient, Real depth) {
  return 0.5 * coefficient * submerged_unit_weight * depth * depth;
}

}  // namespace freshet::loads
