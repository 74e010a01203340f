#pragma once
#include <vector>

#include "kernels/types.hpp"

namespace freshet::dam {

/// A vertical slice of a slide, a metre thick. x points the way it slides, y up.
struct Slice {
  Real width = 0, length = 0;      ///< m, along x and along its base
  Real cosine = 1, sine = 0;       ///< of its base, positive where it descends along x
  Real x = 0, y = 0;               ///< m, middle of the base
  Real down = 0, along = 0;        ///< N/m, weight and water on it: downwards and along x
  Real moment = 0;                 ///< N, of these about the middle of the base, clockwise
  Real uplift = 0;                 ///< N/m, of the pore water on the base
  Real cohesion = 0, tangent = 0;  ///< Pa and tan phi on the base
};

/// What a method of slices finds.
struct SlopeAnswer {
  Real factor = 0;           ///< of safety; infinite where there is none
  Real lambda = 0;           ///< of the interslice forces, X = lambda f E
  std::vector<Real> normal;  ///< N/m, effective, on each base
  bool found() const { return factor < kNone; }
  static constexpr Real kNone = 1e30;
};

}  // namespace freshet::dam
