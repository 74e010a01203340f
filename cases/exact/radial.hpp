#pragma once
#include <vector>

#include "cases/exact/exact_solution.hpp"

namespace freshet {

/// Depth (m) and outward velocity (m/s) over the distance from the middle, on `cells` equal
/// rings.
struct RadialProfile {
  Real ring = 0;  ///< width of a ring, m
  std::vector<Real> depth, velocity;
};

/// A column of water of a radius that collapses: r h and r h u are kept by h_t r + (r h u)_r = 0,
/// (r h u)_t + (r (h u^2 + g h^2/2))_r = g h^2/2. Solved on rings out to `reach` by an own
/// one-dimensional scheme of second order that shares nothing with the solver: slopes limited by
/// van Leer's limiter, the flux of Rusanov, the two-stage Runge-Kutta method.
RadialProfile radial_collapse(Real gravity, Real radius, Real h_inside, Real h_outside, Real reach,
                              Real time, int rings);

/// The collapse of a cylinder of water around (0, 0) on a flat bed without friction, from 2000
/// rings; at the time of the parameter `time` only. Parameters radius, h_inside, h_outside, reach
/// (m, beyond all that is compared), time (s).
ExactSolution radial_dam_break(const ExactSetting& setting);

/// Steady flow out of a spring at (0, 0) over an uneven bed with friction, whose depth was chosen:
/// h = mean_depth (1 + ripple cos(2 pi r/wave_length)), velocity source/(r h) outwards (source:
/// m2/s times m). It is exact for Manning's n = manning (h/mean_depth)^(5/3) and the bed z = -h -
/// (source/(r h))^2/(2 g) + manning^2 source^2/(mean_depth^(10/3) r), for then (h + z + u^2/(2 g))'
/// = -n^2 u^2/h^(4/3). Parameters mean_depth, ripple, wave_length, source.
ExactSolution radial_spring(const ExactSetting& setting);

}  // namespace freshet
