#pragma once
#include "kernels/arithmetic.hpp"
#include "kernels/topology_polygons.hpp"

namespace freshet {

/// What the water runs over; it may change in a run, so it is no part of the topology. Values of
/// every local cell.
template <class T>
struct GroundFields {
  T* beds;  ///< m
  T *bed_slopes_x, *bed_slopes_y;
  T* mannings;  ///< s/m^(1/3)

  FRESHET_BODY Real bed(Index cell) const { return beds[cell]; }
  FRESHET_BODY Vector bed_slope(Index cell) const {
    return {bed_slopes_x[cell], bed_slopes_y[cell]};
  }
  FRESHET_BODY Real manning(Index cell) const { return mannings[cell]; }
};

using Ground = GroundFields<const Real>;

}  // namespace freshet
