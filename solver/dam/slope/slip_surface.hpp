#pragma once
#include <array>
#include <optional>
#include <vector>

#include "kernels/types.hpp"

namespace freshet::dam {

/// A slip surface from where it leaves the crest to where it leaves the foot; x points the way it
/// slides: a circle's lower arc, or straight lines between points.
struct SlipSurface {
  Real from = 0, to = 0;                    ///< m, along x
  std::array<Real, 3> circle{0, 0, 0};      ///< x, y, radius, m; radius 0: none
  std::vector<std::array<Real, 2>> points;  ///< m, of a surface that is no circle

  bool is_circle() const { return circle[2] > 0; }
  Real height(Real x) const;  ///< m
};

/// The circle through two points of the ground that sags by `sag` of their distance below the line
/// between them; none where it is steeper than a vertical at its upper end, or
/// where a point is outside the section (not finite).
std::optional<SlipSurface> circle_through(const std::array<Real, 2>& upper,
                                          const std::array<Real, 2>& lower, Real sag);

}  // namespace freshet::dam
