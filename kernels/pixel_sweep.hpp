#pragma once
#include <algorithm>
#include <array>
#include <memory>

#include "kernels/launch.hpp"
#include "kernels/pixel_faces.hpp"
#include "kernels/pixel_tiles.hpp"
#include "kernels/reconstruct_linear.hpp"
#include "kernels/update_cell.hpp"

namespace freshet {

/// What a stage of a step on pixels reads and writes; as ReconstructLinear and UpdateCell.
struct PixelStage {
  PixelShape shape;
  Ground ground;
  FlowConstants constants;
  FlowFields<const Real> state, base;
  const Real *friction_rate, *emptying;  ///< of the old state; emptying: first order only
  BoundaryFluxes<const Real> boundary;
  FlowFields<Real> next;
  DerivedFields<Real> derived;
  const StepClock* clock;
  Real ahead, old_share;
  FrictionTime friction_time;
  const Index* active;  ///< flags of tiles of cells, see ActiveTiles; null: all are
};

/// The copy of a window: arrays of all places.
struct PixelCopy {
  static constexpr Index places = PixelWindow<true>::places;
  struct alignas(64) Field {
    Real at[places] = {};
  };
  struct alignas(64) FaceField {
    Real at[PixelShape::slots * places] = {};
  };
  Field h, u, v, z, slope_x, slope_y, manning, friction_rate, emptying;
  Field base_h, base_u, base_v, next_h, next_u, next_v, next_friction_rate, next_emptying;
  Field centre_h, shear;
  FaceField face_h, face_z, face_u, face_v;
  FaceRow west, across, between[2];
  Field inside;  ///< 1 in the window's own cells, where it is not plain
  Index links[PixelShape::slots * places], seen[places];

  PixelCopy() {
    std::fill(seen, seen + places, 15);
    for (int slot = 0; slot < PixelShape::slots; ++slot)
      for (Index p = 0; p < places; ++p)
        links[slot * places + p] = p + PixelWindow<true>::step(slot);
  }
};

/// Does a stage window by window: copies one with what is round it, reconstructs and updates there,
/// and writes the new state, so that memory is gone through once. The point kernels are those of
/// every topology.
template <bool Linear>
struct PixelSweep {
  using Window = PixelWindow<true>;

  PixelStage stage;
  const PixelTiles& tiles;
  PixelCopy& copy;

  /// Arrays that a sweep goes through, see launch.
  template <class Touch>
  FRESHET_BODY void streams(const Touch& touch) const {
    const PixelStage& s = stage;
    touch(s.state.h, s.state.u, s.state.v, s.ground.beds, s.ground.mannings);
    touch(s.next.h, s.next.u, s.next.v);
    if constexpr (Linear)
      touch(s.ground.bed_slopes_x, s.ground.bed_slopes_y, s.friction_rate, s.derived.friction_rate);
    else
      touch(s.emptying, s.derived.emptying);
    if (s.old_share != 0) touch(s.base.h, s.base.u, s.base.v);
  }

  FRESHET_BODY bool is_active(const PixelTile& tile) const {
    if (stage.active == nullptr) return true;
    Index any = 0;
    for (Index t = tile.first / tile_cells; t <= (tile.first + tile.count - 1) / tile_cells; ++t)
      any |= stage.active[t];
    return any != 0;
  }

  FRESHET_BODY void fetch(const PixelTile& tile, const Real* from, Real* to) const {
    if (tile.plain()) {
      for (Index row = 0; row < Window::rows; ++row) {
        const Real* source = from + tile.first + row * Window::columns;
        Real* target = to + Window::at(0, row);
        for (Index k = 0; k < Window::columns; ++k) target[k] = source[k];
      }
    } else {
      const Index* place = tiles.place.data() + tile.own;
      for (Index k = 0; k < tile.count; ++k) to[place[k]] = from[tile.first + k];
    }
  }

  /// Fields that a cell reads of those round it.
  static constexpr int shared = Linear ? 7 : 5;
  FRESHET_BODY void fetch_shared(const PixelTile& tile, const std::array<const Real*, shared>& from,
                                 const std::array<Real*, shared>& to) const {
    for (int f = 0; f < shared; ++f) fetch(tile, from[f], to[f]);
    constexpr Index few = 8;
    const PixelRow* run = tiles.runs.data() + tile.ring;
    for (const PixelRow* end = run + (Linear ? tile.rings : tile.ring_one); run < end; ++run) {
      const PixelRow r = *run;
      if (r.count < few) {
        for (Index k = 0; k < r.count; ++k)
          for (int f = 0; f < shared; ++f) to[f][r.place + k] = from[f][r.cell + k];
      } else {
        for (int f = 0; f < shared; ++f)
          for (Index k = 0; k < r.count; ++k) to[f][r.place + k] = from[f][r.cell + k];
      }
    }
  }
  FRESHET_BODY void put(const PixelTile& tile, const Real* from, Real* to) const {
    const Index* place = tiles.place.data() + tile.own;
    for (Index k = 0; k < tile.count; ++k) to[tile.first + k] = from[place[k]];
  }

  FRESHET_BODY void fetch_all(const PixelTile& tile) const {
    const PixelStage& s = stage;
    PixelCopy& c = copy;
    if constexpr (Linear)
      fetch_shared(
          tile,
          {s.state.h, s.state.u, s.state.v, s.ground.beds, s.ground.bed_slopes_x,
           s.ground.bed_slopes_y, s.friction_rate},
          {c.h.at, c.u.at, c.v.at, c.z.at, c.slope_x.at, c.slope_y.at, c.friction_rate.at});
    else
      fetch_shared(tile, {s.state.h, s.state.u, s.state.v, s.ground.beds, s.emptying},
                   {c.h.at, c.u.at, c.v.at, c.z.at, c.emptying.at});
    if (tile.plain()) return;
    fetch(tile, s.ground.mannings, copy.manning.at);
    if (s.old_share != 0) {
      fetch(tile, s.base.h, copy.base_h.at);
      fetch(tile, s.base.u, copy.base_u.at);
      fetch(tile, s.base.v, copy.base_v.at);
    }
  }
  /// What only the cell itself reads or writes is copied where the window is not plain, see
  /// `in_memory`.
  FRESHET_BODY void put_all(const PixelTile& tile) const {
    if (tile.plain()) return;
    put(tile, copy.next_h.at, stage.next.h);
    put(tile, copy.next_u.at, stage.next.u);
    put(tile, copy.next_v.at, stage.next.v);
    if constexpr (Linear) put(tile, copy.next_friction_rate.at, stage.derived.friction_rate);
    if constexpr (!Linear) put(tile, copy.next_emptying.at, stage.derived.emptying);
  }

  FRESHET_BODY Ground ground() const {
    return {copy.z.at, copy.slope_x.at, copy.slope_y.at, copy.manning.at};
  }
  FRESHET_BODY FlowFields<const Real> state() const { return {copy.h.at, copy.u.at, copy.v.at}; }

  template <bool Plain>
  FRESHET_BODY ReconstructLinear<PixelWindow<Plain>> reconstruction() const {
    return {{stage.shape, copy.links, copy.seen},
            ground(),
            stage.constants,
            state(),
            copy.friction_rate.at,
            {copy.face_h.at, copy.face_z.at, copy.face_u.at, copy.face_v.at, copy.centre_h.at,
             copy.shear.at},
            copy.emptying.at,
            stage.clock,
            stage.ahead,
            stage.ahead * stage.clock->dt};
  }
  template <bool Plain>
  FRESHET_BODY UpdateCell<PixelWindow<Plain>, Linear, false, !Plain> updating() const {
    const bool mixes = stage.old_share != 0;
    return {{stage.shape, copy.links, copy.seen},
            ground(),
            stage.constants,
            state(),
            {mixes ? copy.base_h.at : copy.h.at, mixes ? copy.base_u.at : copy.u.at,
             mixes ? copy.base_v.at : copy.v.at},
            {copy.face_h.at, copy.face_z.at, copy.face_u.at, copy.face_v.at, copy.centre_h.at,
             copy.shear.at},
            copy.emptying.at,
            {},
            stage.boundary,
            {copy.next_h.at, copy.next_u.at, copy.next_v.at},
            {copy.next_emptying.at, copy.next_friction_rate.at},
            stage.clock,
            stage.old_share,
            stage.friction_time,
            stage.clock->dt};
  }

  /// The kernel of a plain window's row, whose cells lie row after row in memory, too.
  template <class Update>
  FRESHET_BODY Update in_memory(Update k, const PixelTile& tile, Index row) const {
    const PixelStage& s = stage;
    const std::ptrdiff_t shift = tile.first + row * Window::columns - Window::at(0, row);
    k.ground.mannings = s.ground.mannings + shift;
    if (s.old_share != 0) k.base = {s.base.h + shift, s.base.u + shift, s.base.v + shift};
    k.next = {s.next.h + shift, s.next.u + shift, s.next.v + shift};
    if constexpr (Linear) k.derived.friction_rate = s.derived.friction_rate + shift;
    if constexpr (!Linear) k.derived.emptying = s.derived.emptying + shift;
    return k;
  }

  /// Rows with the pixel on either side of them, in whole vectors: what lies beyond is not read,
  /// nor what stands where there is no cell.
  template <bool Plain>
  FRESHET_BODY void reconstruct() const {
    const auto k = reconstruction<Plain>();
    for (Index row = -1; row <= Window::rows; ++row) {
      const bool outer = row < 0 || row == Window::rows;
      const Index from = Window::at(outer ? 0 : -1, row);
      const Index to = from + Window::columns + (outer ? 0 : 8);
      FRESHET_SIMD
      for (Index c = from; c < to; ++c) k(c);
    }
  }

  /// Where a line parts the window: each cell finds its faces itself, for what passes an edge of
  /// the line is another thing on its other side.
  FRESHET_BODY Real update_parted(const PixelTile& tile, Real most) const {
    const auto k = updating<false>();
    const Index* own = tiles.place.data() + tile.own;
    FRESHET_SIMD_MAX(most)
    for (Index i = 0; i < tile.count; ++i) {
      const Real value = k(own[i]);
      most = value > most ? value : most;
    }
    return most;
  }

  /// Asks memory for a row of the window after this one, which the machine's own prefetching does
  /// not foresee; only a hint.
  FRESHET_BODY void touch_ahead(const PixelTile& tile, Index row) const {
    const Touch touch{tile.first + tile.count + row * Window::columns};
    if (row % (tile_cells / Window::columns) == 0) streams(touch);
  }

  template <bool Plain>
  FRESHET_BODY Real update(const PixelTile& tile, Real most) const {
    const auto k = updating<Plain>();
    const PassFaces<Linear> faces{updating<true>()};
    constexpr Index left = Window::left, columns = Window::columns;
    faces.template pass<1>(Window::at(-1, 0), Window::pitch, Window::rows, copy.west, 0);
    faces.template pass<2>(Window::at(0, -1), 1, columns, copy.between[1], left);
    Index odd = tile.odd;
    for (Index row = 0; row < Window::rows; ++row) {
      FaceRow &south = copy.between[(row + 1) % 2], &north = copy.between[row % 2];
      FaceRow& across = copy.across;
      faces.template pass<1>(Window::at(0, row), 1, columns, across, left);
      faces.template pass<2>(Window::at(0, row), 1, columns, north, left);
      take_west(row);
      touch_ahead(tile, row);
      if constexpr (!Plain) odd = pass_odd(tile, odd, row, south, north);
      const FaceRows around{south, across, north};
      if constexpr (Plain)
        most = update_row<Plain>(in_memory(k, tile, row), around, row, most);
      else
        most = update_row<Plain>(k, around, row, most);
    }
    return most;
  }

  /// The faces on the window's west side come first, all at once.
  FRESHET_BODY void take_west(Index row) const {
    constexpr Index at = Window::left - 1;
    FaceRow& to = copy.across;
    const FaceRow& from = copy.west;
    to.mass.at[at] = from.mass.at[row];
    to.normal.at[at] = from.normal.at[row];
    to.tangential.at[at] = from.tangential.at[row];
    to.push_before.at[at] = from.push_before.at[row];
    to.push_after.at[at] = from.push_after.at[row];
    to.h_before.at[at] = from.h_before.at[row];
    to.h_after.at[at] = from.h_after.at[row];
  }

  /// Boundary edges of a row's cells; returns the first odd thing that is of none.
  FRESHET_BODY Index pass_odd(const PixelTile& tile, Index odd, Index row, FaceRow& south,
                              FaceRow& north) const {
    const auto k = updating<true>();
    const Index end = tile.odd + tile.own_odds, next_row = Window::at(-Window::left, row + 1);
    for (; odd < end && tiles.odd_at[odd] % Window::places < next_row; ++odd) {
      const Index cell = tiles.odd_at[odd] % Window::places, link = tiles.odd_link[odd];
      const int slot = tiles.odd_at[odd] / Window::places;
      if (link >= 0) continue;
      FaceRow& faces = slot == 0 ? south : (slot == 2 ? north : copy.across);
      const Index column = cell - Window::at(0, row) + Window::left;
      PassEdge{stage.boundary}(k, cell, slot, ~link, faces, slot == 3 ? column - 1 : column);
    }
    return odd;
  }

  template <bool Plain, class Update>
  FRESHET_BODY Real update_row(const Update& k, const FaceRows& faces, Index row, Real most) const {
    Real loss = 0, roughness = 0;
    const Real ratio = k.dt / stage.shape.area;
    FRESHET_SIMD_MAX(loss)
    for (Index c = 0; c < Window::columns; ++c) {
      const Real h = copy.h.at[Window::at(c, row)], h1 = h - ratio * faces.mass(c);
      const Real value = h - 2 * h1;
      loss = value > loss ? value : loss;
    }
    FRESHET_SIMD_MAX(roughness)
    for (Index c = 0; c < Window::columns; ++c) {
      const Real value = square(k.ground.manning(Window::at(c, row)));
      roughness = value > roughness ? value : roughness;
    }
    if (loss > 0) return update_row_as<Plain, true, true>(k, faces, row, most);
    return roughness > 0 ? update_row_as<Plain, false, true>(k, faces, row, most)
                         : update_row_as<Plain, false, false>(k, faces, row, most);
  }
  template <bool Plain, bool Draining, bool Rough, class Update>
  FRESHET_BODY Real update_row_as(const Update& k, const FaceRows& faces, Index row,
                                  Real most) const {
    FRESHET_SIMD_MAX(most)
    for (Index c = 0; c < Window::columns; ++c) {
      const Index cell = Window::at(c, row);
      const Real fastest = Draining ? k.fastest(cell) : 0;
      const Real rate = k.template advance<Draining, Rough>(
          cell, faces.template sum<typename Update::Sum>(c, fastest));
      const Real value = Plain || copy.inside.at[cell] != 0 ? rate : 0;
      most = value > most ? value : most;
    }
    return most;
  }

  template <bool Plain>
  FRESHET_BODY Real step(const PixelTile& tile, Real most) const {
    if constexpr (Linear) reconstruct<Plain>();
    if (!Plain && tile.parted) return update_parted(tile, most);
    return update<Plain>(tile, most);
  }

  /// Writes what is odd about a window's neighbours, or takes it away.
  FRESHET_BODY void set_odd(const PixelTile& tile, bool odd) const {
    for (Index k = tile.odd; k < tile.odd + tile.odds; ++k) {
      const Index at = tiles.odd_at[k], place = at % Window::places;
      copy.links[at] = odd ? tiles.odd_link[k] : place + Window::step(at / Window::places);
      copy.seen[place] = odd ? tiles.odd_seen[k] : 15;
    }
    const Index* own = tiles.place.data() + tile.own;
    for (Index k = 0; k < tile.count; ++k) copy.inside.at[own[k]] = odd ? 1 : 0;
  }
};

/// Goes through all windows; raises `most` to the largest wave rate, 1/s.
template <bool Linear>
FRESHET_EVERY_CPU void run_sweep(const PixelSweep<Linear>& given, Real* most) {
  const PixelSweep<Linear> sweep = given;
  Real largest = *most;
  for (const PixelTile& tile : sweep.tiles.tiles) {
    if (!sweep.is_active(tile)) continue;
    sweep.fetch_all(tile);
    if (tile.plain()) {
      largest = sweep.template step<true>(tile, largest);
    } else {
      sweep.set_odd(tile, true);
      largest = sweep.template step<false>(tile, largest);
      sweep.set_odd(tile, false);
    }
    sweep.put_all(tile);
  }
  *most = largest;
}

}  // namespace freshet
