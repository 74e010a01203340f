#pragma once
#include "kernels/boundary_edge.hpp"

namespace freshet::boundary {

/// A wall that moves back and forth and makes waves, at its place of rest (linear in the stroke).
struct Piston {
  static constexpr BoundaryWords words{
      .name = "piston",
      .series = {{{"stroke", "number or series; m", "required",
                   "way of a wave-maker into the domain; its rate of change moves the water",
                   SeriesRange::Level, SeriesUse::Rate}}},
      .imposes = true};

  /// The wall's pressure p (over density, m3/s2) is that of a wall at rest in the piston's own
  /// frame; the water beside it, of depth sqrt(2 p / g), moves along with it at U: (h U, p + h U^2)
  /// come in. At rest it is a wall to the last bit.
  template <class Edge>
  FRESHET_BODY static FaceFlux flux(const Edge& edge) {
    const Real speed = edge.forcing.values[0];
    const FaceFlux wall = flux_wall({edge.in.h, edge.in.un + speed, edge.in.ut}, edge.g());
    const Real h = std::sqrt(2 * wall.normal / edge.g());
    return {-h * speed, wall.normal + h * speed * speed, 0};
  }

  template <class Edge>
  FRESHET_BODY static Real speed(const Edge& edge) {
    const Real speed = edge.forcing.values[0];
    const FaceFlux wall = flux_wall({edge.in.h, edge.in.un + speed, edge.in.ut}, edge.g());
    const Real c2 = std::sqrt(2 * wall.normal * edge.g());
    return absolute(speed) + std::sqrt(c2);
  }
};

}  // namespace freshet::boundary
