#pragma once
#include "kernels/space.hpp"
#include "kernels/topology_polygons.hpp"

namespace freshet {

/// A pixel of a raster: faces (slots) 0 to 3 are those in the south, east, north and west. The one
/// place of its geometry: what polygons of a raster store is filled from here, too.
struct PixelShape {
  static constexpr int slots = 4;
  Real dx = 0, dy = 0;                                        ///< m
  Real over_dx = 0, over_2dx = 0, over_dy = 0, over_2dy = 0;  ///< 1/m
  Real area = 0, inverse_size = 0;  ///< m2; half the perimeter over the area, 1/m

  FRESHET_BODY static PixelShape of(Real dx, Real dy) {
    PixelShape p{dx, dy, 1 / dx, 0.5 / dx, 1 / dy, 0.5 / dy, dx * dy, 0};
    p.inverse_size = 0.5 * (((dx + dy) + dx) + dy) / p.area;
    return p;
  }

  FRESHET_BODY static int beyond(int slot) { return slot ^ 2; }  ///< as the neighbour sees it
  FRESHET_BODY static Vector normal(int slot) {
    return {slot == 1 ? 1.0 : (slot == 3 ? -1.0 : 0.0), slot == 2 ? 1.0 : (slot == 0 ? -1.0 : 0.0)};
  }
  FRESHET_BODY Real length(int slot) const { return slot % 2 == 0 ? dx : dy; }
  FRESHET_BODY Vector offset(int slot) const {
    const Vector n = normal(slot);
    return {n.x * (0.5 * dx), n.y * (0.5 * dy)};
  }
  /// Of the least-squares gradient, central where the cell sees water on both sides: bit `slot` of
  /// `seen` tells of a neighbour or, beyond a wall, the cell's own image.
  FRESHET_BODY Vector weight(int slot, unsigned seen) const {
    const Vector n = normal(slot);
    const bool there = (seen >> slot & 1u) != 0, both = there && (seen >> beyond(slot) & 1u) != 0;
    const Real x = both ? over_2dx : over_dx, y = both ? over_2dy : over_dy;
    return {there ? n.x * x : 0.0, there ? n.y * y : 0.0};
  }
};

}  // namespace freshet
