#pragma once
#include "kernels/topology_raster.hpp"
#include "kernels/update_cell.hpp"

namespace freshet {

/// What passes a row of faces of a window, each found once, times their length; in the frame of a
/// face that looks east or north. The cell before it stands in the west or south, and the face has
/// that cell's column, counted as in PixelWindow::at.
struct FaceRow {
  static constexpr Index places = PixelWindow<true>::pitch;
  struct alignas(64) Values {
    Real at[places] = {};
  };
  Values mass, normal, tangential;  ///< m3/s, m4/s2
  Values push_before, push_after;   ///< from the middle of either cell to the face, m4/s2
  Values h_before, h_after;         ///< m
};

/// The faces round the cells of a row.
struct FaceRows {
  const FaceRow &south, &across, &north;

  /// What leaves the cell of a column, in the order of slots.
  template <class Sum>
  FRESHET_BODY Sum sum(Index column, Real fastest) const {
    const Index k = PixelWindow<true>::left + column, w = k - 1;
    const FaceRow &s = south, &x = across, &n = north;
    return {mass(column),
            0 + s.tangential.at[k] + x.normal.at[k] - n.tangential.at[k] - x.normal.at[w],
            0 - s.normal.at[k] + x.tangential.at[k] + n.normal.at[k] - x.tangential.at[w],
            0 + x.push_before.at[k] - x.push_after.at[w],
            0 - s.push_after.at[k] + n.push_before.at[k],
            smaller(smaller(s.h_before.at[k], x.h_after.at[k]),
                    smaller(n.h_after.at[k], x.h_before.at[w])),
            fastest};
  }
  FRESHET_BODY Real mass(Index column) const {
    const Index k = PixelWindow<true>::left + column;
    return 0 - south.mass.at[k] + across.mass.at[k] + north.mass.at[k] - across.mass.at[k - 1];
  }
};

/// Finds what passes faces by the code of UpdateCell: `mass` and all else as its cells see it, to
/// the last bit but for the sign of zeros, which sums that begin with zero do not keep.
template <bool Linear>
struct PassFaces {
  using Window = PixelWindow<true>;
  using Update = UpdateCell<Window, Linear, false, false>;
  Update update;

  /// The face in `slot` (1: east, 2: north) of the cell `before`. Returns what has to be held back
  /// and without `Held` is not, m2.
  template <int Slot, bool Held>
  FRESHET_BODY Real operator()(Index before, FaceRow& row, Index at) const {
    const Index after = before + Window::step(Slot);
    const FaceValue l = update.value(before, {before, Slot});
    const FaceValue r = update.value(after, {after, PixelShape::beyond(Slot)});
    const Real length = update.mesh.shape.length(Slot);
    Real shear = 0;
    if constexpr (Linear) shear = update.shear(before, after);
    const FacePass pass = pass_between<Linear, Held>(side<Slot>(l, before), side<Slot>(r, after),
                                                     shear, update.dt, update.constants);
    Real before_push = pass.push_left, after_push = pass.push_right;
    if constexpr (Linear) {
      before_push += update.thrust_within(before, l);
      after_push += update.thrust_within(after, r);
    }
    row.mass.at[at] = pass.mass * length;
    row.normal.at[at] = pass.normal * length;
    row.tangential.at[at] = pass.tangential * length;
    row.push_before.at[at] = before_push * length;
    row.push_after.at[at] = after_push * length;
    row.h_before.at[at] = l.h;
    row.h_after.at[at] = r.h;
    return pass.excess;
  }

  template <int Slot>
  FRESHET_BODY FaceSideWater side(const FaceValue& value, Index cell) const {
    const Real un = Slot == 1 ? value.u : value.v, ut = Slot == 1 ? value.v : -value.u;
    return {{value.h, value.z}, un, ut, update.emptying_of(cell)};
  }

  /// `count` faces from that of cell `first` on, `step` apart in the window and next to each other
  /// in the row.
  template <int Slot>
  FRESHET_BODY void pass(Index first, Index step, Index count, FaceRow& row, Index at) const {
    Real excess = 0;
    FRESHET_SIMD_MAX(excess)
    for (Index k = 0; k < count; ++k) {
      const Real value = operator()<Slot, false>(first + k * step, row, at + k);
      excess = value > excess ? value : excess;
    }
    if (!(excess > 0)) return;
    FRESHET_SIMD
    for (Index k = 0; k < count; ++k) operator()<Slot, true>(first + k * step, row, at + k);
  }
};

/// What passes the boundary edge in `slot` of a cell, put where its face would be.
struct PassEdge {
  BoundaryFluxes<const Real> boundary;

  template <class Update>
  FRESHET_BODY void operator()(const Update& update, Index cell, int slot, Index edge, FaceRow& row,
                               Index at) const {
    const Real length = update.mesh.shape.length(slot);
    const FaceValue own = update.value(cell, {cell, slot});
    const bool out = slot == 1 || slot == 2;
    const Real push = (0 + update.thrust_within(cell, own)) * length;
    const Real mass = boundary.mass[edge] * length;
    row.mass.at[at] = out ? mass : -mass;
    row.normal.at[at] = boundary.normal[edge] * length;
    row.tangential.at[at] = boundary.tangential[edge] * length;
    (out ? row.push_before : row.push_after).at[at] = push;
    (out ? row.h_after : row.h_before).at[at] = own.h;
  }
};

}  // namespace freshet
