#pragma once
#include "kernels/structure/control.hpp"
#include "kernels/structure/structures_view.hpp"

namespace freshet {

/// Opening that is aimed at, one that is bidden but not yet in force, and since when.
struct ControlState {
  Real *target, *bidden, *since;
};

/// Moves the openings of structures by the levels at the start of a step to what holds at its end.
struct MoveOpening {
  StructuresView view;
  const Control* controls;
  const Rule* rules;
  ControlState state;

  FRESHET_BODY void operator()(Index k) const {
    const Control& c = controls[k];
    const StepClock& clock = *view.clock;
    if (c.series >= 0) state.target[k] = view.curves[c.series](clock.next);
    if (c.table >= 0)
      state.target[k] = view.curves[c.table](view.level_at(c.watched, view.pool_volumes));
    if (c.first_rule < c.last_rule) obey(k, c, clock);
    const Real way = state.target[k] - view.openings[k];
    const Real most = c.rate > 0 ? c.rate * (clock.next - clock.time) : absolute(way);
    view.openings[k] =
        absolute(way) <= most ? state.target[k] : view.openings[k] + (way > 0 ? most : -most);
  }

  /// The first rule that bids something has its way.
  FRESHET_BODY void obey(Index k, const Control& c, const StepClock& clock) const {
    Real bid = no_opening, delay = 0;
    for (Index r = c.first_rule; r < c.last_rule && bid == no_opening; ++r) {
      const Rule& rule = rules[r];
      const Real level = view.level_at(rule.watched, view.pool_volumes);
      bid = level >= rule.above   ? rule.opening_above
            : level <= rule.below ? rule.opening_below
                                  : no_opening;
      delay = rule.delay;
    }
    if (bid == no_opening || bid == state.target[k]) {
      state.bidden[k] = no_opening;
      return;
    }
    if (state.bidden[k] != bid) {
      state.bidden[k] = bid;
      state.since[k] = clock.time;
    }
    if (clock.next - state.since[k] < delay) return;
    state.target[k] = bid;
    state.bidden[k] = no_opening;
  }
};

}  // namespace freshet
