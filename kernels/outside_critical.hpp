#pragma once
#include "kernels/boundary_edge.hpp"

namespace freshet {

/// Free overfall: critical outflow un = c with un + 2c kept; nothing comes in.
FRESHET_BODY OutsideState outside_critical(const FaceState& in, Real g) {
  const Real c_in = std::sqrt(g * in.h);
  if (in.un > c_in) return {in.h, in.un};
  const Real c = larger(in.un + 2 * c_in, 0) / 3;
  return {c * c / g, c};
}

}  // namespace freshet
