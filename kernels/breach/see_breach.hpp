#pragma once
#include "kernels/breach/breach.hpp"
#include "kernels/flow_fields.hpp"
#include "kernels/ground.hpp"
#include "kernels/structure/pass_edge.hpp"

namespace freshet {

/// Levels of water and of energy on both sides of the edge under the centre of a breach in a
/// structure on a line, on the ranks that own these cells; the lowest number on the others and
/// where a cell is dry.
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
    for (Index e = first_edge[k]; e < first_edge[k + 1]; ++e) {
      if (edges[e].start > b.centre || !(b.centre < edges[e].end)) continue;
      look(edges[e], 0, b.upper);
      look(edges[e], 1, b.lower);
    }
  }

  FRESHET_BODY void look(const StructureEdge& e, int side, const Index* ends) const {
    const Index cell = e.cell[side];
    if (e.edge[side] < 0 || state.h[cell] < dry_depth) return;
    const Real level = state.h[cell] + ground.bed(cell);
    const Real head = 0.5 * (square(state.u[cell]) + square(state.v[cell])) / gravity;
    levels[ends[0]] = level;
    levels[ends[1]] = level + head;
  }
};

}  // namespace freshet
