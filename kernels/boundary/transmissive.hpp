#pragma once
#include "kernels/outflow_transmissive.hpp"

namespace freshet::boundary {

/// Water leaves as if valley and flow went on beyond; none comes in.
struct Transmissive {
  static constexpr BoundaryWords words{.name = "transmissive"};

  template <class Edge>
  FRESHET_BODY static FaceFlux flux(const Edge& edge) {
    const Real g = edge.g(), speed = std::sqrt(g * edge.in.h) * edge.mesh.inverse_size(edge.cell);
    const Real share = smaller(edge.dt * speed / memory_length, 1);
    const Returning back = returning(edge.in, *edge.memory, share, g);
    *edge.memory = back.kept;
    return flux_transmissive(edge.in, edge.z, edge.ground.bed(edge.cell), approach(edge),
                             back.shift, edge.constants);
  }

  template <class Edge>
  FRESHET_BODY static Real speed(const Edge&) {
    return 0;
  }

  /// Where water is constant in a cell its column stands in the middle, and so does the one beyond.
  template <class Edge>
  FRESHET_BODY static EdgeApproach approach(const Edge& edge) {
    const Vector slope = ground_slope(edge.mesh, edge.ground, edge.cell);
    const Vector way = edge.mesh.offset(edge.face);
    const Real fall = -(slope.x * way.x + slope.y * way.y);
    if (edge.linear) return {fall, edge.level_ahead};
    return {2 * fall, 0};
  }
};

}  // namespace freshet::boundary
