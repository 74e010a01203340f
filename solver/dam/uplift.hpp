#pragma once
#include <algorithm>
#include <sstream>
#include <string>

#include "kernels/error.hpp"
#include "solver/dam/dam_spec.hpp"

namespace freshet::dam {

/// Throws InputError where the drains lie outside the base, `distance_key` before it.
inline void check_drains(const Uplift& uplift, Real base_length, const std::string& distance_key) {
  std::ostringstream what;
  what << distance_key << ": the drains must lie within the base, which is " << base_length
       << " m long; m";
  require(uplift.drain_distance < base_length, what.str(), uplift.drain_distance);
}

/// Heads of water at the base's ends, Pa.
struct BasePressures {
  Real heel = 0, toe = 0;
};

/// Uplift pressure at a distance from the heel, Pa (USACE EM 1110-2-2200, 3-3): that of the heel
/// along the crack, then linear to that of the toe; drains at `drain_distance` that the crack has
/// not reached take the share `drain_efficiency` of what exceeds the toe's pressure there.
inline Real uplift_pressure(const Uplift& uplift, const BasePressures& ends, Real base_length,
                            Real crack, Real distance) {
  const auto line = [](Real x, Real x0, Real p0, Real x1, Real p1) {
    return x1 > x0 ? p0 + (p1 - p0) * (x - x0) / (x1 - x0) : p1;
  };
  if (distance <= crack) return ends.heel;
  const Real drain = uplift.drain_distance;
  if (uplift.drain_efficiency <= 0 || drain <= crack || drain >= base_length)
    return line(distance, crack, ends.heel, base_length, ends.toe);
  const Real undrained = line(drain, crack, ends.heel, base_length, ends.toe);
  const Real at_drain = ends.toe + (1 - uplift.drain_efficiency) * (undrained - ends.toe);
  return distance <= drain ? line(distance, crack, ends.heel, drain, at_drain)
                           : line(distance, drain, at_drain, base_length, ends.toe);
}

/// Force of the uplift, N/m, and its moment about the toe, N: exact for the pieces above.
struct UpliftForce {
  Real force = 0, moment = 0;
};

inline UpliftForce uplift_force(const Uplift& uplift, const BasePressures& ends, Real base_length,
                                Real crack) {
  UpliftForce sum;
  const Real drain = std::clamp(uplift.drain_distance, crack, base_length);
  const Real places[4] = {0, crack, drain, base_length};
  for (int i = 0; i < 3; ++i) {
    const Real a = places[i], length = places[i + 1] - a;
    if (length <= 0) continue;
    // A piece is linear; its ends are taken from inside, for the pressure may have a kink there.
    const auto at = [&](Real s) {
      return uplift_pressure(uplift, ends, base_length, crack, a + s * length);
    };
    const Real slope = 2 * (at(0.75) - at(0.25)), left = at(0.5) - 0.5 * slope;
    sum.force += length * (left + 0.5 * slope);
    sum.moment +=
        length * ((base_length - a) * (left + 0.5 * slope) - length * (0.5 * left + slope / 3));
  }
  return sum;
}

}  // namespace freshet::dam
