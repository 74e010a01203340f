#pragma once
#include "kernels/boundary_edge.hpp"

namespace freshet::boundary {

/// Nothing passes.
struct Wall {
  static constexpr BoundaryWords words{.name = "wall", .mirrors = true};

  template <class Edge>
  FRESHET_BODY static FaceFlux flux(const Edge& edge) {
    return flux_wall(edge.in, edge.g());
  }
  template <class Edge>
  FRESHET_BODY static Real speed(const Edge&) {
    return 0;
  }
};

}  // namespace freshet::boundary
