#pragma once
#include <algorithm>
#include <array>
#include <cmath>

#include "kernels/types.hpp"

namespace freshet {

/// A regular grid that a mesh's cells are pixels of, counted from the south-west corner.
struct PixelGrid {
  static constexpr GlobalIndex window_columns = 32, window_rows = 16;

  Real west = 0, south = 0;  ///< its corner, m
  Real dx = 0, dy = 0;       ///< of a pixel, m
  GlobalIndex columns = 0, rows = 0;

  /// The pixel that holds (x, y).
  std::array<GlobalIndex, 2> pixel(Real x, Real y) const {
    const auto place = [](Real along, Real size, GlobalIndex count) {
      return std::clamp(static_cast<GlobalIndex>(std::floor(along / size)), GlobalIndex{0},
                        count - 1);
    };
    return {place(x - west, dx, columns), place(y - south, dy, rows)};
  }
};

}  // namespace freshet
