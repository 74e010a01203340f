#pragma once
#include <cmath>

#include "kernels/flow_fields.hpp"
#include "kernels/friction_manning.hpp"

namespace freshet {

/// Share of a cell's water that all its faces together may take in a step; less than one by more
/// than round-off.
constexpr Real emptiable = 1 - 0x1p-40;

/// What follows from a cell's state alone.
struct Derived {
  Real allotment;      ///< m3
  Real friction_rate;  ///< 1/s
  Real wave_rate;  ///< (|u| + c) / size, 1/s; infinite where the state is no state (NaN, negative
                   ///< depth)
};

/// size = twice the area over the perimeter (the inradius of a triangle, half the side of a
/// square).
template <class Topology>
FRESHET_BODY Derived derive(const Topology& mesh, Index cell, Real h, Real u, Real v,
                            const FlowConstants& c) {
  const Real speed = std::sqrt(u * u + v * v);
  const bool wet = h >= c.dry_depth;
  const Real rate = manning_coefficient(mesh.manning(cell), wet ? h : 1, c.gravity) * speed * h;
  const Real wave = (speed + std::sqrt(c.gravity * h)) * mesh.inverse_size(cell);
  const bool sound = h >= 0 && wave < 1e300;
  return {h * mesh.area(cell) * (emptiable / Topology::slots), wet ? rate : 0,
          sound ? wave : 1e300};
}

/// Writes the derived fields of a cell: for the initial state and for halo cells after an exchange.
template <class Topology>
struct DeriveCell {
  Topology mesh;
  FlowConstants constants;
  FlowFields<const Real> state;
  DerivedFields<Real> derived;

  /// Returns the cell's wave rate.
  FRESHET_BODY Real operator()(Index cell) const {
    const Derived d = derive(mesh, cell, state.h[cell], state.u[cell], state.v[cell], constants);
    derived.allotment[cell] = d.allotment;
    derived.friction_rate[cell] = d.friction_rate;
    return d.wave_rate;
  }
};

}  // namespace freshet
