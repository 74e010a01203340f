#pragma once
#include "kernels/structure/structures_view.hpp"

namespace freshet {

/// The pools of a run and what comes to them, the same on all ranks.
struct PoolsView {
  Index count;
  SeriesListView inflows;       ///< m3/s
  SeriesListView evaporations;  ///< m/s
  Real *inflow, *evaporated;    ///< water since the start, m3
  Real* passed;                 ///< net, out of boundaries of the mesh since the start, m3
  Index edge_count;             ///< edges of these boundaries, on all ranks
  const Index* edge_pools;
  const Real *edge_out, *edge_in;  ///< since the start, m3
  const Index* passing;            ///< the structures that end in a pool
  Index passing_count;
  Real *stage, *rate, *next_rate, *taken;  ///< of pools, scratch
  Real *brought, *lost;                    ///< in a part of the step, of pools, m3, scratch
  Real* flow;                              ///< in a part of the step, of `passing`, m3, scratch
  Real* matrix;                            ///< a row and a column of each pool, scratch

  FRESHET_BODY Real loss(const StructuresView& view, Index p, Real volume, Real time) const {
    return evaporations[p](time) * view.pool_area(p, volume);  // m3/s
  }
};

}  // namespace freshet
