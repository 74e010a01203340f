#include "solver/dam/stability.hpp"

#include <cmath>
#include <limits>
#include <numbers>

namespace freshet::dam {
namespace {

Real ratio(Real a, Real b) { return b > 0 ? a / b : std::numeric_limits<Real>::infinity(); }

}  // namespace

Stability stability_at(const BaseForces& forces, const Base& base, const BasePressures& ends,
                       Real base_length, Real crack) {
  Stability s;
  UpliftForce uplift;
  if (base.uplift) uplift = uplift_force(*base.uplift, ends, base_length, crack);
  const Real normal = forces.normal - uplift.force, closed = base_length - crack;
  s.uplift = uplift.force;
  s.crack = crack;
  s.resultant = (forces.stabilising - forces.overturning - uplift.moment) / normal;
  const Real eccentricity = closed / 2 - s.resultant;  // towards the toe
  s.heel_stress = normal / closed * (1 - 6 * eccentricity / closed);
  s.toe_stress = normal / closed * (1 + 6 * eccentricity / closed);
  const Real friction = std::tan(base.friction_angle * std::numbers::pi / 180);
  s.sliding_factor = ratio(normal * friction + base.cohesion * closed, std::abs(forces.thrust));
  s.overturning_factor = ratio(forces.stabilising, forces.overturning + uplift.moment);
  return s;
}

Stability stability_cracked(const BaseForces& forces, const Base& base, const BasePressures& ends,
                            Real base_length) {
  const auto at = [&](Real crack) { return stability_at(forces, base, ends, base_length, crack); };
  // In tension at the tip: the resultant lies nearer to the toe than a third of the closed length.
  const auto opens = [&](Real crack) {
    const Stability s = at(crack);
    return forces.normal - s.uplift <= 0 || s.resultant < (base_length - crack) / 3;
  };
  if (!opens(0)) return at(0);
  constexpr int kSteps = 1000;  // coarse: the first closed tip; then by halves
  for (int i = 1; i < kSteps; ++i) {
    Real open = base_length * (i - 1) / kSteps, closed = base_length * i / kSteps;
    if (opens(closed)) continue;
    for (int half = 0; half < 60; ++half) {
      const Real middle = 0.5 * (open + closed);
      (opens(middle) ? open : closed) = middle;
    }
    return at(closed);
  }
  Stability s = at(0);
  s.crack = base_length;
  s.sliding_factor = 0;
  return s;
}

}  // namespace freshet::dam
