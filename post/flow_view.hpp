#pragma once
#include <span>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

/// The state of a rank's owned cells.
struct FlowView {
  std::span<const Real> depth;                   ///< m
  std::span<const Real> velocity_x, velocity_y;  ///< m/s
};

/// What happened in a rank's owned cells up to now. Times in s, -1 where it never happened.
struct MaximaView {
  std::span<const Real> depth, depth_time;                    ///< m
  std::span<const Real> speed, speed_time;                    ///< m/s
  std::span<const Real> unit_discharge, unit_discharge_time;  ///< m2/s
  std::vector<std::span<const Real>> arrival;   ///< first time at or above each arrival depth
  std::vector<std::span<const Real>> duration;  ///< time at or above each arrival depth, s
};

}  // namespace freshet
