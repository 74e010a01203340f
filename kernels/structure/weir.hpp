#pragma once
#include <cmath>

#include "kernels/structure/structure.hpp"

namespace freshet {

/// x^p for 0 <= x <= 1 and 0 < p < 1 by square roots alone: p in 16 binary digits.
FRESHET_BODY Real power_of_share(Real x, Real p) {
  Real result = 1, root = x;
  for (int digit = 0; digit < 16; ++digit) {
    root = std::sqrt(root);
    p *= 2;
    result *= p >= 1 ? root : 1;
    p -= p >= 1 ? 1 : 0;
  }
  return result;
}

/// What is left of a broad-crested weir's discharge where the tailwater stands s times as high over
/// the crest as the water above: 1 to s = 0.67, then 1 - 27.8 (s - 0.67)^3 (Fread 1988, DAMBRK;
/// written so that nothing is left at s = 1).
FRESHET_BODY Real submergence_broad(Real s) {
  const Real over = smaller(larger(s - 0.67, 0) / 0.33, 1);
  return 1 - over * over * over;
}

/// The same of an ogee or sharp crest: (1 - s^(3/2))^0.385 (Villemonte 1947), 1 where s <= 0.
FRESHET_BODY Real submergence_sharp(Real s) {
  if (!(s > 0)) return 1;
  return s < 1 ? power_of_share(1 - s * std::sqrt(s), 0.385) : 0;
}

/// Weir: q = C H^(3/2), reduced by the tailwater (m2/s). `head` and `tail` in m over the crest, the
/// former with its velocity head; C about 1.7 m^(1/2)/s for a broad crest, 2.1 to 2.2 for an ogee
/// (Chow 1959, sections 14-3 and 14-8). Nothing where the head is below the crest.
FRESHET_BODY Passage weir_passage(Real head, Real tail, Real coefficient, bool sharp) {
  if (!(head > 0) || tail >= head) return {};
  const Real s = larger(tail, 0) / head;
  const Real left = sharp ? submergence_sharp(s) : submergence_broad(s);
  const auto state = left < 1 ? StructureState::Submerged : StructureState::Free;
  return {coefficient * head * std::sqrt(head) * left, state};
}

}  // namespace freshet
