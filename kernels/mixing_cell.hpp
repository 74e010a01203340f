#pragma once
#include "kernels/flow_fields.hpp"
#include "kernels/ground.hpp"
#include "kernels/mixing_eddy.hpp"
#include "kernels/wave_rate.hpp"

namespace freshet {

/// What a cell brings to the turbulent stresses at its faces.
template <class T>
struct EddyFields {
  T *u_x, *u_y, *v_x, *v_y;  ///< least-squares gradients of the velocity, 1/s
  T *along, *across;         ///< h nu along the flow and across it, m3/s
};

/// Distance from a cell's centroid to its neighbour's through a face, m; none at a
/// boundary. The same but for the sign from both sides, to the last bit.
template <class Topology>
FRESHET_BODY Vector between_centroids(const Topology& mesh, typename Topology::Face face) {
  const Vector own = mesh.offset(face), other = mesh.offset(mesh.opposite(face));
  return {own.x - other.x, own.y - other.y};
}

/// How far the neighbour's centroid lies behind the face, m; not below a fifth of the whole
/// distance, which only cells folded over would have.
FRESHET_BODY Real behind_face(const Vector& d, const Vector& n) {
  const Real whole = std::sqrt(d.x * d.x + d.y * d.y);
  return larger(larger(d.x * n.x + d.y * n.y, 0.2 * whole), 1e-200);
}

/// Gradients and eddy viscosities of a cell; gives the rate (1/s) whose inverse is the longest
/// explicit step with waves and mixing together. All faces together exchange at most
/// sum(2 h nu length / distance) with the cell, the harmonic mean being at most twice its own h nu.
template <class Topology>
struct MixingCell {
  static constexpr int slots = Topology::slots;
  Topology mesh;
  Ground ground;
  FlowConstants constants;
  MixingModel model;
  FlowFields<const Real> state;
  EddyFields<Real> eddies;

  FRESHET_BODY Real operator()(Index cell) const {
    const Real h = state.h[cell], u = state.u[cell], v = state.v[cell];
    const bool wet = h >= constants.dry_depth;
    VelocityGradient d{0, 0, 0, 0};
    Real exchange = 0;  // sum of length over distance
    bool front = false;
    for (int s = 0; s < slots; ++s) {
      const auto p = mesh.face(cell, s);
      const Index j = index_or(mesh.neighbour(p), cell);
      const bool wet_j = state.h[j] >= constants.dry_depth;
      front = front || (wet && !wet_j);
      const Real share = wet && wet_j ? 1 : 0;
      const Real du = share * (state.u[j] - u), dv = share * (state.v[j] - v);
      const Vector w = mesh.weight(p);
      d = {d.u_x + w.x * du, d.u_y + w.y * du, d.v_x + w.x * dv, d.v_y + w.y * dv};
      const Real near = behind_face(between_centroids(mesh, p), mesh.normal(p));
      exchange += j != cell ? mesh.length(p) / near : 0;
    }
    const Real speed = std::sqrt(u * u + v * v), g = constants.gravity;
    const EddyViscosity nu =
        eddy_viscosity(model, wet ? h : 1, speed, ground.manning(cell), d, mesh.area(cell), g);
    eddies.u_x[cell] = d.u_x;
    eddies.u_y[cell] = d.u_y;
    eddies.v_x[cell] = d.v_x;
    eddies.v_y[cell] = d.v_y;
    eddies.along[cell] = wet ? h * nu.along : 0;
    eddies.across[cell] = wet ? h * nu.across : 0;
    const Real mixing = wet ? 2 * larger(nu.along, nu.across) * exchange / mesh.area(cell) : 0;
    const Real rate = (speed + std::sqrt(g * larger(h, 0))) * mesh.inverse_size(cell) + mixing;
    return marked(rate, {front, wet && h < film_depth});
  }
};

/// Momentum (over density, per metre of face, m3/s2) that turbulent stresses take out of `cell`
/// through a face: -h nu grad(u) n. The gradient is the mean of both sides', corrected to
/// the difference between the two cells: second order on smooth meshes, and a sawtooth is damped.
/// Odd in the choice of the side to the last bit.
template <class Topology>
FRESHET_BODY Vector mixing_flux(const Topology& mesh, const EddyFields<const Real>& eddies,
                                const FlowFields<const Real>& state, Index cell, Index j,
                                typename Topology::Face p) {
  const Vector n = mesh.normal(p), d = between_centroids(mesh, p);
  const Real across = harmonic_mean(eddies.across[cell], eddies.across[j]);
  const Real extra = harmonic_mean(eddies.along[cell], eddies.along[j]) - across;
  // (h nu) n with the flow's direction t: across n + (along - across) (t n) t.
  const Real su = state.u[cell] + state.u[j], sv = state.v[cell] + state.v[j];
  const Real speed2 = su * su + sv * sv;
  const Real turned = speed2 > 1e-200 ? extra * (su * n.x + sv * n.y) / speed2 : 0;
  const Vector k{across * n.x + turned * su, across * n.y + turned * sv};
  const Real direct = (k.x * n.x + k.y * n.y) / behind_face(d, n);
  // Of the mean gradient what the difference between the cells does not tell.
  const Vector rest{0.5 * (k.x - direct * d.x), 0.5 * (k.y - direct * d.y)};
  const Real u_x = eddies.u_x[cell] + eddies.u_x[j], u_y = eddies.u_y[cell] + eddies.u_y[j];
  const Real v_x = eddies.v_x[cell] + eddies.v_x[j], v_y = eddies.v_y[cell] + eddies.v_y[j];
  return {-(direct * (state.u[j] - state.u[cell]) + (rest.x * u_x + rest.y * u_y)),
          -(direct * (state.v[j] - state.v[cell]) + (rest.x * v_x + rest.y * v_y))};
}

}  // namespace freshet
