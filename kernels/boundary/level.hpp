#pragma once
#include "kernels/boundary_edge.hpp"

namespace freshet::boundary {

/// A water level is held.
struct Level {
  static constexpr BoundaryWords words{
      .name = "level",
      .series = {{{"level", "number or series; m", "required", "water level"}}},
      .imposes = true};

  /// With the depth h (m) of the level over the bed: the outgoing Riemann invariant un + 2c is
  /// kept; supercritical outflow is left alone, a fall below critical depth is choked at it, and
  /// inflow is at most critical.
  FRESHET_BODY static OutsideState outside(const FaceState& in, Real h, Real g) {
    const Real c_in = std::sqrt(g * in.h), c = std::sqrt(g * h);
    const Real invariant = in.un + 2 * c_in;
    if (in.un > c_in) return {in.h, in.un};
    const Real un = invariant - 2 * c;
    if (un > c) return {square(invariant / 3) / g, invariant / 3};
    return {h, larger(un, -c)};
  }

  template <class Edge>
  FRESHET_BODY static OutsideState beyond(const Edge& edge) {
    return outside(edge.in, larger(edge.forcing.values[0] - edge.z, 0), edge.g());
  }

  template <class Edge>
  FRESHET_BODY static FaceFlux flux(const Edge& edge) {
    return edge.flux_of(beyond(edge));
  }

  template <class Edge>
  FRESHET_BODY static Real speed(const Edge& edge) {
    const OutsideState out = beyond(edge);
    return absolute(out.un) + std::sqrt(edge.g() * out.h);
  }
};

}  // namespace freshet::boundary
