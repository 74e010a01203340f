#pragma once
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "kernels/boundary_kinds.hpp"
#include "kernels/time_series.hpp"

namespace freshet {

/// What a boundary is from a time on.
struct BoundaryPhase {
  Index kind = boundary_kind("wall");                          ///< see boundary_kind
  std::array<PiecewiseLinear, series_a_boundary> series = {};  ///< as the kind's words say, SI
  Real from = -std::numeric_limits<Real>::infinity();          ///< s
};

/// What happens at a boundary of the mesh in a run.
struct BoundaryCondition {
  std::string name;                   ///< of the boundary
  std::vector<BoundaryPhase> phases;  ///< in order of time, the first from before any; not empty

  static BoundaryCondition of(std::string name, std::string_view kind,
                              std::array<PiecewiseLinear, series_a_boundary> series = {}) {
    return {std::move(name), {{boundary_kind(kind), std::move(series)}}};
  }
};

}  // namespace freshet
