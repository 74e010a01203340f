#pragma once
#include "kernels/boundary_kinds.hpp"
#include "kernels/launch.hpp"
#include "kernels/step_clock.hpp"

namespace freshet {

/// Flux through a boundary edge in its outward frame, from the state just inside.
template <class Topology, bool Linear>
struct BoundaryFlux {
  Topology mesh;
  Ground ground;
  FlowConstants constants;
  FlowFields<const Real> state;
  FaceFields<const Real> faces;  ///< Linear only
  const Real* emptying;
  BoundaryEdgesView edges;
  const BoundaryForcing* forcings;
  BoundaryFluxes<Real> flux;
  Real *memory, *memory_kind;  ///< see EdgeSide; the kind whose it is
  const StepClock* clock;
  Real step_share;  ///< part of the flux that this stage contributes to the step
  Real dt = 0;      ///< s, from the clock

  FRESHET_BODY BoundaryFlux loaded() const {
    BoundaryFlux k = *this;
    k.dt = clock->dt;
    return k;
  }

  FRESHET_BODY void operator()(Index edge) const {
    const Index cell = edges.cell[edge];
    const auto p = mesh.face_at(cell, edges.place[edge]);
    const Index at = mesh.place(p);
    const BoundaryForcing forcing = forcings[edges.condition[edge]];
    const Real h = Linear ? faces.h[at] : state.h[cell];
    const Real z = Linear ? faces.z[at] : ground.bed(cell);
    const Real u = Linear ? faces.u[at] : state.u[cell], v = Linear ? faces.v[at] : state.v[cell];
    if (memory_kind[edge] != forcing.kind) memory[edge] = no_memory;
    memory_kind[edge] = forcing.kind;
    const Vector n = mesh.normal(p);
    const FaceState in{h, u * n.x + v * n.y, v * n.x - u * n.y};
    Real ahead = 0;
    if constexpr (Linear) ahead = faces.centre_h[mesh.row(cell)] + ground.bed(cell) - (h + z);
    const EdgeSide<Topology> side{mesh,
                                  ground,
                                  constants,
                                  forcing,
                                  cell,
                                  p,
                                  in,
                                  z,
                                  share_of(edges, forcing, edge, mesh.length(p)),
                                  step_share * dt,
                                  ahead,
                                  Linear,
                                  memory + edge};
    const Real most = emptying[Linear ? mesh.row(cell) : cell] *
                      outflow_bound(in, std::sqrt(constants.gravity * h));
    const FaceFlux f = limited(flux_of_kind(BoundaryList{}, forcing.kind, side), most);
    flux.mass[edge] = f.mass;
    flux.normal[edge] = f.normal;
    flux.tangential[edge] = f.tangential;
  }

  /// No more than the cell's emptying time allows.
  FRESHET_BODY FaceFlux limited(const FaceFlux& f, Real most) const {
    const Real volume = f.mass * dt;
    if (!(volume > most)) return f;
    const Real share = most / volume;
    return {f.mass * share, f.normal, f.tangential * share};
  }
};

/// Bound on the wave rate (1/s) that what comes in at an edge brings to its cell in the step.
template <class Topology>
struct BoundaryWaveRate {
  Topology mesh;
  Ground ground;
  FlowConstants constants;
  FlowFields<const Real> state;
  BoundaryEdgesView edges;
  const BoundaryForcing* forcings;
  Real* memory;

  FRESHET_BODY Real operator()(Index edge) const {
    const Index cell = edges.cell[edge];
    const auto p = mesh.face_at(cell, edges.place[edge]);
    const BoundaryForcing forcing = forcings[edges.condition[edge]];
    const Vector n = mesh.normal(p);
    const Real u = state.u[cell], v = state.v[cell];
    const FaceState in{state.h[cell], u * n.x + v * n.y, v * n.x - u * n.y};
    const EdgeSide<Topology> side{mesh,
                                  ground,
                                  constants,
                                  forcing,
                                  cell,
                                  p,
                                  in,
                                  ground.bed(cell),
                                  share_of(edges, forcing, edge, mesh.length(p)),
                                  0,
                                  0,
                                  false,
                                  memory + edge};
    return speed_of_kind(BoundaryList{}, forcing.kind, side) * mesh.inverse_size(cell);
  }
};

}  // namespace freshet
