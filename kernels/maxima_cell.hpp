#pragma once
#include <cmath>

#include "kernels/flow_fields.hpp"
#include "kernels/space.hpp"

namespace freshet {

/// Keeps the largest depth (m), speed (m/s) and unit discharge (m2/s) of a cell, and when (s) each
/// first came.
struct MaximaCell {
  FlowFields<const Real> state;
  Real *depth, *depth_time, *speed, *speed_time, *discharge, *discharge_time;
  Real time;

  FRESHET_BODY void operator()(Index cell) const {
    const Real h = state.h[cell];
    const Real s = std::sqrt(state.u[cell] * state.u[cell] + state.v[cell] * state.v[cell]);
    keep(depth, depth_time, cell, h);
    keep(speed, speed_time, cell, s);
    keep(discharge, discharge_time, cell, h * s);
  }

  FRESHET_BODY void keep(Real* most, Real* when, Index cell, Real value) const {
    const bool more = value > most[cell];
    most[cell] = more ? value : most[cell];
    when[cell] = more ? time : when[cell];
  }
};

/// First time (s) at which a cell is `threshold` (m) deep, and how long (s) it is.
struct ArrivalCell {
  const Real* h;
  Real *arrival, *duration;
  Real threshold, time, dt;

  FRESHET_BODY void operator()(Index cell) const {
    const bool deep = h[cell] >= threshold;
    arrival[cell] = deep && arrival[cell] < 0 ? time : arrival[cell];
    duration[cell] = deep ? duration[cell] + dt : duration[cell];
  }
};

}  // namespace freshet
