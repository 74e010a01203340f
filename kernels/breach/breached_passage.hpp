#pragma once
#include "kernels/breach/breach.hpp"
#include "kernels/structure/passages.hpp"

namespace freshet {

/// What a weir with breaches in it passes between the places `from` and `to` (m) along it, m3/s:
/// the breaches, and over what is left of its crest the weir. `through` becomes the breaches' part.
FRESHET_BODY Passage breached_passage(const BreachesView& view, Index structure, const Structure& s,
                                      Real opening, Real from, Real to, Real ground, Real crest,
                                      Real energy, Real tail, Real g, Real& through) {
  Real taken = 0;
  bool drowned = false;
  through = 0;
  for (Index i = view.first[structure]; i < view.first[structure + 1]; ++i) {
    const BreachFlow flow = breach_flow(view.opening(i), view.breaches[i].coefficient, from, to,
                                        ground, crest, energy, tail, g);
    through += flow.discharge;
    taken += flow.taken;
    drowned = drowned || (flow.discharge > 0 && flow.drowned);
  }
  Passage p = unit_passage(s, opening, crest, energy, tail, g);
  p.discharge = p.discharge * larger(to - from - taken, 0) + through;
  if (through > 0) p.state = drowned ? StructureState::BreachDrowned : StructureState::Breach;
  return p;
}

}  // namespace freshet
