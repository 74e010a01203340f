#pragma once
#include <span>

#include "kernels/types.hpp"

namespace freshet {

/// The state of a rank's owned cells.
struct FlowView {
  std::span<const Real> depth;                   ///< m
  std::span<const Real> velocity_x, velocity_y;  ///< m/s
  std::span<const Real> bed;                     ///< m, as it is now
};

}  // namespace freshet
