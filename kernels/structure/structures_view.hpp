#pragma once
#include "kernels/breach/breached_passage.hpp"
#include "kernels/series_list.hpp"
#include "kernels/step_clock.hpp"

namespace freshet {

/// Water (m3) that has gone through each structure since the start.
template <class T>
struct Through {
  T *forward, *backward;  ///< from `from` to `to`, and back
};

/// The structures of a run and their state, the same on all ranks. Arrays are of structures but
/// where another length is told.
struct StructuresView {
  const Structure* structures;
  SeriesListView curves;
  const StepClock* clock;
  const Real* levels;       ///< of the places of the mesh, m
  const Real* place_areas;  ///< of their cells, m2
  Through<Real> sent;       ///< what has left an end
  Through<Real> delivered;  ///< what has come to the other
  Through<Real> before;     ///< what was sent before this step
  Through<Real> arriving;   ///< in this step
  Through<Real> wanted;     ///< from the mesh in this step
  Real *openings, *sunk, *width_shares, *states;
  Real* pool_volumes;          ///< of pools, m3
  SeriesListView pool_levels;  ///< of pools: level (m) over volume (m3)
  Real gravity;
  BreachesView breaches = {};

  FRESHET_BODY Real pool_level(Index pool, Real volume) const { return pool_levels[pool](volume); }

  /// Area of a pool's surface, m2: of the piece of its table that holds the volume.
  FRESHET_BODY Real pool_area(Index pool, Real volume) const {
    const SeriesView table = pool_levels[pool];
    Index right = table.first_beyond(volume);
    right = right < 1 ? 1 : (right < table.count ? right : table.count - 1);
    return (table.x[right] - table.x[right - 1]) / (table.y[right] - table.y[right - 1]);
  }

  /// Level (m) at an end of a structure, while pools hold `volumes` (m3).
  FRESHET_BODY Real level_at(Index end, const Real* volumes) const {
    if (is_place(end)) return levels[end];
    return is_pool(end) ? pool_level(pool_of(end), volumes[pool_of(end)]) : -1e300;
  }

  FRESHET_BODY Real inverse_area(Index end, const Real* volumes) const {
    if (is_place(end)) return 1 / place_areas[end];
    return is_pool(end) ? 1 / pool_area(pool_of(end), volumes[pool_of(end)]) : 0;
  }

  FRESHET_BODY void tell(Index k, StructureState how) const {
    states[k] = static_cast<Real>(static_cast<std::int32_t>(how));
  }

  FRESHET_BODY bool always_forward(const Structure& s) const {
    return s.kind == StructureKind::Pump || s.kind == StructureKind::Rating;
  }

  /// Discharge (m3/s) of a structure between two places, positive from `from` to `to`. Where it
  /// ends in the mesh no more than levels out both ends in a step, or brings the cell down to the
  /// crest, for explicit steps would overshoot that.
  FRESHET_BODY Passage discharge(Index k, const Real* volumes) const {
    const Structure& s = structures[k];
    const Real a = level_at(s.from, volumes), b = level_at(s.to, volumes);
    const bool forward = always_forward(s) || a >= b;
    const Real level = forward ? a : b, tail = forward ? b : a;
    const Real given = s.curve < 0 ? 0
                       : s.kind == StructureKind::Rating
                           ? curves[s.curve](level)
                           : curves[s.curve].mean(clock->time, clock->time + clock->dt);
    Real through = 0;
    Passage p = breaches.cut(k) && (forward || s.one_way == 0)
                    ? breached_passage(breaches, k, s, openings[k], 0, s.width, no_ground,
                                       s.crest - sunk[k], level, tail, gravity, through)
                    : passage_between(s, forward, openings[k], sunk[k], s.width * width_shares[k],
                                      level, tail, given, gravity);
    const bool bounded = !always_forward(s) && (is_place(s.from) || is_place(s.to)) &&
                         s.from != outside_end && s.to != outside_end;
    if (bounded) {
      const Real spread = clock->dt * (inverse_area(s.from, volumes) + inverse_area(s.to, volumes));
      if (spread > 0) p.discharge = smaller(p.discharge, (level - tail) / spread);
    }
    const Index donor = forward ? s.from : s.to;
    if (!always_forward(s) && !breaches.cut(k) && is_place(donor) && clock->dt > 0) {
      const Real over = larger(level - (crest_of(s, forward) - sunk[k]), 0);
      p.discharge = smaller(p.discharge, over * place_areas[donor] / clock->dt);
    }
    p.discharge = forward ? p.discharge : -p.discharge;
    return p;
  }
};

/// Adds a volume to a sum and gives what the sum has grown by, so that both agree to the last bit.
FRESHET_BODY Real grow(Real& sum, Real volume) {
  const Real before = sum;
  sum = before + volume;
  return sum - before;
}

}  // namespace freshet
