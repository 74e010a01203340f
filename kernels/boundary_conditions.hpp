#pragma once
#include <algorithm>

#include "kernels/boundary_forcing.hpp"
#include "kernels/flow_memory.hpp"
#include "kernels/staged_array.hpp"

namespace freshet {

/// The conditions of a run in the memory of a space, and what they impose in a step.
template <class Space>
class BoundaryConditions {
 public:
  /// A wall where nothing is given.
  BoundaryConditions(const std::vector<std::vector<BoundaryPhase>>& conditions,
                     const std::vector<Real>& lengths)
      : count_(static_cast<Index>(lengths.size())),
        sights_(lengths.size()),
        weights_(lengths.size()),
        forcings_(lengths.size()),
        lengths_(on_device<Real, Space>(lengths)) {
    Lists lists;
    for (Index k = 0; k < count_; ++k)
      lists.add(k < static_cast<Index>(conditions.size()) ? conditions[k]
                                                          : std::vector<BoundaryPhase>(1));
    lists.first_phase.push_back(static_cast<Index>(lists.phases.size()));
    std::sort(lists.changes.begin(), lists.changes.end());
    forced_ = lists.forced;
    change_count_ = static_cast<Index>(lists.changes.size());
    first_phase_ = on_device<Index, Space>(lists.first_phase);
    phases_ = on_device<ForcingPhase, Space>(lists.phases);
    x_ = on_device<Real, Space>(lists.x);
    y_ = on_device<Real, Space>(lists.y);
    changes_ = on_device<Real, Space>(lists.changes);
  }

  bool forced() const { return forced_; }
  const Real* changes() const { return changes_.data(); }  ///< s, rising
  Index change_count() const { return change_count_; }
  const BoundaryForcing* forcings() const { return forcings_.data(); }

  void see(FlowMemory<Space>& m) {
    launch(m.space, cells_between(0, count_), ClearSight{sights_.data()});
    launch_shared(m.space, cells_between(0, m.edges),
                  SeeEdge{m.state().h, m.ground().beds, m.edge_view(), sights_.data(),
                          m.constants.dry_depth});
  }
  void weigh(FlowMemory<Space>& m) {
    launch(m.space, cells_between(0, count_), ClearWeight{weights_.data()});
    launch_shared(m.space, cells_between(0, m.edges),
                  WeighEdge{m.state().h, m.edge_length(), m.edge_view(), sights_.data(),
                            lengths_.data(), m.edge_weights(), weights_.data()});
  }
  template <bool Largest>
  void force(FlowMemory<Space>& m) {
    launch(m.space, cells_between(0, count_),
           SetForcing<Largest>{m.clock(), first_phase_.data(), phases_.data(), x_.data(), y_.data(),
                               sights_.data(), weights_.data(), lengths_.data(), forcings_.data()});
  }

  /// What was seen, to be agreed on as largest values: sight_values() of them.
  Real* sights() { return reinterpret_cast<Real*>(sights_.data()); }
  Index sight_values() const {
    return forced_ ? count_ * static_cast<Index>(sizeof(BoundarySight) / sizeof(Real)) : 0;
  }
  StagedArray<std::int64_t, Space>& weights() { return weights_; }

  std::int64_t bytes() const {
    return static_cast<std::int64_t>(
        sights_.size() * sizeof(BoundarySight) + weights_.size() * sizeof(std::int64_t) +
        forcings_.size() * sizeof(BoundaryForcing) + phases_.size() * sizeof(ForcingPhase) +
        (lengths_.size() + x_.size() + y_.size() + changes_.size()) * sizeof(Real) +
        first_phase_.size() * sizeof(Index));
  }

 private:
  struct Lists {
    std::vector<Index> first_phase;
    std::vector<ForcingPhase> phases;
    std::vector<Real> x, y, changes;
    bool forced = false;

    void add(const std::vector<BoundaryPhase>& condition) {
      first_phase.push_back(static_cast<Index>(phases.size()));
      for (const auto& phase : condition) {
        const BoundaryWords& words = boundary_words()[phase.kind];
        ForcingPhase p{phase.from, phase.kind, {}, {}};
        for (int s = 0; s < series_a_boundary; ++s) {
          const auto& series = phase.series[s];
          p.series[s] = {static_cast<Index>(x.size()), static_cast<Index>(series.x().size())};
          p.use[s] = words.series[s].use;
          x.insert(x.end(), series.x().begin(), series.x().end());
          y.insert(y.end(), series.y().begin(), series.y().end());
        }
        forced = forced || words.imposes;
        if (&phase != &condition.front()) changes.push_back(phase.from);
        phases.push_back(p);
      }
    }
  };

  template <class T>
  using Array = DeviceArray<T, Space>;
  Index count_, change_count_ = 0;
  bool forced_ = false;
  Array<BoundarySight> sights_;
  StagedArray<std::int64_t, Space> weights_;
  Array<BoundaryForcing> forcings_;
  Array<Real> lengths_, x_, y_, changes_;
  Array<Index> first_phase_;
  Array<ForcingPhase> phases_;
};

}  // namespace freshet
