#pragma once
#include <cstdint>

#include "kernels/flow_fields.hpp"
#include "kernels/flux_hllc.hpp"
#include "kernels/outflow_transmissive.hpp"
#include "kernels/topology_polygons.hpp"

namespace freshet {

enum class BoundaryKind : std::int32_t { Wall, Transmissive, Discharge, Level, Critical };

/// What one boundary condition imposes during a step, the same on all ranks.
struct BoundaryForcing {
  BoundaryKind kind;
  Real value;                 ///< Discharge: m3/s into the domain; Level: m
  std::int64_t total_weight;  ///< of all its edges; 0: share by length
  Real total_length;          ///< m
  Real depth = 0;             ///< Discharge: of a supercritical inflow, m; 0: not given
};

/// A rank's boundary edges.
struct BoundaryEdgesView {
  const Index *cell, *place;   ///< owned cell and place of the edge in its slots
  const Index* condition;      ///< index into the forcings
  const std::int64_t* weight;  ///< share of a prescribed discharge, see WeighEdge
};

/// Depth and outward normal velocity just outside an edge.
struct OutsideState {
  Real h, un;
};

/// Level prescribed (m above bed: h): the outgoing Riemann invariant un + 2c is kept; supercritical
/// outflow is left alone, a fall below critical depth is choked at it, and inflow is at most
/// critical.
FRESHET_BODY OutsideState outside_level(const FaceState& in, Real h, Real g) {
  const Real c_in = std::sqrt(g * in.h), c = std::sqrt(g * h);
  const Real invariant = in.un + 2 * c_in;
  if (in.un > c_in) return {in.h, in.un};
  const Real un = invariant - 2 * c;
  if (un > c) return {square(invariant / 3) / g, invariant / 3};
  return {h, larger(un, -c)};
}

/// Free overfall: critical outflow un = c with un + 2c kept; nothing comes in.
FRESHET_BODY OutsideState outside_critical(const FaceState& in, Real g) {
  const Real c_in = std::sqrt(g * in.h);
  if (in.un > c_in) return {in.h, in.un};
  const Real c = larger(in.un + 2 * c_in, 0) / 3;
  return {c * c / g, c};
}

/// Depth at which the unit discharge q > 0 (m2/s) enters: f(c) = 2c - g q/c^2 - (un + 2c)_in = 0,
/// at least critical depth. f is concave and rising, so Newton from the critical celerity (g
/// q)^(1/3) climbs to the root without passing it.
FRESHET_BODY Real inflow_depth(const FaceState& in, Real q, Real g) {
  const Real invariant = in.un + 2 * std::sqrt(g * in.h);
  const Real critical = 1 / inverse_cube_root(g * q);
  Real c = critical;
  for (int step = 0; step < 8; ++step) {
    const Real f = 2 * c - g * q / (c * c) - invariant;
    c = larger(c - f / (2 + 2 * g * q / (c * c * c)), critical);
  }
  return c * c / g;
}

/// Whether the unit discharge q > 0 (m2/s) is supercritical at a depth (m; 0: none): q^2 > g h^3.
/// Then nothing comes back to where it enters, and depth and discharge are both imposed.
FRESHET_BODY bool is_shooting(Real q, Real depth, Real g) {
  return depth > 0 && q * q > g * depth * depth * depth;
}

/// Depth with which the unit discharge q >= 0 (m2/s) is drawn out of subcritical water: the upper
/// root of f(c) = 2c + g q/c^2 - (un + 2c)_in = 0. f is convex, so Newton from the root of q = 0
/// descends to it without passing it; q must be at most critical, where both roots are one.
FRESHET_BODY Real outflow_depth(const FaceState& in, Real q, Real g) {
  const Real invariant = in.un + 2 * std::sqrt(g * in.h);
  const Real critical = invariant / 3;
  Real c = invariant / 2;
  for (int step = 0; step < 8; ++step) {
    const Real slope = 2 - 2 * g * q / (c * c * c);
    const Real f = 2 * c + g * q / (c * c) - invariant;
    c = slope > 0 ? larger(c - f / slope, critical) : critical;
  }
  return c * c / g;
}

/// Flux that draws the unit discharge q > 0 (m2/s) out, or as much as comes of itself in a free
/// overfall: no pump takes more.
FRESHET_BODY FaceFlux flux_drawn(const FaceState& in, Real q, Real g) {
  const OutsideState most = outside_critical(in, g);
  const Real all = most.h * most.un;
  if (!(all > q)) return physical_flux({most.h, most.un, in.ut}, g);
  const Real h = in.un > std::sqrt(g * in.h) ? in.h : outflow_depth(in, q, g);
  return {q, q * q / h + 0.5 * g * h * h, q * in.ut};
}

/// Unit discharge into the domain (m2/s) through an edge of a prescribed discharge: its share by
/// weight, or by length where nothing weighs.
FRESHET_BODY Real unit_discharge(const BoundaryEdgesView& edges, const BoundaryForcing& forcing,
                                 Index edge, Real length) {
  const Real share = forcing.total_weight > 0 ? static_cast<Real>(edges.weight[edge]) /
                                                    static_cast<Real>(forcing.total_weight)
                                              : length / forcing.total_length;
  return forcing.value * share / length;
}

/// What boundary edges remember from the start of the run: water (m3) that passed, as compensated
/// sums (Kahan 1965) with what they still lack, and what comes back, see Returning.
template <class T>
struct EdgeRecords {
  T *left, *left_carry;        ///< out less in
  T *entered, *entered_carry;  ///< in alone
  T* incoming;                 ///< m/s; far from any speed where nothing is remembered
};

FRESHET_BODY void add_compensated(Real& sum, Real& carry, Real value) {
  const Real added = value - carry, next = sum + added;
  carry = (next - sum) - added;
  sum = next;
}

/// Flux through a boundary edge in its outward frame, from the state just inside.
template <class Topology, bool Linear>
struct BoundaryFlux {
  Topology mesh;
  FlowConstants constants;
  FlowFields<const Real> state;
  FaceFields<const Real> faces;  ///< Linear only
  const Real* emptying;
  BoundaryEdgesView edges;
  const BoundaryForcing* forcings;
  BoundaryFluxes<Real> flux;
  EdgeRecords<Real> records;
  Real dt, part;  ///< s; part of the flux that this stage contributes to the step

  FRESHET_BODY void operator()(Index edge) const {
    const Index cell = edges.cell[edge], p = edges.place[edge];
    const BoundaryForcing forcing = forcings[edges.condition[edge]];
    const Real h = Linear ? faces.h[p] : state.h[cell], z = Linear ? faces.z[p] : mesh.bed(cell);
    const Real u = Linear ? faces.u[p] : state.u[cell], v = Linear ? faces.v[p] : state.v[cell];
    const Vector n = mesh.normal(p);
    const FaceState in{h, u * n.x + v * n.y, v * n.x - u * n.y};
    const Real length = mesh.length(p);
    const Real most = emptying[cell] * outflow_bound(in, std::sqrt(constants.gravity * in.h));
    const FaceFlux f = limited(through(in, z, forcing, edge), most);
    flux.mass[edge] = f.mass;
    flux.normal[edge] = f.normal;
    flux.tangential[edge] = f.tangential;

    const Real passed = part * dt * length * f.mass;
    add_compensated(records.left[edge], records.left_carry[edge], passed);
    add_compensated(records.entered[edge], records.entered_carry[edge], larger(-passed, 0));
  }

  FRESHET_BODY FaceFlux through(const FaceState& in, Real z, const BoundaryForcing& forcing,
                                Index edge) const {
    const Real g = constants.gravity, length = mesh.length(edges.place[edge]);
    switch (forcing.kind) {
      case BoundaryKind::Discharge:
        return discharge(in, unit_discharge(edges, forcing, edge, length), forcing.depth, g);
      case BoundaryKind::Level:
        return outside(outside_level(in, larger(forcing.value - z, 0), g), in, g);
      case BoundaryKind::Critical:
        return outside(outside_critical(in, g), in, g);
      case BoundaryKind::Transmissive:
        return transmitted(in, z, edge);
      default:
        return flux_wall(in, g);
    }
  }

  FRESHET_BODY FaceFlux transmitted(const FaceState& in, Real z, Index edge) const {
    const Real g = constants.gravity;
    const Index cell = edges.cell[edge];
    const Real speed = std::sqrt(g * in.h) * mesh.inverse_size(cell);
    const Real share = smaller(part * dt * speed / edge_memory, 1);
    const Returning back = returning(in, records.incoming[edge], share, g);
    records.incoming[edge] = back.kept;
    return flux_transmissive(in, z, mesh.bed(cell), approach(edge, in.h + z), back.shift,
                             constants);
  }

  /// Where water is constant in a cell its column stands in the middle, and so does the one beyond.
  FRESHET_BODY EdgeApproach approach(Index edge, Real level) const {
    const Index cell = edges.cell[edge];
    const Vector slope = ground_slope(mesh, cell), way = mesh.offset(edges.place[edge]);
    const Real fall = -(slope.x * way.x + slope.y * way.y);
    if constexpr (Linear) return {fall, faces.centre_h[cell] + mesh.bed(cell) - level};
    return {2 * fall, 0};
  }

  FRESHET_BODY static FaceFlux outside(const OutsideState& out, const FaceState& in, Real g) {
    return physical_flux({out.h, out.un, out.un > 0 ? in.ut : 0}, g);
  }

  FRESHET_BODY static FaceFlux discharge(const FaceState& in, Real q, Real depth, Real g) {
    if (q == 0) return flux_wall(in, g);
    if (q < 0) return flux_drawn(in, -q, g);
    const Real h = is_shooting(q, depth, g) ? depth : inflow_depth(in, q, g);
    return {-q, q * q / larger(h, 1e-300) + 0.5 * g * h * h, 0};
  }

  FRESHET_BODY FaceFlux limited(const FaceFlux& f, Real most) const {
    const Real volume = f.mass * dt;
    if (!(volume > most)) return f;
    const Real share = most / volume;
    return {f.mass * share, f.normal, f.tangential * share};
  }
};

/// Share of an edge in a prescribed discharge: length times (h / highest)^(5/3), as conveyance
/// goes, in units of length_total 2^-50: whole numbers, so that their sum is the same in any order.
template <class Topology>
struct WeighEdge {
  Topology mesh;
  const Real* h;
  BoundaryEdgesView edges;
  const Real *deepest, *total_length;  ///< of each condition, m
  std::int64_t* weight;

  FRESHET_BODY void operator()(Index edge) const {
    const Index condition = edges.condition[edge];
    const Real ratio = deepest[condition] > 0 ? h[edges.cell[edge]] / deepest[condition] : 0;
    const Real power = ratio > 1e-12 ? ratio * ratio * inverse_cube_root(ratio) : 0;
    const Real share = mesh.length(edges.place[edge]) / total_length[condition] * power;
    weight[edge] = static_cast<std::int64_t>(share * 0x1p50);
  }
};

/// Bound on the wave rate (1/s) that a prescribed inflow or level brings to an edge's cell, for the
/// next time step.
template <class Topology>
struct BoundaryWaveRate {
  Topology mesh;
  FlowConstants constants;
  FlowFields<const Real> state;
  BoundaryEdgesView edges;
  const BoundaryForcing* forcings;

  FRESHET_BODY Real operator()(Index edge) const {
    const Index cell = edges.cell[edge];
    const BoundaryForcing forcing = forcings[edges.condition[edge]];
    const Real g = constants.gravity;
    Real speed = 0;
    if (forcing.kind == BoundaryKind::Discharge && forcing.value > 0) {
      const Real length = mesh.length(edges.place[edge]);
      const Real q = unit_discharge(edges, forcing, edge, length);
      const Real c = q > 0 ? 1 / inverse_cube_root(g * q) : 0;
      speed = larger(2 * c, q / larger(state.h[cell], c * c / g));
      if (is_shooting(q, forcing.depth, g))
        speed = q / forcing.depth + std::sqrt(g * forcing.depth);
    } else if (forcing.kind == BoundaryKind::Level) {
      const Vector n = mesh.normal(edges.place[edge]);
      const FaceState in{state.h[cell], state.u[cell] * n.x + state.v[cell] * n.y, 0};
      const OutsideState out = outside_level(in, larger(forcing.value - mesh.bed(cell), 0), g);
      speed = absolute(out.un) + std::sqrt(g * out.h);
    }
    return speed * mesh.inverse_size(cell);
  }
};

}  // namespace freshet
