#pragma once
#include "kernels/breach/breach.hpp"

/// What the material of an embankment adds to its breach. SI, angles in radians.
namespace freshet::breach {

/// Slopes at which the banks of a breach stand, from `slope` on (horizontal by vertical): higher
/// than 4 c sin(a) cos(f) / (w (1 - cos(a - f))) a bank of the angle a fails on the plane of the
/// angle (a + f) / 2 (Culmann 1875), c the cohesion (Pa), f the angle of friction and w the weight
/// of a cubic metre (N). The last one, by then near f, stands at any height.
StableBanks stable_banks(Real slope, Real cohesion, Real friction_angle, Real unit_weight);

/// Speed at which a natural grain of the diameter d settles in water, m/s: r g d^2 / (18 v +
/// sqrt(0.75 r g d^3)), r = s - 1, v = 1e-6 m2/s (Ferguson and Church 2004, equation 4).
Real settling_speed(Real grain, Real density);

/// Shear that begins to move grains: 0.03 (s - 1) rho g d, Pa (Wu, Wang and Jia 2000).
Real grain_critical_shear(Real grain, Real density);

/// Share of the shear that works on grains: (n' / n)^(3/2), n' = d^(1/6) / 20 (Wu, Wang and Jia
/// 2000); at most 1.
Real grain_shear_share(Real grain, Real manning);

}  // namespace freshet::breach
