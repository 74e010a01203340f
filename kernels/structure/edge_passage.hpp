#pragma once
#include "kernels/prescribed_discharge.hpp"
#include "kernels/structure/passages.hpp"

namespace freshet {

/// Water beside an edge of a structure, in the frame that looks at the structure, over its bed.
struct EdgeWater {
  FaceState in;
  Real bed;  ///< m
};

/// Level (m) to which the water would rise at a closed structure: un + 2c is kept.
FRESHET_BODY Real level_at_rest(const EdgeWater& w, Real g) {
  const Real c = larger(0.5 * w.in.un + std::sqrt(g * w.in.h), 0);
  return w.bed + c * c / g;
}

/// Depth (m) of the water above while q (m2/s) is drawn from it.
FRESHET_BODY Real depth_above(const EdgeWater& w, Real q, Real g) {
  return w.in.un > std::sqrt(g * w.in.h) ? w.in.h : outflow_depth(w.in, q, g);
}

/// What a structure lets through at an edge where its law is met by the waves that it sends out on
/// both sides: level and energy above and the level below are those that the water takes, by the
/// invariants that reach the edge, while q is drawn and given. So a steady flow follows the law
/// with the levels that stand beside the structure, and an unsteady one does not swing, however
/// steep the law. The law falls with q; the root by the Illinois method (Dowell and Jarratt 1971).
template <class Law>
FRESHET_BODY Passage edge_passage(const Law& law, const EdgeWater& up, const EdgeWater& down,
                                  Real g) {
  const auto passed = [&](Real q) {
    const Real h = depth_above(up, q, g), v = q / h;
    const Real below = q > 0 ? inflow_depth(down.in, q, g) : level_at_rest(down, g) - down.bed;
    return law(up.bed + h + v * v / (2 * g), down.bed + below);
  };
  const OutsideState most = outside_critical(up.in, g);
  const Passage at_rest = law(level_at_rest(up, g), level_at_rest(down, g));
  if (!(at_rest.discharge > 0) || !(most.h > 0)) return {};
  Real low = 0, high = smaller(at_rest.discharge, most.h * most.un);
  Passage found = passed(high);
  if (!(found.discharge < high)) return {high, found.state};
  Real above = at_rest.discharge, below = found.discharge - high;
  Real q = high;
  StructureState how = at_rest.state;  // at `low`, where water passes for sure
  int side = 0;
  for (int k = 0; k < 40; ++k) {
    q = (low * below - high * above) / (below - above);
    found = passed(q);
    const Real excess = found.discharge - q;
    if (absolute(excess) <= 1e-13 * q || !(high - low > 1e-15 * high)) break;
    if (excess > 0) {
      low = q;
      how = found.state;
      above = excess;
      below *= side == 1 ? 0.5 : 1;
      side = 1;
    } else {
      high = q;
      below = excess;
      above *= side == -1 ? 0.5 : 1;
      side = -1;
    }
  }
  return {q, found.state == StructureState::None ? how : found.state};
}

}  // namespace freshet
