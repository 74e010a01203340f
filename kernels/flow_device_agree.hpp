#pragma once
#include "kernels/flow_device_on.hpp"

/// What FlowDeviceOn counts in a step, what of it the host sees, and what ranks agree on.
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
void FlowDeviceOn<Space, Topology>::run_steps(int turns, const std::function<void()>& step,
                                              const std::function<void()>& meanwhile) {
  if (profiling_) {
    step();
    return meanwhile();
  }
  const int newest = memory_.fields.newest();
  loop_.run(memory_.space, {step, turns % 2 != 0, newest}, &memory_.clock()->go_on);
  meanwhile();
  const bool turned = turns * clock().taken % 2 != 0;
  if (memory_.fields.newest() != (turned ? 1 - newest : newest)) memory_.fields.turn();
}

template <class Space, class Topology>
Index FlowDeviceOn<Space, Topology>::first_unsound() const {
  const auto owned = static_cast<std::size_t>(memory_.owned);
  std::vector<Real> h(owned), u(owned), v(owned);
  read("depth", h);
  read("velocity_x", u);
  read("velocity_y", v);
  for (std::size_t i = 0; i < owned; ++i)
    if (!(h[i] >= 0) || !(absolute(u[i]) + absolute(v[i]) + h[i] < 1e150))
      return static_cast<Index>(i);
  return -1;
}

template <class Space, class Topology>
template <class Visit>
void FlowDeviceOn<Space, Topology>::each_agreed(const Visit& visit) {
  visit(conditions_.sights(), conditions_.sight_values());
  for (const auto& process : processes_)
    if (const std::string name = process->agreed(); !name.empty())
      visit(memory_.fields.data(name), static_cast<Index>(memory_.fields.size(name)));
}

template <class Space, class Topology>
Index FlowDeviceOn<Space, Topology>::agreed_values() {
  Index count = 1;
  each_agreed([&](const Real*, Index more) { count += more; });
  return count;
}

template <class Space, class Topology>
void FlowDeviceOn<Space, Topology>::fetch_agreement() {
  Real* to = agreement_.data();
  launch_one(memory_.space, CopyValues{&memory_.clock()->rate, to++});
  each_agreed([&](const Real* from, Index count) {
    launch(memory_.space, cells_between(0, count), CopyValues{from, to});
    to += count;
  });
  agreement_.fetch(memory_.space);
  memory_.staged_clock().fetch(memory_.space);
  agreement_there_.mark(memory_.space);
}

template <class Space, class Topology>
std::span<Real> FlowDeviceOn<Space, Topology>::agreement() {
  agreement_there_.wait();
  return agreement_.host();
}

template <class Space, class Topology>
void FlowDeviceOn<Space, Topology>::send_agreement() {
  agreement_.send(memory_.space);
  const Real* from = agreement_.data();
  launch_one(memory_.space, CopyValues{from++, &memory_.clock()->rate});
  each_agreed([&](Real* to, Index count) {
    launch(memory_.space, cells_between(0, count), CopyValues{from, to});
    from += count;
  });
  memory_.staged_clock().host()[0].rate = agreement_.host()[0];
  clock_known_ = true;
}

/// The rate travels as the first value of the agreement.
template <class Space, class Topology>
std::span<Real> FlowDeviceOn<Space, Topology>::largest_rate() {
  launch_one(memory_.space, CopyValues{&memory_.clock()->boundary_rate, agreement_.data()});
  return fetched(agreement_, memory_.space).first(1);
}

template <class Space, class Topology>
void FlowDeviceOn<Space, Topology>::send_largest_rate() {
  agreement_.send(memory_.space);
  launch_one(memory_.space, CopyValues{agreement_.data(), &memory_.clock()->boundary_rate});
}

}  // namespace freshet
