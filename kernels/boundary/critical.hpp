#pragma once
#include "kernels/outside_critical.hpp"

namespace freshet::boundary {

/// Free overfall.
struct Critical {
  static constexpr BoundaryWords words{.name = "critical"};

  template <class Edge>
  FRESHET_BODY static FaceFlux flux(const Edge& edge) {
    return edge.flux_of(outside_critical(edge.in, edge.g()));
  }
  template <class Edge>
  FRESHET_BODY static Real speed(const Edge&) {
    return 0;
  }
};

}  // namespace freshet::boundary
