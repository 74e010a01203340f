#pragma once
#include "kernels/prescribed_discharge.hpp"

namespace freshet::boundary {

/// A discharge goes out by the highest level on the boundary, as a spillway's curve tells.
struct Rating {
  static constexpr BoundaryWords words{
      .name = "rating",
      .series = {{{"rating", "series of level and discharge; m, m3/s", "required",
                   "discharge out of the domain by level", SeriesRange::Discharge,
                   SeriesUse::OverLevel}}},
      .imposes = true};

  template <class Edge>
  FRESHET_BODY static FaceFlux flux(const Edge& edge) {
    return flux_discharge(edge.in, edge.unit_discharge(-edge.forcing.values[0]), 0, edge.g());
  }

  template <class Edge>
  FRESHET_BODY static Real speed(const Edge& edge) {
    return speed_of_inflow(edge.unit_discharge(-edge.forcing.values[0]), 0, edge.in.h, edge.g());
  }
};

}  // namespace freshet::boundary
