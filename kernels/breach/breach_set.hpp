#pragma once
#include "kernels/breach/growth.hpp"
#include "kernels/breach/see_breach.hpp"
#include "kernels/flow_memory.hpp"
#include "kernels/structure/structures_options.hpp"

namespace freshet {

/// The breaches of a run: the part that they take in the steps of its structures. They work with
/// levels that every rank knows, so that all ranks move them alike.
template <class Space>
class BreachSet {
 public:
  BreachSet(const StructuresOptions& o, FlowMemory<Space>& m)
      : count_(static_cast<Index>(o.breaches.size())),
        breaches_(on_device<Breach, Space>(o.breaches)),
        first_(starts_of<Breach>(o.breaches, o.structures.size())),
        first_edge_(starts_of<StructureEdge>(o.edges, o.structures.size())),
        state_(m.fields.add({.name = StructureFields::breach,
                             .unit = "",
                             .meaning = "",
                             .place = Place::Process,
                             .keeping = Keeping::State,
                             .count = BreachState::values * count_})),
        signals_(m.fields.add({.name = StructureFields::breach_signal,
                               .unit = "",
                               .meaning = "",
                               .place = Place::Process,
                               .keeping = Keeping::State,
                               .count = count_})) {
    std::vector<Real> start(BreachState::values * o.breaches.size(), 0);
    const BreachState s = BreachState::of(start.data(), nullptr, count_);
    for (Index i = 0; i < count_; ++i) {
      const Breach& b = o.breaches[i];
      s.due[i] = s.since[i] = never;
      s.bottom[i] = b.first_bottom;
      s.width[i] = b.first_width;
      s.slope[i] = b.first_slope;
      s.roof[i] = b.first_roof;
    }
    m.fields.write(StructureFields::breach, start);
  }

  BreachesView view() const {
    return {breaches_.data(), first_.data(), count_, BreachState::of(state_, signals_, count_)};
  }

  void bound_step(FlowMemory<Space>& m, const StructuresView& view) const {
    if (count_ > 0) launch_one(m.space, BoundByBreaches{view, m.clock()});
  }
  void trigger(FlowMemory<Space>& m, const StructuresView& view) const {
    if (count_ > 0) launch_one(m.space, TriggerBreaches{view});
  }
  void grow(FlowMemory<Space>& m, const StructuresView& view) const {
    launch_shared(m.space, cells_between(0, count_), GrowBreach{view});
  }
  void see(FlowMemory<Space>& m, const StructureEdge* edges, Real* levels) const {
    launch_shared(m.space, cells_between(0, count_),
                  SeeBreach{view(), edges, first_edge_.data(), m.state(), m.ground(), levels,
                            m.constants.dry_depth, m.constants.gravity});
  }

 private:
  /// Where the entries of each structure start in a list by structure, and one past the last.
  template <class Entry>
  static DeviceArray<Index, Space> starts_of(const std::vector<Entry>& list,
                                             std::size_t structures) {
    std::vector<Index> starts(structures + 1, 0);
    for (const auto& entry : list) ++starts[entry.structure + 1];
    for (std::size_t k = 0; k < structures; ++k) starts[k + 1] += starts[k];
    return on_device<Index, Space>(starts);
  }

  Index count_;
  DeviceArray<Breach, Space> breaches_;
  DeviceArray<Index, Space> first_, first_edge_;
  Real *state_, *signals_;
};

}  // namespace freshet
