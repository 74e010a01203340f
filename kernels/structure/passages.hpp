#pragma once
#include "kernels/structure/bridge.hpp"
#include "kernels/structure/culvert.hpp"
#include "kernels/structure/gate.hpp"
#include "kernels/time_series.hpp"

namespace freshet {

/// Depth of the jet below a gate that stands open by `opening`, m.
FRESHET_BODY Real jet_depth(const Structure& s, Real opening) {
  if (!(opening > 0)) return 0;
  return opening * (s.kind == StructureKind::RadialGate
                        ? radial_contraction(opening, s.radius, s.trunnion)
                        : s.contraction);
}

/// Discharge over a metre of crest (m2/s) of a weir, gate or bridge: by the level of energy above
/// and the level of the tailwater, both m. `crest` is that of a weir, the sill of a gate, the bed
/// under a bridge; `opening` m of a gate, a share of anything else.
FRESHET_BODY Passage unit_passage(const Structure& s, Real opening, Real crest, Real energy,
                                  Real tail, Real g) {
  Passage p;
  switch (s.kind) {
    case StructureKind::BroadWeir:
    case StructureKind::OgeeWeir:
      p = weir_passage(energy - crest, tail - crest, s.coefficient,
                       s.kind == StructureKind::OgeeWeir);
      p.discharge *= opening;
      return p;
    case StructureKind::SluiceGate:
    case StructureKind::RadialGate:
      return gate_passage(energy - crest, tail - crest, jet_depth(s, opening), g);
    case StructureKind::Bridge:
      return bridge_passage(s, opening, crest, energy, tail, g);
    default:
      return {};
  }
}

/// The level (m) down to which a structure between two places lets water go.
FRESHET_BODY Real crest_of(const Structure& s, bool forward) {
  return s.kind == StructureKind::Culvert && !forward ? s.crest_to : s.crest;
}

/// Discharge (m3/s) from the end with the level `level` to that with `tail` (m), `forward` if from
/// `from` to `to`. `sunk` (m) is how far the crest has sunk; `given` what its curve gives: a rating
/// at `level`, a pump in time.
FRESHET_BODY Passage passage_between(const Structure& s, bool forward, Real opening, Real sunk,
                                     Real width, Real level, Real tail, Real given, Real g) {
  if (s.kind == StructureKind::Pump) {
    const Real q = forward ? larger(given, 0) * opening : 0;
    return {q, q > 0 ? StructureState::Running : StructureState::None};
  }
  if (!forward && s.one_way != 0) return {};
  if (s.kind == StructureKind::Rating) {
    const Real q = forward ? larger(given, 0) * opening : 0;
    return {q, q > 0 ? StructureState::Free : StructureState::None};
  }
  if (s.kind == StructureKind::Culvert)
    return culvert_passage(s, opening, level, tail, crest_of(s, forward), crest_of(s, !forward), g);
  Passage p = unit_passage(s, opening, s.crest - sunk, level, tail, g);
  p.discharge *= width;
  return p;
}

}  // namespace freshet
