#pragma once
#include "kernels/structure/weir.hpp"

namespace freshet {

/// A bridge of which the share `open` of the width is not blocked by piers and abutments (m2/s of
/// the whole width). Levels in m: `energy` above, `tail` below, of the bed, the soffit and the
/// deck. Low water: q = open K h_t sqrt(2 g (E - tail)) (d'Aubuisson 1840; Chow 1959, section
/// 17-8), at most critical in the opening. At the soffit: pressure flow, as an orifice of the
/// height a, 0.5 a sqrt(2 g (E - a/2)) under a free outlet and 0.8 a sqrt(2 g (E - tail)) under a
/// drowned one (HEC-RAS Hydraulic Reference, Modeling Bridges), no more than low water would bring.
/// Over the deck a weir beside it.
FRESHET_BODY Passage bridge_passage(const Structure& s, Real open, Real bed, Real energy, Real tail,
                                    Real g) {
  const Real head = energy - bed, below = larger(tail - bed, 0);
  if (!(head > 0) || tail >= energy) return {};
  const Real critical = std::sqrt(g * (8.0 / 27.0)) * head * std::sqrt(head);
  const Real lowered =
      smaller(s.coefficient * below * std::sqrt(2 * g * (energy - tail)), critical);
  const bool free = 3 * below <= 2 * head;
  const Real low = free ? critical : lowered;
  const Real height = larger(s.height - bed, 0);
  if (!(head > height))
    return {open * low, free ? StructureState::Free : StructureState::Submerged};
  const bool drowned = below > height;
  const Real orifice = drowned ? 0.8 * height * std::sqrt(2 * g * (energy - tail))
                               : 0.5 * height * std::sqrt(2 * g * (head - 0.5 * height));
  const Passage over = weir_passage(energy - s.deck, tail - s.deck, s.deck_coefficient, false);
  return {open * smaller(orifice, low) + over.discharge,
          over.discharge > 0 ? StructureState::Overflow : StructureState::Pressure};
}

}  // namespace freshet
