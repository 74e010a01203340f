#pragma once
#include <cstdint>
#include <limits>

#include "kernels/launch.hpp"
#include "kernels/wave_rate.hpp"

namespace freshet {

/// What set the length of a time step.
enum class StepLimit : std::int32_t { Schedule, Cell, Boundary };

/// Wave rates are smaller where all cells have a sound state.
constexpr Real unsound_rate = 1e300;

constexpr Index no_index = std::numeric_limits<Index>::max();

/// The shortest step so far that the flow dictated, and what did.
struct ShortestStep {
  Real dt = std::numeric_limits<Real>::infinity();  ///< s
  Real time = 0;                                    ///< at its start, s
  StepLimit by = StepLimit::Schedule;
  std::int32_t front = 0;  ///< whether a dry front
  Index cell = no_index;   ///< of this rank, the first that asked for it; no_index if none here
  Real depth = 0;          ///< m, of that cell
};

/// Where a run stands in time. It lies in the memory of the space that steps, and every kernel of a
/// step reads and writes it there.
struct StepClock {
  Real time = 0;  ///< of the newest state, s
  Real stop = 0;  ///< that the step may not pass, s
  Real end = 0;   ///< that nor: `stop`, or an earlier change of a boundary's kind, s
  Real dt = 0;    ///< of the step, s
  Real next = 0;  ///< when the step ends, s: exactly `end` where it is reached
  Real rate = 0;  ///< of waves and mixing in all cells of all ranks, marked (see WaveMarks), 1/s
  Real boundary_rate = 0;  ///< that boundaries bring in this step, 1/s
  Real stage_rate = 0;     ///< of this rank's cells after the newest stage, marked, 1/s
  Real unread = 0;         ///< for rates that nobody asks for
  StepLimit by = StepLimit::Schedule;
  std::int32_t shorter = 0;  ///< whether this step is the shortest so far
  std::int32_t moved = 0;    ///< whether the newest step was long enough to go on in time
  // Steps that a space takes at once, see StepLoop.
  std::int32_t taken = 0, left = 0;
  std::int32_t go_on = 0;  ///< whether another is to follow
  std::int64_t steps = 0;
  std::int64_t by_front = 0, by_film = 0, by_boundary = 0;  ///< steps that each dictated
  ShortestStep shortest;
};

/// What bounds a step.
struct StepRule {
  Real cfl = 0.9;                                              ///< share of the largest stable step
  Real max_time_step = std::numeric_limits<Real>::infinity();  ///< s
};

/// Where the next steps go, and how many of them at most.
struct AimSteps {
  StepClock* clock;
  Real stop;  ///< s
  std::int32_t most;
  FRESHET_BODY void operator()(Index) const {
    clock->stop = stop;
    clock->left = most;
    clock->taken = 0;
  }
};

/// Makes the step shorter where a wave rate asks for that.
FRESHET_BODY void limit_step(StepClock& clock, Real cfl, Real rate, StepLimit by) {
  const Real dt = rate > 0 ? cfl / unmarked(rate) : clock.end - clock.time;
  if (dt < clock.dt) {
    clock.dt = dt;
    clock.by = by;
  }
}

/// The step that schedule and cells allow; `changes` are the times (s, rising) at which boundaries
/// change their kinds.
struct PlanStep {
  StepClock* clock;
  StepRule rule;
  const Real* changes;
  Index change_count;

  FRESHET_BODY void operator()(Index) const {
    StepClock& c = *clock;
    c.end = c.stop;
    for (Index k = change_count - 1; k >= 0; --k)
      if (changes[k] > c.time) c.end = changes[k] < c.stop ? changes[k] : c.stop;
    const Real remaining = c.end - c.time;
    c.dt = rule.max_time_step < remaining ? rule.max_time_step : remaining;
    c.by = StepLimit::Schedule;
    c.boundary_rate = 0;
    limit_step(c, rule.cfl, c.rate, StepLimit::Cell);
  }
};

/// The step that boundaries allow as well, and when it ends: two equal steps before the end rather
/// than a whole one and a sliver.
struct SettleStep {
  StepClock* clock;
  StepRule rule;

  FRESHET_BODY void operator()(Index) const {
    StepClock& c = *clock;
    limit_step(c, rule.cfl, c.boundary_rate, StepLimit::Boundary);
    const Real remaining = c.end - c.time;
    if (c.dt < remaining && 2 * c.dt > remaining) {
      c.dt = 0.5 * remaining;
      c.by = StepLimit::Schedule;
    }
    c.next = c.dt >= remaining ? c.end : c.time + c.dt;
  }
};

/// Counts what dictated the step, and whether it is the shortest so far.
struct CountStep {
  StepClock* clock;

  FRESHET_BODY void operator()(Index) const {
    StepClock& c = *clock;
    const WaveMarks marks = marks_of(c.rate);
    const bool cell = c.by == StepLimit::Cell;
    c.by_front += cell && marks.front;
    c.by_film += cell && marks.film;
    c.by_boundary += c.by == StepLimit::Boundary;
    c.shorter = c.by != StepLimit::Schedule && c.dt < c.shortest.dt;
    if (c.shorter) c.shortest = {c.dt, c.time, c.by, cell && marks.front, no_index, 0};
  }
};

/// Looks for the first cell or edge that asked for the step, where it is the shortest so far.
template <class Rate>
struct FindShortest {
  Rate rate_of;
  StepClock* clock;
  StepLimit by;
  Real cfl;

  FRESHET_BODY void operator()(Index k) const {
    if (clock->by != by) return;
    const Real rate = unmarked(rate_of(k));
    if (rate > 0 && cfl / rate == clock->dt) lower(clock->shortest.cell, k);
  }
};

/// Turns an edge that was found into its cell, and keeps the depth there.
struct LookAtShortest {
  StepClock* clock;
  const Index* edge_cell;
  const Real* h;

  FRESHET_BODY void operator()(Index) const {
    ShortestStep& s = clock->shortest;
    if (s.cell == no_index) return;
    if (s.by == StepLimit::Boundary) s.cell = edge_cell[s.cell];
    s.depth = h[s.cell];
  }
};

struct ClearRate {
  StepClock* clock;
  FRESHET_BODY void operator()(Index) const { clock->stage_rate = 0; }
};

/// The rate of the newest state bounds the next step.
struct TakeRate {
  StepClock* clock;
  FRESHET_BODY void operator()(Index) const { clock->rate = clock->stage_rate; }
};

/// Ends the step, and keeps when that was.
struct AdvanceClock {
  StepClock* clock;
  Real* times;  ///< of the steps that are taken at once, s
  FRESHET_BODY void operator()(Index) const {
    clock->moved = clock->next > clock->time;
    clock->time = clock->next;
    clock->steps += 1;
    times[clock->taken] = clock->time;
    clock->taken += 1;
    clock->left -= 1;
  }
};

/// Whether another step follows before the host looks.
struct SeeGoOn {
  StepClock* clock;
  FRESHET_BODY void operator()(Index) const {
    const StepClock& c = *clock;
    clock->go_on = c.left > 0 && c.time < c.stop && c.moved != 0 && c.rate < unsound_rate;
  }
};

}  // namespace freshet
