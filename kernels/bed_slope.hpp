#pragma once
#include "kernels/ground.hpp"

namespace freshet {

/// Slope of a bed that has changed: that of the start and the least-squares gradient of the change.
template <class Topology>
struct SlopeOfChangedBed {
  Topology mesh;
  Ground start;  ///< bed and slopes of the start
  GroundFields<Real> now;

  FRESHET_BODY void operator()(Index cell) const {
    const Real own = now.bed(cell) - start.bed(cell);
    Real x = 0, y = 0;
    for (int s = 0; s < Topology::slots; ++s) {
      const auto p = mesh.face(cell, s);
      const Index j = index_or(mesh.neighbour(p), cell);
      const Real change = (now.bed(j) - start.bed(j)) - own;
      const Vector w = mesh.weight(p);
      x += w.x * change;
      y += w.y * change;
    }
    const Vector first = start.bed_slope(cell);
    now.bed_slopes_x[cell] = first.x + x;
    now.bed_slopes_y[cell] = first.y + y;
  }
};

}  // namespace freshet
