#pragma once
#include "kernels/derive_cell.hpp"
#include "kernels/flux_hllc.hpp"
#include "kernels/ground.hpp"
#include "kernels/hydrostatic_chen_noelle.hpp"
#include "kernels/mixing_cell.hpp"
#include "kernels/step_clock.hpp"

namespace freshet {

/// Depth, bed and velocity beside a face, in the axes of the mesh.
struct FaceValue {
  Real h, z, u, v;
};

/// What stands beside a face and how long it may leave its cell, in the frame of FaceState.
struct FaceSideWater {
  FaceColumn column;
  Real un, ut;    ///< m/s
  Real emptying;  ///< of its cell, s, see emptying_time
};

/// What passes a face, in its frame: out of the cell on the left, per metre.
struct FacePass {
  Real mass, normal, tangential;  ///< see FaceFlux; of the water that goes
  Real push_left, push_right;     ///< what pressure and bed take from either side, m3/s2
  Real excess;  ///< volume that no cell has, m2: above zero where the flux is held back
};

/// What passes between two cells in a step of `dt` s. A face lets out no more than the donor's
/// emptying time allows; without `Held` that is not seen to, and right only where `excess` tells
/// that there is nothing to hold. `shear` is the share of the exchange that takes its tangential
/// momentum along (second order). Swapping the sides and turning the frame gives the same pushes
/// and the negative of what passes, to the last bit.
template <bool Linear, bool Held>
FRESHET_BODY FacePass pass_between(const FaceSideWater& left, const FaceSideWater& right,
                                   Real shear, Real dt, const FlowConstants& constants) {
  const Real g = constants.gravity;
  const HydrostaticFace at = hydrostatic_face(left.column, right.column);
  const FaceState l{at.left, left.un, left.ut}, r{at.right, right.un, right.ut};
  const InnerFlux flux = flux_hllc(l, r, g, constants.dry_depth);

  const Real most_out = left.emptying * outflow_bound(l, std::sqrt(g * l.h));
  const Real most_in = right.emptying * outflow_bound({r.h, -r.un, r.ut}, std::sqrt(g * r.h));
  const Real volume = absolute(flux.mass) * dt, most = flux.mass > 0 ? most_out : most_in;
  const Real share = Held && volume > most ? most / volume : 1;
  FacePass pass{flux.mass * share,
                flux.advection * share,
                flux.tangential * share,
                flux.pressure + bed_thrust(left.column, {at.left, at.bed}, g),
                flux.pressure + bed_thrust(right.column, {at.right, at.bed}, g),
                volume - most};
  if constexpr (Linear) {
    const Real most_both = smaller(most_out, most_in) * (1 / dt);
    pass.tangential += shear * smaller(flux.exchange, most_both) * (l.ut - r.ut);
  }
  return pass;
}

/// One explicit step of a cell: gathers the fluxes of its faces, adds the bed's thrust, applies
/// friction.
///
/// Each cell evaluates its faces itself with the outward normal; the flux is odd in that choice to
/// the last bit, so what one cell loses its neighbour gains. In a cell that loses more than half
/// its water in the step, pressure and bed push on what is left only: without that the last of a
/// sheet would get the impulse of the whole; nor is a film that is left faster, but for that push,
/// than the water on either side of its faces, as a small difference of large fluxes could be. The
/// new state is old_share * base + (1 - old_share) * (state + dt L), as stages of SSP Runge-Kutta
/// need. Without `Edges` for cells that touch no boundary. With `Mixing` turbulent stresses act
/// between cells, and none at boundaries.
template <class Topology, bool Linear, bool Mixing, bool Edges = true>
struct UpdateCell {
  static constexpr int slots = Topology::slots;
  Topology mesh;
  Ground ground;
  FlowConstants constants;
  FlowFields<const Real> state, base;
  FaceFields<const Real> faces;   ///< Linear only
  const Real* emptying;           ///< of the old state
  EddyFields<const Real> eddies;  ///< Mixing only
  BoundaryFluxes<const Real> boundary;
  FlowFields<Real> next;
  DerivedFields<Real> derived;
  const StepClock* clock;
  Real old_share;  ///< 0, or 1/2 in the second stage
  FrictionTime friction_time;
  Real dt = 0;  ///< s, from the clock

  FRESHET_BODY UpdateCell loaded() const {
    UpdateCell k = *this;
    k.dt = clock->dt;
    return k;
  }
  FRESHET_BODY UpdateCell<Topology, Linear, Mixing, false> plain() const {
    return {mesh,     ground, constants, state, base,      faces,         emptying, eddies,
            boundary, next,   derived,   clock, old_share, friction_time, dt};
  }

  /// Arrays that are gone through in order, see launch.
  template <class Touch>
  FRESHET_BODY void streams(const Touch& touch) const {
    touch(state.h, state.u, state.v, emptying);
    touch(ground.beds, ground.mannings);
    mesh.touch_sizes(touch);
    touch(next.h, next.u, next.v);
    if (old_share != 0) touch(base.h, base.u, base.v);
    if constexpr (Linear) touch(derived.friction_rate);
    if constexpr (!Linear) touch(derived.emptying);
    if constexpr (Mixing) {
      touch(eddies.u_x, eddies.u_y, eddies.v_x, eddies.v_y, eddies.along, eddies.across);
      mesh.touch_offsets(touch);
    }
    mesh.touch_neighbours(touch);
    mesh.touch_faces(touch);
    if constexpr (Linear) {
      touch(faces.centre_h, faces.shear);
      mesh.touch_opposites(touch);
      mesh.touch_slots(touch, faces.h, faces.z, faces.u, faces.v);
    }
  }

  /// What leaves through the faces: water, the momentum that goes with it, and what pressure and
  /// bed take.
  struct Sum {
    Real mass, x, y, push_x, push_y;
    Real shallowest;  ///< water beyond any face, m
    Real fastest;     ///< squared speed on either side of any face, m2/s2
  };

  /// Returns the cell's new wave rate, 1/s.
  FRESHET_BODY Real operator()(Index cell) const {
    Sum out{0, 0, 0, 0, 0, 1e300, 0};
    add_faces<0>(cell, out);
    return advance<true, true>(cell, out);
  }

  /// The step of a cell when its fluxes are known; without `Draining` only where it loses no more
  /// than half its water, without `Rough` where there is no friction.
  template <bool Draining, bool Rough>
  FRESHET_BODY Real advance(Index cell, const Sum& out) const {
    const Real h = state.h[cell], ratio = dt / mesh.area(cell);
    const Real h1 = h - ratio * out.mass;
    const Real remaining = Draining && 2 * h1 < h ? 2 * h1 / h : 1;
    const Real qx = h * state.u[cell], qy = h * state.v[cell];
    const Real left_x = qx - ratio * out.x, left_y = qy - ratio * out.y;
    const Real most = h1 * h1 * out.fastest, found = left_x * left_x + left_y * left_y;
    const Real held =
        Draining && remaining < 1 && h1 < film_depth && found > most ? std::sqrt(most / found) : 1;
    const Real px = ratio * (out.x + remaining * out.push_x) + (1 - held) * left_x;
    const Real py = ratio * (out.y + remaining * out.push_y) + (1 - held) * left_y;
    const Real a = old_share, b = 1 - old_share;
    const Real new_h = a * base.h[cell] + b * h1;
    const bool wet = new_h >= constants.dry_depth;

    const bool wet1 = h1 >= constants.dry_depth;
    const Real hf = wet1 ? friction_depth(h, h1, friction_time) : 1;
    const Real d = manning_coefficient(ground.manning(cell), hf, constants.gravity);
    const Real q = std::sqrt(qx * qx + qy * qy), push = std::sqrt(px * px + py * py);
    const FrictionStep slowed =
        Rough ? friction_step(d, q, push, dt, friction_time) : FrictionStep{1, 0};
    const Real x1 = wet1 ? slowed(qx - px, qx) : 0, y1 = wet1 ? slowed(qy - py, qy) : 0;
    const Real inverse_h = 1 / (wet ? new_h : 1);
    const Real new_qx = a * (base.h[cell] * base.u[cell]) + b * x1;
    const Real new_qy = a * (base.h[cell] * base.v[cell]) + b * y1;
    const Real u = wet ? new_qx * inverse_h : 0;
    const Real v = wet ? new_qy * inverse_h : 0;

    const bool front = out.shallowest < constants.dry_depth;
    const Derived next_derived = derive<Rough>(mesh, ground, cell, new_h, u, v, constants, front);
    next.h[cell] = new_h;
    next.u[cell] = u;
    next.v[cell] = v;
    if constexpr (Linear) derived.friction_rate[cell] = next_derived.friction_rate;
    if constexpr (!Linear)
      derived.emptying[cell] = emptying_time_constant(mesh, cell, new_h, u, v, constants.gravity);
    return next_derived.wave_rate;
  }

  /// Value at a face as seen from `cell`.
  FRESHET_BODY FaceValue value(Index cell, typename Topology::Face face) const {
    if constexpr (Linear) {
      (void)cell;
      const Index place = mesh.place(face);
      return {faces.h[place], faces.z[place], faces.u[place], faces.v[place]};
    } else {
      (void)face;
      return {state.h[cell], ground.bed(cell), state.u[cell], state.v[cell]};
    }
  }

  /// Of the old state, see emptying_time.
  FRESHET_BODY Real emptying_of(Index cell) const {
    return emptying[Linear ? mesh.row(cell) : cell];
  }

  /// Thrust (m3/s2) of the bed between the cell's middle and a face of it.
  FRESHET_BODY Real thrust_within(Index cell, const FaceValue& at_face) const {
    if constexpr (Linear)
      return bed_thrust({faces.centre_h[mesh.row(cell)], ground.bed(cell)}, {at_face.h, at_face.z},
                        constants.gravity);
    return 0;
  }

  /// Share of the exchange that takes its tangential momentum along.
  FRESHET_BODY Real shear(Index cell, Index other) const {
    return larger(faces.shear[mesh.row(cell)], faces.shear[mesh.row(other)]);
  }

  /// Squared speed of the faster side, m2/s2.
  FRESHET_BODY static Real faster(const FaceValue& own, const FaceValue& other) {
    return larger(own.u * own.u + own.v * own.v, other.u * other.u + other.v * other.v);
  }
  /// Sum::fastest of a cell.
  FRESHET_BODY Real fastest(Index cell) const {
    Real most = 0;
    for (int slot = 0; slot < slots; ++slot) {
      const auto p = mesh.face(cell, slot);
      const Index n = mesh.neighbour(p);
      const FaceValue other = value(Edges ? index_or(n, cell) : n, mesh.opposite(p));
      most = larger(most, faster(value(cell, p), other));
    }
    return most;
  }

  /// A recursion, for compilers vectorise over cells only where no loop is left inside.
  template <int Slot>
  FRESHET_BODY void add_faces(Index cell, Sum& out) const {
    add_face(cell, Slot, out);
    if constexpr (Slot + 1 < slots) add_faces<Slot + 1>(cell, out);
  }

  FRESHET_BODY void add_face(Index cell, int slot, Sum& out) const {
    const auto p = mesh.face(cell, slot);
    const Index n = mesh.neighbour(p);
    const Index j = Edges ? index_or(n, cell) : n;
    const FaceValue own = value(cell, p), other = value(j, mesh.opposite(p));
    const Vector nx = mesh.normal(p);
    const Real length = mesh.length(p);
    Real between = 0;
    if constexpr (Linear) between = shear(cell, j);
    const FacePass pass = pass_between<Linear, true>({{own.h, own.z},
                                                      own.u * nx.x + own.v * nx.y,
                                                      own.v * nx.x - own.u * nx.y,
                                                      emptying_of(cell)},
                                                     {{other.h, other.z},
                                                      other.u * nx.x + other.v * nx.y,
                                                      other.v * nx.x - other.u * nx.y,
                                                      emptying_of(j)},
                                                     between, dt, constants);
    Real mass = pass.mass, normal = pass.normal, tangential = pass.tangential;
    Real push = pass.push_left;
    if constexpr (Edges) {
      const Index edge = index_or(~n, 0);
      const bool inside = n >= 0;
      mass = inside ? mass : boundary.mass[edge];
      normal = inside ? normal : boundary.normal[edge];
      tangential = inside ? tangential : boundary.tangential[edge];
      push = inside ? push : 0;
    }
    if constexpr (Linear) push += thrust_within(cell, own);

    out.shallowest = smaller(out.shallowest, other.h);
    out.fastest = larger(out.fastest, faster(own, other));
    out.mass += mass * length;
    out.x += (normal * nx.x - tangential * nx.y) * length;
    out.y += (normal * nx.y + tangential * nx.x) * length;
    out.push_x += push * nx.x * length;
    out.push_y += push * nx.y * length;
    if constexpr (Mixing) {
      const Vector stress = mixing_flux(mesh, eddies, state, cell, j, p);
      const Real shared = n >= 0 ? length : 0;
      out.push_x += stress.x * shared;
      out.push_y += stress.y * shared;
    }
  }
};

}  // namespace freshet
