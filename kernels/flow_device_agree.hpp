#pragma once
#include "kernels/flow_device_on.hpp"

/// What FlowDeviceOn counts in a step, and what ranks agree on.
namespace freshet {

template <class Space, class Topology>
void FlowDeviceOn<Space, Topology>::count_step() {
  launch_one(memory_.space, CountStep{memory_.clock()});
  const std::int32_t* shorter = &memory_.clock()->shorter;
  const auto find = [&]<class Rate>(const CellRange& range, const Rate& rate, StepLimit by) {
    launch_if(memory_.space, shorter, range,
              FindShortest<Rate>{rate, memory_.clock(), by, rule_.cfl});
  };
  const CellRange active = memory_.active(0, memory_.owned);
  if (mixing())
    find(active, mixing_rate(), StepLimit::Cell);
  else
    find(active,
         CellWaveRate<Topology>{topology(), memory_.ground(), memory_.constants, memory_.state()},
         StepLimit::Cell);
  find(edges_, boundary_rate(), StepLimit::Boundary);
  launch_if(memory_.space, shorter, cells_between(0, 1),
            LookAtShortest{memory_.clock(), memory_.edge_view().cell, memory_.state().h});
}

template <class Space, class Topology>
std::vector<Real> FlowDeviceOn<Space, Topology>::agreement() const {
  std::vector<Real> values{clock().rate};
  each_agreed([&](const std::string& name, std::size_t count) {
    values.resize(values.size() + count);
    memory_.fields.read(name, std::span(values).last(count));
  });
  return values;
}

template <class Space, class Topology>
void FlowDeviceOn<Space, Topology>::set_agreement(std::span<const Real> agreed) {
  StepClock c = clock();
  c.rate = agreed[0];
  set_clock(c);
  std::size_t next = 1;
  each_agreed([&](const std::string& name, std::size_t count) {
    memory_.fields.write(name, agreed.subspan(next, count));
    next += count;
  });
}

}  // namespace freshet
