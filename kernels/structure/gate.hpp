#pragma once
#include "kernels/structure/weir.hpp"

namespace freshet {

/// arccos(x), 0 <= x <= 1, within 7e-5 (Abramowitz and Stegun 1964, 4.4.45).
FRESHET_BODY Real arc_cosine(Real x) {
  const Real series = 1.5707288 + x * (-0.2121144 + x * (0.0742610 - 0.0187293 * x));
  return std::sqrt(larger(1 - x, 0)) * series;
}

/// Depth of the jet over the opening of a radial gate: 1 - 0.75 t + 0.36 t^2, where 90 t degrees is
/// the angle of its lip with the floor, cos = (trunnion - opening) / radius (Henderson 1966,
/// section 6.4). All in m.
FRESHET_BODY Real radial_contraction(Real opening, Real radius, Real trunnion) {
  const Real cosine = smaller(larger((trunnion - opening) / radius, 0), 1);
  const Real t = arc_cosine(cosine) * (2 / 3.14159265358979323846);
  return 1 - 0.75 * t + 0.36 * t * t;
}

/// Depth conjugate to a jet of depth y and unit discharge q: y/2 (sqrt(1 + 8 q^2/(g y^3)) - 1).
FRESHET_BODY Real conjugate_depth(Real y, Real q, Real g) {
  return 0.5 * y * (std::sqrt(1 + 8 * q * q / (g * y * y * y)) - 1);
}

/// Unit discharge under a drowned gate: the jet runs under water of depth y with the energy
/// E = y + q^2/(2 g jet^2) and, up to the tail, the momentum y^2/2 + q^2/(g jet) = tail^2/2 +
/// q^2/(g tail) (Henderson 1966, section 6.4): a quadratic in q^2, of which the root with the
/// deeper water over the jet holds.
FRESHET_BODY Real drowned_gate(Real energy, Real tail, Real jet, Real g) {
  const Real k = 1 / (2 * g * jet * jet), m = 2 / g * (1 / jet - 1 / tail);
  const Real b = 2 * energy * k - m;
  const Real root = std::sqrt(larger(b * b - 4 * k * k * (energy * energy - tail * tail), 0));
  return std::sqrt(larger((b - root) / (2 * k * k), 0));
}

/// Vertical or radial gate (m2/s); `energy` and `tail` in m over the sill, `jet` the depth to which
/// the stream contracts. Free: q = jet sqrt(2 g (E - jet)), the energy over the sill. Drowned where
/// the tail is above the depth conjugate to the jet; as that makes the discharge fall at once, it
/// goes over in a straight line while the tail rises by a tenth of that depth. Where the jet would
/// be deeper than the critical depth 2E/3 the lip is out of the water, and the sill a broad-crested
/// weir.
FRESHET_BODY Passage gate_passage(Real energy, Real tail, Real jet, Real g) {
  if (!(energy > 0) || !(jet > 0) || tail >= energy) return {};
  if (3 * jet >= 2 * energy) return weir_passage(energy, tail, std::sqrt(g * (8.0 / 27.0)), false);
  const Real free = jet * std::sqrt(2 * g * (energy - jet));
  const Real conjugate = conjugate_depth(jet, free, g);
  if (tail <= conjugate) return {free, StructureState::Free};
  const Real drowned = drowned_gate(energy, tail, jet, g);
  const Real over = smaller(10 * (tail / conjugate - 1), 1);
  return {free + over * (drowned - free), StructureState::Submerged};
}

}  // namespace freshet
