#pragma once
#include <limits>
#include <string>

#include "kernels/types.hpp"

namespace freshet {

/// What a number may be.
struct Range {
  Real low = -std::numeric_limits<Real>::infinity();
  Real high = std::numeric_limits<Real>::infinity();
  bool above_low = false;  ///< low itself is not allowed
  static Range any() { return {}; }
  static Range positive() { return {.low = 0, .above_low = true}; }
  static Range not_negative() { return {.low = 0}; }
  // Wider than anything on Earth, so that what lies beyond is a mistake or a mark of missing data.
  static Range place() { return within(1e9); }              ///< coordinates and lengths, m
  static Range level() { return within(1e6); }              ///< levels of bed and water, m
  static Range depth() { return {.low = 0, .high = 1e6}; }  ///< m
  static Range discharge() { return within(1e9); }          ///< m3/s
  static Range within(Real size) { return {.low = -size, .high = size}; }
  bool contains(Real number) const {
    return number <= high && (above_low ? number > low : number >= low);
  }
  std::string text() const;  ///< "must be at least 0"
};

}  // namespace freshet
