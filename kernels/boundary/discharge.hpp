#pragma once
#include "kernels/prescribed_discharge.hpp"

namespace freshet::boundary {

/// A discharge comes in, or is drawn out where it is negative.
struct Discharge {
  static constexpr BoundaryWords words{
      .name = "discharge",
      .series = {{{"discharge", "number or series; m3/s", "required", "into the domain",
                   SeriesRange::Discharge},
                  {"depth", "number or series; m", "by the flow",
                   "discharge: depth of an inflow that is supercritical there", SeriesRange::Depth,
                   SeriesUse::Beside}}},
      .imposes = true};

  template <class Edge>
  FRESHET_BODY static FaceFlux flux(const Edge& edge) {
    const auto& values = edge.forcing.values;
    return flux_discharge(edge.in, edge.unit_discharge(values[0]), values[1], edge.g());
  }

  template <class Edge>
  FRESHET_BODY static Real speed(const Edge& edge) {
    const auto& values = edge.forcing.values;
    return speed_of_inflow(edge.unit_discharge(values[0]), values[1], edge.in.h, edge.g());
  }
};

}  // namespace freshet::boundary
