#pragma once
#include <cmath>

#include "kernels/derive_cell.hpp"
#include "kernels/flow_fields.hpp"
#include "kernels/ground.hpp"
#include "kernels/limiter_barth_jespersen.hpp"
#include "kernels/step_clock.hpp"

namespace freshet {

/// Limited slope of one quantity over a cell.
struct Slope {
  Real x, y;
  FRESHET_BODY Real change(const Vector& to) const { return x * to.x + y * to.y; }
};

/// How strongly a cell is in a shock, 0 to 1: the velocity that is lost across its size, m/s, over
/// a tenth of the celerity c. In smooth flow it goes to zero with the cell's size.
FRESHET_BODY Real compression_of(Real loss, Real c) {
  return loss > 0 ? (loss < 0.1 * c ? loss / (0.1 * c) : 1) : 0;
}

/// Share of the water exchanged through a cell's faces that takes its tangential momentum along:
/// all of it in a shock, where a contact that is resolved along the shock grows into a carbuncle
/// (Kemm 2014), and a tenth elsewhere, for in a lake at rest nothing else holds back a shear that
/// round-off begins.
FRESHET_BODY Real share_of_shear(Real compression) { return larger(0.1, compression); }

/// Second-order reconstruction: linear level and velocity in each cell, advanced by half a step for
/// the one-stage MUSCL-Hancock scheme (van Leer 1984; half_step = 0 for stages of Runge-Kutta).
///
/// Level, not depth, is what is linear: a lake at rest has no slope whatever its bed. A dry
/// neighbour that stands above the cell's level is a bank and says nothing about the slope of the
/// water: beside one the level is flat. Values at faces stay inside the range of the neighbours,
/// widened to twice its width where no shock compresses the water, so that smooth extrema are not
/// cut off. A wall shows a cell its own image: the less so the more a shock stands there, and not
/// beside a dry neighbour. The depth at a face follows from level and bed slope, drawn towards the
/// cell's mean until no face is below zero; the bed at the face is then what is left, z = level -
/// depth. At a smooth wet place that is the bed itself, on a steep partly wet cell it is a step
/// that the hydrostatic reconstruction at the face takes care of.
template <class Topology>
struct ReconstructLinear {
  static constexpr int slots = Topology::slots;
  Topology mesh;
  Ground ground;
  FlowConstants constants;
  FlowFields<const Real> state;
  const Real* friction_rate;
  FaceFields<Real> faces;
  Real* emptying;
  const StepClock* clock;
  Real ahead;          ///< share of the step that the values are advanced by
  Real half_step = 0;  ///< that share of the clock's step, s

  FRESHET_BODY ReconstructLinear loaded() const {
    ReconstructLinear k = *this;
    k.half_step = ahead * clock->dt;
    return k;
  }

  FRESHET_BODY void operator()(Index cell) const {
    const Real h = state.h[cell], u = state.u[cell], v = state.v[cell];
    const Real z = ground.bed(cell), level = h + z;
    const bool wet = h >= constants.dry_depth;

    Real d_level[slots], d_u[slots], d_v[slots], turned[slots];
    // No boundary and water all around; water all around; a dry neighbour that stands above.
    bool open = true, wet_around = true, bank = false;
    for (int s = 0; s < slots; ++s) {
      const auto p = mesh.face(cell, s);
      const Index beyond = mesh.neighbour(p);
      const Index j = Topology::without_edges ? beyond : index_or(beyond, cell);
      const Real hj = state.h[j];
      const bool wet_j = hj >= constants.dry_depth;
      const Real rise = (hj + ground.bed(j)) - level;
      const Vector n = mesh.normal(p), w = mesh.weight(p);
      // A face without a neighbour that has a weight shows the cell its own image.
      const bool mirror = (j == cell) & ((w.x != 0) | (w.y != 0));
      turned[s] = mirror ? -2 * (u * n.x + v * n.y) : 0;
      // Without short cuts, for compilers make no vectors of those.
      open = open & wet_j & ((j != cell) | (mesh.length(p) == 0));
      wet_around = wet_around & wet_j;
      bank = bank | (!wet_j & (rise > 0));
      d_level[s] = rise;
      d_u[s] = wet_j ? state.u[j] - u : 0;
      d_v[s] = wet_j ? state.v[j] - v : 0;
    }
    const Slope u_found = gradient(cell, d_u), v_found = gradient(cell, d_v);
    const Real compression = compression_of(-(u_found.x + v_found.y) / mesh.inverse_size(cell),
                                            std::sqrt(constants.gravity * h));
    const Real widened = open ? 2 - compression : 1;
    const Real image = wet_around ? 1 - compression : 0;
    for (int s = 0; s < slots && !Topology::without_edges; ++s) {
      const Vector n = mesh.normal(mesh.face(cell, s));
      d_u[s] += image * turned[s] * n.x;
      d_v[s] += image * turned[s] * n.y;
    }
    const Slope level_slope = limited(cell, gradient(cell, d_level), d_level, widened, wet & !bank);
    const Slope u_slope = limited(cell, gradient(cell, d_u), d_u, widened, wet);
    const Slope v_slope = limited(cell, gradient(cell, d_v), d_v, widened, wet);

    const Vector bed_slope = ground.bed_slope(cell);
    Slope h_slope{level_slope.x - bed_slope.x, level_slope.y - bed_slope.y};
    const Real lowest = range(cell, h_slope).down;
    const Real share = wet ? (h + lowest < 0 ? h / -lowest : 1) : 0;
    h_slope = {h_slope.x * share, h_slope.y * share};

    // Half a step of the equations in primitive form; no face may fall below zero.
    const Real growth = -(u * h_slope.x + v * h_slope.y + h * (u_slope.x + v_slope.y)) * half_step;
    const Real dh = larger(growth, -(h + share * lowest));
    const Real damping = 1 / (1 + half_step * friction_rate[cell]);
    const Real g = constants.gravity;
    const Real um = (u - half_step * (u * u_slope.x + v * u_slope.y + g * level_slope.x)) * damping;
    const Real vm = (v - half_step * (u * v_slope.x + v * v_slope.y + g * level_slope.y)) * damping;

    const Index row = mesh.row(cell);
    faces.centre_h[row] = h + dh;
    faces.shear[row] = share_of_shear(wet ? compression : 0);
    const Real c = std::sqrt(g * (h + dh + range(cell, h_slope).up));
    Real outflow = 0;
    for (int s = 0; s < slots; ++s) {
      const auto p = mesh.face(cell, s);
      const Index at = mesh.place(p);
      const Vector n = mesh.normal(p);
      const Real hf = larger(h + dh + change(p, s, h_slope), 0);
      const Real uf = wet ? um + change(p, s, u_slope) : 0;
      const Real vf = wet ? vm + change(p, s, v_slope) : 0;
      faces.h[at] = hf;
      faces.z[at] = (level + dh + change(p, s, level_slope)) - hf;
      faces.u[at] = uf;
      faces.v[at] = vf;
      const Real un = sum_along(s, uf * n.x, vf * n.y);
      outflow += mesh.length(p) * outflow_bound({hf, un, 0}, c);
    }
    emptying[row] = emptying_time(h * mesh.area(cell), outflow);
  }

  /// Arrays that are gone through in order, see launch.
  template <class Touch>
  FRESHET_BODY void streams(const Touch& touch) const {
    touch(state.h, state.u, state.v, friction_rate, faces.centre_h, emptying);
    touch(faces.shear, ground.beds, ground.bed_slopes_x, ground.bed_slopes_y);
    mesh.touch_sizes(touch);
    mesh.touch_neighbours(touch);
    mesh.touch_faces(touch);
    mesh.touch_offsets(touch);
    mesh.touch_weights(touch);
    mesh.touch_slots(touch, faces.h, faces.z, faces.u, faces.v);
  }

  /// x + y, of terms that are zero where the slot's faces do not look that way: then they are left
  /// out, which changes no more than the sign of a zero.
  FRESHET_BODY static Real sum_along(int slot, Real x, Real y) {
    if (!Topology::along_x(slot)) return y;
    return Topology::along_y(slot) ? x + y : x;
  }

  /// From the middle of the cell to that of a face.
  FRESHET_BODY Real change(typename Topology::Face face, int slot, const Slope& slope) const {
    const Vector to = mesh.offset(face);
    return sum_along(slot, slope.x * to.x, slope.y * to.y);
  }

  struct Range {
    Real up, down;
  };
  /// Largest changes towards a face.
  FRESHET_BODY Range range(Index cell, const Slope& slope) const {
    Real up = 0, down = 0;
    for (int s = 0; s < (Topology::symmetric ? slots / 2 : slots); ++s) {
      const Real at_face = change(mesh.face(cell, s), s, slope);
      up = larger(up, Topology::symmetric ? absolute(at_face) : at_face);
      if (!Topology::symmetric) down = smaller(down, at_face);
    }
    return {up, Topology::symmetric ? -up : down};
  }

  FRESHET_BODY Slope gradient(Index cell, const Real* change) const {
    Slope slope{0, 0};
    for (int s = 0; s < slots; ++s) {
      const Vector w = mesh.weight(mesh.face(cell, s));
      if (Topology::along_x(s)) slope.x = slope.x + w.x * change[s];
      if (Topology::along_y(s)) slope.y = slope.y + w.y * change[s];
    }
    return slope;
  }

  /// The slope, kept within `widened` times the range of the neighbours.
  FRESHET_BODY Slope limited(Index cell, const Slope& slope, const Real* change, Real widened,
                             bool wet) const {
    Real rise = 0, fall = 0;
    for (int s = 0; s < slots; ++s) {
      rise = larger(rise, change[s]);
      fall = smaller(fall, change[s]);
    }
    const Range reach = range(cell, slope);
    const Real most = Topology::symmetric
                          ? limit_slope(widened * rise, widened * fall, reach.up)
                          : limit_slope(widened * rise, widened * fall, reach.up, reach.down);
    const Real share = wet ? most : 0;
    return {slope.x * share, slope.y * share};
  }
};

}  // namespace freshet
