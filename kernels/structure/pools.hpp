#pragma once
#include "kernels/structure/pools_implicit.hpp"

namespace freshet {

/// Level pools: dS/dt = inflow(t) - evaporation(t) area + what structures bring and take
/// (Chow, Maidment and Mays 1988, section 8.2), all pools of a run together by the classical
/// Runge-Kutta method of fourth order, in parts of a step that are short beside the time in which a
/// structure empties a pool. Where more than `most_parts` would be needed, parts are implicit
/// (backward Euler), which holds a pool however small at the level at which what comes and goes is
/// even. The levels in the mesh stay those of the start.
struct StepPools {
  static constexpr Index most_parts = 200, implicit_parts = 20;  // of a step

  StructuresView view;
  PoolsView pools;

  FRESHET_BODY void operator()(Index) const {
    const StepClock& clock = *view.clock;
    deliver();
    for (Index i = 0; i < pools.passing_count; ++i) view.states[pools.passing[i]] = 0;
    const Real step = clock.next - clock.time;
    Real now = clock.time, left = step;
    for (Index part = 0; part < most_parts && left > 0; ++part) {
      const Index more = most_parts - part;
      const Real wanted = 2 * fastest(now, left) * left + 1;
      const bool stiff = !(wanted <= static_cast<Real>(more));
      Real dt = left / static_cast<Real>(stiff ? 1 : static_cast<Index>(wanted));
      if (stiff && more > 1) dt = smaller(dt, step / implicit_parts);
      stiff ? ImplicitPools{view, pools}(now, dt) : integrate(now, dt);
      settle();
      now += dt;
      left = dt < left ? clock.next - now : 0;
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

  /// How fast discharges answer to the volumes of pools, 1/s: the fastest, over a rise of a
  /// centimetre and over that by what comes in `left` seconds.
  FRESHET_BODY Real fastest(Real time, Real left) const {
    constexpr Real rise = 0.01;
    Real fastest = 0;
    for (Index p = 0; p < pools.count; ++p)
      pools.rate[p] = left * larger(pools.inflows[p](time), pools.inflows[p](time + left));
    for (Index i = 0; i < pools.passing_count; ++i) {
      const Structure& s = view.structures[pools.passing[i]];
      const Real q = view.discharge(pools.passing[i], view.pool_volumes).discharge;
      const Index receiver = q > 0 ? s.to : s.from;
      if (is_pool(receiver)) pools.rate[pool_of(receiver)] += left * absolute(q);
    }
    for (Index i = 0; i < pools.passing_count; ++i) {
      const Structure& s = view.structures[pools.passing[i]];
      const Real now = view.discharge(pools.passing[i], view.pool_volumes).discharge;
      for (const Index end : {s.from, s.to}) {
        if (!is_pool(end)) continue;
        Real& volume = view.pool_volumes[pool_of(end)];
        const Real kept = volume, small = rise * view.pool_area(pool_of(end), kept);
        for (const Real more : {small, larger(small, pools.rate[pool_of(end)])}) {
          volume = kept + more;
          const Real then = view.discharge(pools.passing[i], view.pool_volumes).discharge;
          fastest = larger(fastest, absolute(then - now) / more);
        }
        volume = kept;
      }
    }
    return fastest;
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
        const Real out = pools.stage[p] > 0 ? pools.loss(view, p, pools.stage[p], now) : 0;
        pools.next_rate[p] = in - out;
        pools.brought[p] += weight[k] * dt * in;
        pools.lost[p] += weight[k] * dt * out;
      }
      for (Index i = 0; i < pools.passing_count; ++i) {
        const Structure& s = view.structures[pools.passing[i]];
        const Passage passage = view.discharge(pools.passing[i], pools.stage);
        const Real q = passage.discharge;
        const Index donor = q > 0 ? s.from : s.to, receiver = q > 0 ? s.to : s.from;
        if (q != 0) view.tell(pools.passing[i], passage.state);
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
      pools.rate[p] = pools.lost[p];
    }
    for (Index i = 0; i < pools.passing_count; ++i)
      if (pools.flow[i] != 0) pools.rate[donor_of(i)] += absolute(pools.flow[i]);
    for (Index p = 0; p < pools.count; ++p) pools.next_rate[p] = 0;
    bool all = false;
    for (Index round = 0; round <= pools.count && !all; ++round) all = share_out();
    for (Index p = 0; p < pools.count; ++p)
      view.pool_volumes[p] -= grow(pools.evaporated[p], pools.lost[p] * pools.taken[p]);
    for (Index i = 0; i < pools.passing_count; ++i)
      if (pools.flow[i] != 0) pass(pools.passing[i], pools.flow[i]);
  }

  FRESHET_BODY Index donor_of(Index i) const {
    const Structure& s = view.structures[pools.passing[i]];
    return pool_of(pools.flow[i] > 0 ? s.from : s.to);
  }

  /// Shares (`taken`) of what each pool is to lose (`rate`) that it can: what it holds and what
  /// comes of the shares before, in `next_rate`. Returns whether all can lose all.
  FRESHET_BODY bool share_out() const {
    bool all = true;
    for (Index p = 0; p < pools.count; ++p) {
      const Real there = larger(view.pool_volumes[p], 0) + pools.next_rate[p];
      pools.taken[p] = pools.rate[p] > there ? there / pools.rate[p] : 1;
      pools.next_rate[p] = 0;
      all = all && pools.taken[p] == 1;
    }
    for (Index i = 0; i < pools.passing_count; ++i) {
      const Structure& s = view.structures[pools.passing[i]];
      const Index receiver = pools.flow[i] > 0 ? s.to : s.from;
      if (pools.flow[i] != 0 && is_pool(receiver))
        pools.next_rate[pool_of(receiver)] += absolute(pools.flow[i]) * pools.taken[donor_of(i)];
    }
    return all;
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
