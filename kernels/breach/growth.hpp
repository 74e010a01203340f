#pragma once
#include "kernels/breach/erosion.hpp"
#include "kernels/structure/structures_view.hpp"

namespace freshet {

/// Levels at the sides of a breach, from the side with more energy.
FRESHET_BODY BreachWater water_at(const StructuresView& view, const Breach& b) {
  const Real upper = view.level_at(b.upper[1], view.pool_volumes);
  const Real lower = view.level_at(b.lower[1], view.pool_volumes);
  if (upper >= lower) return {upper, view.level_at(b.lower[0], view.pool_volumes)};
  return {lower, view.level_at(b.upper[0], view.pool_volumes)};
}

/// Finds out which breaches begin, by the levels at the start of a step.
struct TriggerBreaches {
  StructuresView view;

  FRESHET_BODY void operator()(Index) const {
    const BreachState& state = view.breaches.state;
    const Real now = view.clock->time;
    for (Index i = 0; i < view.breaches.count; ++i) {
      if (state.due[i] <= now) continue;
      const Breach& b = view.breaches.breaches[i];
      const Real when = caused(b, i, now) + b.trigger.delay;
      if (when < state.due[i]) state.due[i] = when;
    }
  }

  FRESHET_BODY Real caused(const Breach& b, Index i, Real now) const {
    const BreachState& state = view.breaches.state;
    const BreachTrigger& t = b.trigger;
    Real when = t.time;
    if (state.signal[i] != 0) when = smaller(when, now);
    if (t.watched != -1 && view.level_at(t.watched, view.pool_volumes) >= t.level)
      when = smaller(when, now);
    const Real above = larger(view.level_at(b.upper[0], view.pool_volumes),
                              view.level_at(b.lower[0], view.pool_volumes));
    const bool over = t.depth < never && above - b.body.crest >= t.depth;
    if (!over) state.since[i] = never;
    if (over && state.since[i] == never) state.since[i] = now;
    if (over && now - state.since[i] >= t.duration)
      when = smaller(when, state.since[i] + t.duration);
    if (t.after_breach >= 0 && state.due[t.after_breach] <= now)
      when = smaller(when, state.due[t.after_breach]);
    if (t.after_structure >= 0)
      for (Index j = view.breaches.first[t.after_structure];
           j < view.breaches.first[t.after_structure + 1]; ++j)
        if (state.due[j] <= now) when = smaller(when, state.due[j]);
    return when;
  }
};

/// Moves the openings of breaches that have begun over a step, by the levels at its start (those of
/// pools at its end).
struct GrowBreach {
  StructuresView view;

  FRESHET_BODY void operator()(Index i) const {
    const BreachState& state = view.breaches.state;
    const StepClock& clock = *view.clock;
    if (!(state.due[i] < clock.next || state.due[i] <= clock.time)) return;
    const Breach& b = view.breaches.breaches[i];
    if (b.model == BreachModel::Prescribed) return prescribe(b, i, clock.next - state.due[i]);
    const Real from = larger(state.due[i], clock.time);
    erode(b, i, clock.next - from);
  }

  /// Bottom and width go from their first to their last values as (t / duration)^exponent (Fread
  /// 1988, DAMBRK), on sides that keep their slope.
  FRESHET_BODY void prescribe(const Breach& b, Index i, Real age) const {
    const BreachState& state = view.breaches.state;
    const Real share = age < b.duration ? power_of_growth(age / b.duration, b.exponent) : 1;
    state.bottom[i] = b.first_bottom + share * (b.floor - b.first_bottom);
    state.width[i] = b.first_width + share * (b.last_width - b.first_width);
    if (!(share < 1)) state.bottom[i] = b.floor;
  }

  /// By the midpoint rule.
  FRESHET_BODY void erode(const Breach& b, Index i, Real dt) const {
    const BreachState& state = view.breaches.state;
    const BreachWater water = water_at(view, b);
    const BreachOpening o = view.breaches.opening(i);
    const BreachOpening half = worn(b, o, 0.5 * dt * wear_rate(b, o, water, view.gravity));
    Real depth = dt * wear_rate(b, half, water, view.gravity);
    const Real volume = depth * worn_area(b, half, true);
    if (state.debris[i] > 0 && volume > 0) {
      const Real taken = smaller(state.debris[i], volume);
      state.debris[i] -= taken;
      depth *= 1 - taken / volume;
    }
    const BreachOpening after = worn(b, o, depth), fallen = collapsed(b, after);
    state.debris[i] += cut_volume(fallen, b.body) - cut_volume(after, b.body);
    state.bottom[i] = fallen.bottom;
    state.width[i] = fallen.width;
    state.slope[i] = fallen.slope;
    state.roof[i] = fallen.roof;
  }
};

/// Shortens the planned step so that breaches begin at its end, and grow by little in it.
struct BoundByBreaches {
  StructuresView view;
  StepClock* clock;
  static constexpr Real part_of_duration = 0.005, part_of_head = 0.02;

  FRESHET_BODY void operator()(Index) const {
    const BreachState& state = view.breaches.state;
    Real dt = clock->dt;
    for (Index i = 0; i < view.breaches.count; ++i) {
      const Real due = state.due[i];
      if (due <= clock->time) dt = smaller(dt, longest(i));
      if (due - clock->time > 1e-9 * due) dt = smaller(dt, due - clock->time);
    }
    if (!(dt < clock->dt) || !(clock->time + dt > clock->time)) return;
    clock->dt = dt;
    clock->by = StepLimit::Schedule;
  }

  FRESHET_BODY Real longest(Index i) const {
    const Breach& b = view.breaches.breaches[i];
    if (b.model == BreachModel::Prescribed) {
      const bool grows = clock->time < view.breaches.state.due[i] + b.duration;
      return grows ? part_of_duration * b.duration : never;
    }
    const BreachWater water = water_at(view, b);
    const BreachOpening o = view.breaches.opening(i);
    const Real rate = wear_rate(b, o, water, view.gravity);
    return rate > 0 ? part_of_head * (water.energy - o.bottom) / rate : never;
  }
};

}  // namespace freshet
