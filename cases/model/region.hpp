#pragma once
#include <array>
#include <functional>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

/// A part of the plane: all of what is given holds there; everywhere if nothing is.
struct Region {
  std::vector<std::array<Real, 2>> polygon;  ///< inside this, m
  /// Two points, m: on the left of the line from the first to the second.
  std::vector<std::array<Real, 2>> behind_line;
  std::function<bool(Real x, Real y)> where;  ///< an expression that is not zero

  bool contains(Real x, Real y) const;
};

/// Length of a line through points, m.
Real length_of(const std::vector<std::array<Real, 2>>& line);

}  // namespace freshet
