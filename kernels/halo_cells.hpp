#pragma once
#include "kernels/flow_fields.hpp"
#include "kernels/space.hpp"

namespace freshet {

/// Gathers three fields of listed cells into one packed array, and back.
struct PackCells {
  FlowFields<const Real> state;
  const Index* cells;
  Real* packed;
  FRESHET_BODY void operator()(Index k) const {
    const Index cell = cells[k];
    packed[3 * k] = state.h[cell];
    packed[3 * k + 1] = state.u[cell];
    packed[3 * k + 2] = state.v[cell];
  }
};

struct UnpackCells {
  FlowFields<Real> state;
  const Index* cells;
  const Real* packed;
  FRESHET_BODY void operator()(Index k) const {
    const Index cell = cells[k];
    state.h[cell] = packed[3 * k];
    state.u[cell] = packed[3 * k + 1];
    state.v[cell] = packed[3 * k + 2];
  }
};

}  // namespace freshet
