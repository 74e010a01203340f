#pragma once
#include "kernels/structure/structures_view.hpp"

namespace freshet {

/// Level pools: dS/dt = inflow(t) - evaporation(t) area + what structures bring and take
/// (Chow, Maidment and Mays 1988, section 8.2), all pools of a run together by the classical
/// Runge-Kutta method of fourth order, in as many parts of a step as keep the part short beside the
/// time in which a structure empties a pool. The levels in the mesh stay those of the start.
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
};

struct StepPools {
  StructuresView view;
  PoolsView pools;

  FRESHET_BODY void operator()(Index) const {
    const StepClock& clock = *view.clock;
    deliver();
    const Index parts = parts_of(clock.next - clock.time);
    const Real dt = (clock.next - clock.time) / static_cast<Real>(parts);
    for (Index part = 0; part < parts; ++part) {
      integrate(clock.time + static_cast<Real>(part) * dt, dt);
      settle();
    }
  }

  /// What came from the mesh in the step before.
  FRESHET_BODY void deliver() const {
    for (Index p = 0; p < pools.count; ++p) pools.taken[p] = 0;
    for (Index e = 0; e < pools.edge_count; ++e)
      pools.taken[pools.edge_pools[e]] += pools.edge_out[e] - pools.edge_in[e];
    for (Index p = 0; p < pools.count; ++p)
      view.pool_volumes[p] += grow(pools.passed[p], pools.taken[p] - pools.passed[p]);
    for (Index i = 0; i < pools.passing_count; ++i) {
      const Index k = pools.passing[i];
      const Structure& s = view.structures[k];
      if (is_pool(s.to)) view.pool_volumes[pool_of(s.to)] += view.arriving.forward[k];
      if (is_pool(s.from)) view.pool_volumes[pool_of(s.from)] += view.arriving.backward[k];
    }
  }

  FRESHET_BODY Index parts_of(Real dt) const {
    constexpr Real rise = 0.01;
    constexpr Index most = 200;
    Real fastest = 0;
    for (Index i = 0; i < pools.passing_count; ++i) {
      const Structure& s = view.structures[pools.passing[i]];
      const Real now = view.discharge(pools.passing[i], view.pool_volumes).discharge;
      for (const Index end : {s.from, s.to}) {
        if (!is_pool(end)) continue;
        Real& volume = view.pool_volumes[pool_of(end)];
        const Real kept = volume, area = view.pool_area(pool_of(end), kept);
        volume += rise * area;
        const Real then = view.discharge(pools.passing[i], view.pool_volumes).discharge;
        volume = kept;
        fastest = larger(fastest, absolute(then - now) / (rise * area));
      }
    }
    const Real parts = 2 * fastest * dt + 1;
    return parts < most ? static_cast<Index>(parts) : most;
  }

  /// Volumes that pass in `dt` from `time` on.
  FRESHET_BODY void integrate(Real time, Real dt) const {
    const Real ahead[4] = {0, 0.5, 0.5, 1}, weight[4] = {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6};
    for (Index p = 0; p < pools.count; ++p) pools.rate[p] = pools.brought[p] = pools.lost[p] = 0;
    for (Index i = 0; i < pools.passing_count; ++i) pools.flow[i] = 0;
    for (int k = 0; k < 4; ++k) {
      const Real now = time + ahead[k] * dt;
      for (Index p = 0; p < pools.count; ++p)
        pools.stage[p] = larger(view.pool_volumes[p] + ahead[k] * dt * pools.rate[p], 0);
      for (Index p = 0; p < pools.count; ++p) {
        const Real in = pools.inflows[p](now);
        const Real out =
            pools.stage[p] > 0 ? pools.evaporations[p](now) * view.pool_area(p, pools.stage[p]) : 0;
        pools.next_rate[p] = in - out;
        pools.brought[p] += weight[k] * dt * in;
        pools.lost[p] += weight[k] * dt * out;
      }
      for (Index i = 0; i < pools.passing_count; ++i) {
        const Structure& s = view.structures[pools.passing[i]];
        const Real q = view.discharge(pools.passing[i], pools.stage).discharge;
        const Index donor = q > 0 ? s.from : s.to, receiver = q > 0 ? s.to : s.from;
        if (!is_pool(donor)) continue;
        pools.flow[i] += weight[k] * dt * q;
        pools.next_rate[pool_of(donor)] -= absolute(q);
        if (is_pool(receiver)) pools.next_rate[pool_of(receiver)] += absolute(q);
      }
      for (Index p = 0; p < pools.count; ++p) pools.rate[p] = pools.next_rate[p];
    }
  }

  /// Moves the volumes, none more than is there.
  FRESHET_BODY void settle() const {
    for (Index p = 0; p < pools.count; ++p) {
      view.pool_volumes[p] += grow(pools.inflow[p], pools.brought[p]);
      pools.taken[p] = pools.lost[p];
    }
    for (Index i = 0; i < pools.passing_count; ++i) {
      const Structure& s = view.structures[pools.passing[i]];
      const Index donor = pools.flow[i] > 0 ? s.from : s.to;
      if (pools.flow[i] != 0) pools.taken[pool_of(donor)] += absolute(pools.flow[i]);
    }
    for (Index p = 0; p < pools.count; ++p)
      pools.taken[p] = pools.taken[p] > view.pool_volumes[p]
                           ? larger(view.pool_volumes[p], 0) / pools.taken[p]
                           : 1;
    for (Index p = 0; p < pools.count; ++p)
      view.pool_volumes[p] -= grow(pools.evaporated[p], pools.lost[p] * pools.taken[p]);
    for (Index i = 0; i < pools.passing_count; ++i)
      if (pools.flow[i] != 0) pass(pools.passing[i], pools.flow[i]);
  }

  FRESHET_BODY void pass(Index k, Real flow) const {
    const Structure& s = view.structures[k];
    const bool forward = flow > 0;
    const Index donor = forward ? s.from : s.to, receiver = forward ? s.to : s.from;
    Real& sent = forward ? view.sent.forward[k] : view.sent.backward[k];
    Real& delivered = forward ? view.delivered.forward[k] : view.delivered.backward[k];
    Real& arriving = forward ? view.arriving.forward[k] : view.arriving.backward[k];
    const Real volume = grow(sent, absolute(flow) * pools.taken[pool_of(donor)]);
    view.pool_volumes[pool_of(donor)] -= volume;
    if (is_pool(receiver)) view.pool_volumes[pool_of(receiver)] += volume;
    delivered = sent;
    if (is_place(receiver)) arriving += volume;
  }
};

}  // namespace freshet
