#pragma once
#include "kernels/types.hpp"

namespace freshet::loads {

/// Thrust (N/m) of a sheet of ice of some thickness (m) that presses with `pressure` (Pa): p t, at
/// the water level. USACE EM 1110-2-2200, 3-7: about 480 kPa (10 kip/ft2) where the sheet cannot
/// buckle or ride up.
inline Real ice_thrust(Real pressure, Real thickness) { return pressure * thickness; }

}  // namespace freshet::loads
