#pragma once
#include "kernels/flow_fields.hpp"
#include "kernels/structure/structures_view.hpp"
#include "kernels/water_exchange.hpp"

namespace freshet {

/// What each structure between places would pass in the planned step; raises `growth` to how fast
/// that fills the cell where it comes out, g q / size^2 in 1/s3, see filling_time.
struct PlanPassage {
  StructuresView view;
  const Real* place_fillings;  ///< 1 / (area size^2), 1/m4
  const std::int32_t* on_line;
  Real* growth;

  FRESHET_BODY void operator()(Index k) const {
    if (on_line[k] != 0) return;
    const Passage p = view.discharge(k, view.pool_volumes);
    const Structure& s = view.structures[k];
    const Index end = p.discharge > 0 ? s.to : s.from;
    if (is_place(end)) raise(*growth, view.gravity * absolute(p.discharge) * place_fillings[end]);
  }
};

/// What arrives in the step of what was sent in the one before, and what is to be sent now: from
/// the mesh as much as is wanted and there, from outside at once; pools send by themselves.
struct SendThrough {
  StructuresView view;
  const std::int32_t* on_line;

  FRESHET_BODY void operator()(Index k) const {
    const StructuresView& v = view;
    const Structure& s = v.structures[k];
    v.before.forward[k] = v.sent.forward[k];
    v.before.backward[k] = v.sent.backward[k];
    v.wanted.forward[k] = v.wanted.backward[k] = 0;
    v.arriving.forward[k] = v.sent.forward[k] - v.delivered.forward[k];
    v.arriving.backward[k] = v.sent.backward[k] - v.delivered.backward[k];
    if (on_line[k] == 0) {
      const Passage p = v.discharge(k, v.pool_volumes);
      v.tell(k, p.state);
      const Real volume = p.discharge * (v.clock->next - v.clock->time);
      if (volume > 0 && s.from == outside_end)
        v.arriving.forward[k] += grow(v.sent.forward[k], volume);
      if (volume > 0 && is_place(s.from)) v.wanted.forward[k] = volume;
      if (volume < 0 && is_place(s.to)) v.wanted.backward[k] = -volume;
    }
    v.delivered.forward[k] += v.arriving.forward[k];
    v.delivered.backward[k] += v.arriving.backward[k];
  }
};

/// An end of a structure in a cell.
struct MouthEnd {
  Index end = 0;           ///< twice its structure, and one more at `to`
  std::int32_t draws = 0;  ///< whether what is sent is taken there
  Real share = 0;          ///< of what arrives that comes out there
};

/// Owned cells where structures end: each once, with the ends in it.
struct MouthsView {
  const Index* cells;
  const Index* first_end;  ///< of each cell, and one past the last
  const MouthEnd* ends;
};

/// Draws what structures take out of a cell, as far as it is there, and pours in what arrives.
struct PassMouth {
  StructuresView view;
  MouthsView mouths;
  FlowFields<Real> state;
  CellAreas areas;
  Real dry_depth;

  FRESHET_BODY void operator()(Index m) const {
    const Index cell = mouths.cells[m];
    for (Index e = mouths.first_end[m]; e < mouths.first_end[m + 1]; ++e) {
      const MouthEnd& mouth = mouths.ends[e];
      const Index k = mouth.end / 2;
      const bool at_from = mouth.end % 2 == 0;
      Real& sent = at_from ? view.sent.forward[k] : view.sent.backward[k];
      const Real wanted = at_from ? view.wanted.forward[k] : view.wanted.backward[k];
      const Real arrives = at_from ? view.arriving.backward[k] : view.arriving.forward[k];
      if (wanted > 0 && mouth.draws != 0)
        grow(sent, draw(state, cell, wanted / areas[cell], dry_depth) * areas[cell]);
      const Real poured = arrives * mouth.share;
      if (poured > 0) pour(state, cell, poured / areas[cell], dry_depth);
    }
  }
};

/// Water that has passed each boundary edge that leads to a pool, out and in, on the rank that has
/// it; the lowest number on the others.
struct TellBoundary {
  const Index* edges;  ///< owned; -1 elsewhere
  const Real *net_out, *came_in;
  Real *out, *in;
  FRESHET_BODY void operator()(Index k) const {
    const Index e = edges[k];
    out[k] = e < 0 ? -1e300 : larger(net_out[e] + came_in[e], 0);
    in[k] = e < 0 ? -1e300 : came_in[e];
  }
};

/// Level at each place of the mesh, on the rank that has it; the lowest number on the others.
struct SeePlace {
  const Index* cells;  ///< owned; -1 elsewhere
  const Real *h, *beds;
  Real* levels;
  FRESHET_BODY void operator()(Index p) const {
    levels[p] = cells[p] < 0 ? -1e300 : h[cells[p]] + beds[cells[p]];
  }
};

}  // namespace freshet
