#pragma once
#include "kernels/structure/pools_view.hpp"

namespace freshet {

/// Volumes that pass pools in a step that is long beside the time in which they empty (backward
/// Euler): V = V0 + dt (inflow - evaporation - outflow(V)), all pools together by Newton's method.
/// Outflow rises with a pool's own volume and falls with that of the pool below, so that the matrix
/// is diagonally dominant. A step that does not bring the equations nearer is halved; where that
/// does not help (a law with a kink) each pool is put where its own equation holds. However far
/// that went: what passes a structure leaves one pool and comes to the other.
struct ImplicitPools {
  StructuresView view;
  PoolsView pools;

  FRESHET_BODY void operator()(Real time, Real dt) const {
    const Index n = pools.count;
    Real size = 0;
    for (Index p = 0; p < n; ++p) {
      pools.stage[p] = view.pool_volumes[p];
      pools.brought[p] = dt * pools.inflows[p](time + dt);
      size += pools.stage[p] + pools.brought[p];
    }
    Real off = surplus(time + dt, dt);
    for (int round = 0; round < 60 && off > 1e-13 * size; ++round)
      if (!improve(off, time + dt, dt)) off = place_each(time + dt, dt);
    for (Index p = 0; p < n; ++p)
      pools.lost[p] = dt * pools.loss(view, p, pools.stage[p], time + dt);
    for (Index i = 0; i < pools.passing_count; ++i) {
      const Index k = pools.passing[i];
      const Passage passage = view.discharge(k, pools.stage);
      const Structure& s = view.structures[k];
      if (passage.discharge != 0) view.tell(k, passage.state);
      pools.flow[i] = is_pool(passage.discharge > 0 ? s.from : s.to) ? dt * passage.discharge : 0;
    }
  }

  /// How much more than its due each pool holds at its stage (m3, to `rate`); the sum of all, each
  /// at its size.
  FRESHET_BODY Real surplus(Real time, Real dt) const {
    for (Index p = 0; p < pools.count; ++p)
      pools.rate[p] = pools.stage[p] - view.pool_volumes[p] - pools.brought[p] +
                      dt * pools.loss(view, p, pools.stage[p], time);
    for (Index i = 0; i < pools.passing_count; ++i) {
      const Structure& s = view.structures[pools.passing[i]];
      const Real q = drawn(i);
      if (is_pool(s.from)) pools.rate[pool_of(s.from)] += dt * q;
      if (is_pool(s.to)) pools.rate[pool_of(s.to)] -= dt * q;
    }
    Real sum = 0;
    for (Index p = 0; p < pools.count; ++p) sum += absolute(pools.rate[p]);
    return sum;
  }

  /// Discharge (m3/s) at the stages, where it comes out of a pool.
  FRESHET_BODY Real drawn(Index i) const {
    const Structure& s = view.structures[pools.passing[i]];
    const Real q = view.discharge(pools.passing[i], pools.stage).discharge;
    return is_pool(q > 0 ? s.from : s.to) ? q : 0;
  }

  /// A step of Newton's method, as far as it helps.
  FRESHET_BODY bool improve(Real& off, Real time, Real dt) const {
    const Index n = pools.count;
    fill_matrix(dt);
    solve();
    for (Index p = 0; p < n; ++p) pools.lost[p] = pools.stage[p];
    Real share = 1;
    for (int halved = 0; halved < 20; ++halved, share *= 0.5) {
      for (Index p = 0; p < n; ++p)
        pools.stage[p] = larger(pools.lost[p] - share * pools.next_rate[p], 0);
      const Real now = surplus(time, dt);
      if (!(now < off)) continue;
      off = now;
      return true;
    }
    for (Index p = 0; p < n; ++p) pools.stage[p] = pools.lost[p];
    return false;
  }

  /// Derivatives of surpluses by stages; differences over a millimetre, toward the higher level.
  FRESHET_BODY void fill_matrix(Real dt) const {
    const Index n = pools.count;
    for (Index k = 0; k < n * n; ++k) pools.matrix[k] = k % (n + 1) == 0 ? 1 : 0;
    for (Index i = 0; i < pools.passing_count; ++i) {
      const Structure& s = view.structures[pools.passing[i]];
      const Real now = drawn(i);
      for (const Index end : {s.from, s.to}) {
        if (!is_pool(end)) continue;
        const Index p = pool_of(end);
        const Real kept = pools.stage[p], more = 1e-3 * view.pool_area(p, kept);
        pools.stage[p] = kept + more;
        const Real slope = dt * (drawn(i) - now) / more;
        pools.stage[p] = kept;
        if (is_pool(s.from)) pools.matrix[pool_of(s.from) * n + p] += slope;
        if (is_pool(s.to)) pools.matrix[pool_of(s.to) * n + p] -= slope;
      }
    }
  }

  /// What stages are too high by, to `next_rate`: elimination without exchange of rows, as the
  /// dominant diagonal allows.
  FRESHET_BODY void solve() const {
    const Index n = pools.count;
    Real *a = pools.matrix, *x = pools.next_rate;
    for (Index p = 0; p < n; ++p) x[p] = pools.rate[p];
    for (Index p = 0; p < n; ++p)
      for (Index row = p + 1; row < n; ++row) {
        const Real factor = a[row * n + p] / a[p * n + p];
        if (factor == 0) continue;
        for (Index k = p; k < n; ++k) a[row * n + k] -= factor * a[p * n + k];
        x[row] -= factor * x[p];
      }
    for (Index p = n - 1; p >= 0; --p) {
      for (Index k = p + 1; k < n; ++k) x[p] -= a[p * n + k] * x[k];
      x[p] /= a[p * n + p];
    }
  }

  /// Puts each pool, one after the other, at the stage where its own surplus is nothing, or the
  /// driest, by halving.
  FRESHET_BODY Real place_each(Real time, Real dt) const {
    Real off = 0;
    for (Index p = 0; p < pools.count; ++p) {
      Real& stage = pools.stage[p];
      const auto short_of = [&](Real at) {
        stage = at;
        off = surplus(time, dt);
        return pools.rate[p] < 0;
      };
      Real low = 0, high = 2 * stage + pools.brought[p];
      for (int k = 0; k < 60 && short_of(high); ++k) high = 2 * high + 1e-9;
      for (int k = 0; k < 80 && high - low > 1e-15 * high; ++k)
        (short_of(0.5 * (low + high)) ? low : high) = stage;
      short_of(0.5 * (low + high));
    }
    return off;
  }
};

}  // namespace freshet
