#pragma once
#include <cstdint>
#include <limits>

#include "kernels/types.hpp"

namespace freshet {

/// What the time steps of a run were cut by, from its start; goes on over a restart.
struct StepReport {
  std::int64_t by_front = 0;     ///< steps that a cell at a dry front dictated
  std::int64_t by_film = 0;      ///< that a cell with less than film_depth dictated
  std::int64_t by_boundary = 0;  ///< that what comes in at a boundary dictated

  // The smallest step that the flow dictated; infinite where none was.
  Real smallest = std::numeric_limits<Real>::infinity();  ///< s
  Real time = 0;                                          ///< at its start, s
  bool front = false, boundary = false;                   ///< what dictated it
  GlobalIndex cell = -1;
  Real x = 0, y = 0, depth = 0;  ///< of that cell, m
};

}  // namespace freshet
