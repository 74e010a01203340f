#pragma once
#include "kernels/breach/breach.hpp"
#include "kernels/flow_fields.hpp"
#include "kernels/ground.hpp"
#include "kernels/structure/pass_edge.hpp"

namespace freshet {

/// The highest levels of water and of energy on both sides of a breach in a structure on a line,
/// among the cells beside it that this rank owns: the same of all ranks together, however they
/// share the edges.
struct SeeBreach {
  BreachesView view;
  const StructureEdge* edges;  ///< by structure
  const Index* first_edge;     ///< of each structure, and one past the last
  FlowFields<const Real> state;
  Ground ground;
  Real* levels;  ///< at places
  Real dry_depth, gravity;

  FRESHET_BODY void operator()(Index i) const {
    const Breach& b = view.breaches[i];
    const Index k = b.structure;
    if (b.on_line == 0) return;
    for (int what = 0; what < 2; ++what) levels[b.upper[what]] = levels[b.lower[what]] = -1e300;
    const BreachOpening o = view.opening(i);
    const Real half = o.half_width(larger(b.body.crest, o.bottom));
    const Real from = larger(o.centre - half, o.low), to = smaller(o.centre + half, o.high);
    for (Index e = first_edge[k]; e < first_edge[k + 1]; ++e) {
      if (edges[e].start > to || edges[e].end < from) continue;
      look(edges[e], 0, b.upper);
      look(edges[e], 1, b.lower);
    }
  }

  FRESHET_BODY void look(const StructureEdge& e, int side, const Index* ends) const {
    const Index cell = e.cell[side];
    if (e.edge[side] < 0 || state.h[cell] < dry_depth) return;
    const Real level = state.h[cell] + ground.bed(cell);
    const Real head = 0.5 * (square(state.u[cell]) + square(state.v[cell])) / gravity;
    levels[ends[0]] = larger(levels[ends[0]], level);
    levels[ends[1]] = larger(levels[ends[1]], level + head);
  }
};

}  // namespace freshet
