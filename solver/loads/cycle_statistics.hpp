#pragma once
#include <vector>

#include "solver/loads/fatigue_law.hpp"

namespace freshet::loads {

/// `amount[i]` lies in edges[i] .. edges[i + 1]; what lies on an edge belongs to the class above,
/// on the last one to the class below.
struct Histogram {
  std::vector<Real> edges, amount;
};

struct CycleOptions {
  int classes = 20;         ///< of each histogram, equally wide
  std::vector<Real> edges;  ///< of the ranges, in place of `classes`
  Real least_range = 0;     ///< a smaller reversal is none, in the unit of what is counted
  Real duration = 0;        ///< s that the series stands for; 0: from its first time to its last
};

/// What a series does to a material.
struct CycleStatistics {
  std::vector<Cycle> list;    ///< of what the law counts, in the order in which they closed
  std::vector<Real> damages;  ///< Miner's share of each
  Real cycles = 0;            ///< half ones count 1/2
  Real largest_range = 0;
  Real equivalent_range = 0;  ///< cubic mean: (sum n r^3 / sum n)^(1/3)
  Real damage = 0;            ///< Palmgren-Miner, sum n / N
  Real duration = 0;          ///< s
  Real years_to_failure = 0;  ///< duration / damage, in years of 365.25 days; infinite without
  Histogram ranges;           ///< cycles by range
  Histogram levels;           ///< s by value of the series, linear between its times
  Histogram rates;            ///< s by change per second
};

/// Counts the cycles of a series (ASTM E1049-85, 5.4.4) and adds up their damage. `time` rises, s;
/// `stress` has its length, Pa, or whatever the law counts. Throws InputError where an entry is not
/// finite or time does not rise.
CycleStatistics count_cycles(const std::vector<Real>& time, const std::vector<Real>& stress,
                             const FatigueLaw& law, const CycleOptions& options);

}  // namespace freshet::loads
