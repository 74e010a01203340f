#pragma once
#include <cmath>

#include "kernels/flow_fields.hpp"
#include "kernels/flux_hllc.hpp"
#include "kernels/friction_manning.hpp"
#include "kernels/ground.hpp"
#include "kernels/wave_rate.hpp"

namespace freshet {

/// Share of a cell's water that all its faces together may take in a step; less than one by more
/// than round-off.
constexpr Real emptiable = 1 - 0x1p-40;

/// Time (s) in which a cell of `water` m3 could run dry if all its faces together let out `outflow`
/// m3/s, the sum of their outflow bounds. A face may let out its bound for this time at most in a
/// step: then no depth falls below zero, whatever the time step, and in a stable step nothing is
/// held back.
FRESHET_BODY Real emptying_time(Real water, Real outflow) {
  return outflow > 0 ? emptiable * water / outflow : 0;
}

/// What follows from a cell's own state.
struct Derived {
  Real friction_rate;  ///< 1/s
  Real wave_rate;      ///< (|u| + c) / size, 1/s, marked; at least 1e300 where the state is no
                       ///< state (NaN, negative depth)
};

/// size = twice the area over the perimeter (the inradius of a triangle, half the side of a
/// square). Without `Rough` there is no friction.
template <bool Rough = true, class Topology>
FRESHET_BODY Derived derive(const Topology& mesh, const Ground& ground, Index cell, Real h, Real u,
                            Real v, const FlowConstants& c, bool front = false) {
  const Real speed = std::sqrt(u * u + v * v);
  const bool wet = h >= c.dry_depth;
  const Real rate =
      Rough ? manning_coefficient(ground.manning(cell), wet ? h : 1, c.gravity) * speed * h : 0;
  const Real wave = (speed + std::sqrt(c.gravity * h)) * mesh.inverse_size(cell);
  const bool sound = h >= 0 && wave < 1e300;
  return {wet ? rate : 0, marked(sound ? wave : 0x1p1000, {front && wet, wet && h < film_depth})};
}

/// Emptying time of a cell whose faces all see its own state (first order).
template <class Topology>
FRESHET_BODY Real emptying_time_constant(const Topology& mesh, Index cell, Real h, Real u, Real v,
                                         Real g) {
  const Real c = std::sqrt(g * h);
  Real outflow = 0;
  for (int s = 0; s < Topology::slots; ++s) {
    const auto p = mesh.face(cell, s);
    const Vector n = mesh.normal(p);
    outflow += mesh.length(p) * outflow_bound({h, u * n.x + v * n.y, 0}, c);
  }
  return emptying_time(h * mesh.area(cell), outflow);
}

/// Wave rate of a cell, 1/s.
template <class Topology>
struct CellWaveRate {
  Topology mesh;
  Ground ground;
  FlowConstants constants;
  FlowFields<const Real> state;

  FRESHET_BODY Real operator()(Index cell) const {
    return derive(mesh, ground, cell, state.h[cell], state.u[cell], state.v[cell], constants)
        .wave_rate;
  }
};

/// How far before `end` the first index lies where a rate is `rate`, whatever their marks; 0 where
/// it is not.
template <class Rate>
struct FindRate {
  Rate rate_of;
  Real rate;
  Index end;

  FRESHET_BODY Real operator()(Index k) const {
    return unmarked(rate_of(k)) == unmarked(rate) ? end - k : 0;
  }
};

/// Writes the derived fields of a cell: for the initial state and for halo cells after an exchange.
template <class Topology, bool Linear>
struct DeriveCell {
  Topology mesh;
  Ground ground;
  FlowConstants constants;
  FlowFields<const Real> state;
  DerivedFields<Real> derived;

  /// Returns the cell's wave rate.
  FRESHET_BODY Real operator()(Index cell) const {
    const Real h = state.h[cell], u = state.u[cell], v = state.v[cell];
    const Derived d = derive(mesh, ground, cell, h, u, v, constants);
    if constexpr (Linear) derived.friction_rate[cell] = d.friction_rate;
    if constexpr (!Linear)
      derived.emptying[cell] = emptying_time_constant(mesh, cell, h, u, v, constants.gravity);
    return d.wave_rate;
  }
};

}  // namespace freshet
