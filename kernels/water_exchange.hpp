#pragma once
#include "kernels/arithmetic.hpp"
#include "kernels/compensated_sum.hpp"
#include "kernels/flow_fields.hpp"

namespace freshet {

/// Water that a process has brought to a place or taken there: the sum since the start,
/// compensated, with what it still lacks; and the depth (m) that rounding has kept from the water's
/// own depth so far, which goes along with the next exchange. So a rate arrives to the last digit
/// however small it is beside the depth, and sum and state agree.
struct WaterAccount {
  Real *sum, *carry, *owed;
};

/// Pours `depth` (m, >= 0) of water at rest onto a cell: its momentum stays what it was. Returns
/// what rounding kept back, m (two-sum, Knuth 1969).
FRESHET_BODY Real pour(const FlowFields<Real>& state, Index cell, Real depth, Real dry_depth) {
  const Real h = state.h[cell], now = h + depth, grown = now - h;
  const bool wet = now >= dry_depth;
  const Real slowed = wet ? h / (wet ? now : 1) : 0;
  state.h[cell] = now;
  state.u[cell] *= slowed;
  state.v[cell] *= slowed;
  return (h - (now - grown)) + (depth - grown);
}

/// Draws `depth` (m, >= 0) of water out of a cell as far as there is some, at the velocity that it
/// has. Returns the depth that went, which is what the state lost to the last bit.
FRESHET_BODY Real draw(const FlowFields<Real>& state, Index cell, Real depth, Real dry_depth) {
  const Real h = state.h[cell], now = larger(h - depth, 0);
  const bool wet = now >= dry_depth;
  state.h[cell] = now;
  state.u[cell] = wet ? state.u[cell] : 0;
  state.v[cell] = wet ? state.v[cell] : 0;
  return h - now;
}

/// Pours a depth and what is owed of earlier ones, and accounts for it in units of `unit` (m3 by
/// the area of the cell, or m by 1).
FRESHET_BODY void pour_on_account(const FlowFields<Real>& state, const WaterAccount& account,
                                  Index place, Index cell, Real depth, Real unit, Real dry_depth) {
  const Real whole = depth + account.owed[place];
  const Real poured = larger(whole, 0);
  const Real kept = pour(state, cell, poured, dry_depth);
  account.owed[place] = kept + (whole - poured);
  add_compensated(account.sum[place], account.carry[place], (poured - kept) * unit);
}

/// Draws a depth and what is owed of earlier ones. What is not there is not owed later.
FRESHET_BODY void draw_on_account(const FlowFields<Real>& state, const WaterAccount& account,
                                  Index place, Index cell, Real depth, Real unit, Real dry_depth) {
  const Real whole = larger(depth + account.owed[place], 0);
  const bool enough = whole < state.h[cell];
  const Real went = draw(state, cell, whole, dry_depth);
  account.owed[place] = enough ? whole - went : 0;
  add_compensated(account.sum[place], account.carry[place], went * unit);
}

}  // namespace freshet
