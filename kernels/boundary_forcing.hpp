#pragma once
#include "kernels/boundary_edge.hpp"
#include "kernels/launch.hpp"
#include "kernels/step_clock.hpp"
#include "kernels/time_series.hpp"

/// How boundary conditions become forcings before a step, in the memory of the space that steps.
namespace freshet {

/// A series within two long lists of x and y.
struct SeriesPlace {
  Index first = 0, count = 0;
};

/// What a condition is from a time on.
struct ForcingPhase {
  Real from;
  Index kind;
  SeriesPlace series[series_a_boundary];
  SeriesUse use[series_a_boundary];
};

constexpr Real no_level = -1e300;

/// Water beside a condition's edges, over all ranks.
struct BoundarySight {
  Real deepest;  ///< m
  Real highest;  ///< level of wet cells, m; no_level where all are dry
};

struct ClearSight {
  BoundarySight* sights;
  FRESHET_BODY void operator()(Index condition) const { sights[condition] = {0, no_level}; }
};

struct ClearWeight {
  std::int64_t* totals;
  FRESHET_BODY void operator()(Index condition) const { totals[condition] = 0; }
};

/// Looks at the cell of an edge.
struct SeeEdge {
  const Real* h;
  const Real* beds;
  BoundaryEdgesView edges;
  BoundarySight* sights;
  Real dry_depth;

  FRESHET_BODY void operator()(Index edge) const {
    const Index cell = edges.cell[edge];
    if (h[cell] < dry_depth) return;
    BoundarySight& sight = sights[edges.condition[edge]];
    raise(sight.deepest, h[cell]);
    raise(sight.highest, h[cell] + beds[cell]);
  }
};

/// Share of an edge in a prescribed discharge: length times (h / highest)^(5/3), as conveyance
/// goes, in units of length_total 2^-50: whole numbers, so that their sum is the same in any order.
struct WeighEdge {
  const Real* h;
  const Real* edge_length;  ///< m
  BoundaryEdgesView edges;
  const BoundarySight* sights;
  const Real* total_length;  ///< of each condition, m
  std::int64_t *weight, *total;

  FRESHET_BODY void operator()(Index edge) const {
    const Index condition = edges.condition[edge];
    const Real deepest = sights[condition].deepest;
    const Real ratio = deepest > 0 ? h[edges.cell[edge]] / deepest : 0;
    const Real power = ratio > 1e-12 ? ratio * ratio * inverse_cube_root(ratio) : 0;
    const Real share = edge_length[edge] / total_length[condition] * power;
    weight[edge] = static_cast<std::int64_t>(share * 0x1p50);
    add_to(total[condition], weight[edge]);
  }
};

/// Sets what a condition imposes in the step: exact means of its series in time over the step, or
/// (`Largest`) the largest values in it; series over the level at its highest level.
template <bool Largest>
struct SetForcing {
  const StepClock* clock;
  const Index* first_phase;  ///< of each condition, and one past the last
  const ForcingPhase* phases;
  const Real *x, *y;  ///< of all series
  const BoundarySight* sights;
  const std::int64_t* total_weight;
  const Real* total_length;
  BoundaryForcing* forcings;

  FRESHET_BODY void operator()(Index condition) const {
    Index k = first_phase[condition];
    while (k + 1 < first_phase[condition + 1] && !(phases[k + 1].from > clock->time)) ++k;
    const ForcingPhase& phase = phases[k];
    BoundaryForcing f{phase.kind, {0, 0}, total_weight[condition], total_length[condition]};
    for (int s = 0; s < series_a_boundary; ++s)
      f.values[s] = value(phase, s, sights[condition].highest);
    forcings[condition] = f;
  }

  FRESHET_BODY Real value(const ForcingPhase& phase, int s, Real highest) const {
    const SeriesPlace place = phase.series[s];
    if (place.count == 0) return 0;
    const SeriesView series{x + place.first, y + place.first, place.count};
    const Real begin = clock->time, end = Largest ? begin + clock->dt : clock->next;
    switch (phase.use[s]) {
      case SeriesUse::OverLevel:
        return highest > no_level ? series(highest) : 0;
      case SeriesUse::Rate:
        return end > begin ? (series(end) - series(begin)) / (end - begin) : 0;
      case SeriesUse::Imposed:
        return Largest ? series.largest(begin, end) : series.mean(begin, end);
      default:
        return series.mean(begin, end);
    }
  }
};

}  // namespace freshet
