#include "kernels/flow_step.hpp"

#include <chrono>

namespace freshet {

FlowStep::FlowStep(FlowDevice& device, Partners& partners, TimeScheme scheme)
    : device_(device), partners_(partners) {
  add_length();
  if (scheme == TimeScheme::RungeKutta2) {
    add_stage({.step_share = 0.5, .one_of_several = true}, false);
    add_stage({.old_share = 0.5, .step_share = 0.5, .over_start = true, .one_of_several = true},
              true);
  } else {
    add_stage({.ahead = scheme == TimeScheme::Hancock ? 0.5 : 0.0}, true);
  }
  add_end();
}

void FlowStep::add(const char* name, std::function<void()> run, bool waits) {
  tasks_.push_back({name, std::move(run), 0, waits});
}

/// How long the step is: what boundaries impose bounds it too.
void FlowStep::add_length() {
  FlowDevice& d = device_;
  if (d.forced()) {
    add("see boundaries", [&d] { d.see_boundaries(); });
    if (partners_.any())
      add(
          "agree on boundaries",
          [this] {
            auto sight = device_.sight();
            partners_.largest(sight);
            device_.set_sight(sight);
          },
          true);
    add("weigh boundaries", [&d] { d.weigh_boundaries(); });
    if (partners_.any())
      add(
          "agree on weights",
          [this] {
            auto weights = device_.weights();
            partners_.sum(weights);
            device_.set_weights(weights);
          },
          true);
  }
  add("plan step", [&d] { d.plan_step(); });
  if (d.forced()) {
    add("bound inflow", [&d] { d.force_largest(); });
    if (partners_.any())
      add(
          "agree on inflow",
          [this] {
            StepClock clock = device_.clock();
            partners_.largest({&clock.boundary_rate, 1});
            device_.set_clock(clock);
          },
          true);
  }
  add("settle step", [&d] { d.settle_step(); });
  length_tasks_ = tasks_.size();
  add("count step", [&d] { d.count_step(); });
  add("impose", [&d] { d.force(); });
}

void FlowStep::add_stage(const StageRequest& stage, bool last) {
  FlowDevice& d = device_;
  stages_.push_back(stage);
  add("reconstruct", [&d, stage] { d.reconstruct(stage); });
  add("boundaries", [&d, stage] { d.pass_edges(stage); });
  add("update", [&d, stage] { d.update(stage); });
  if (last) add("processes", [&d] { d.act(); });
  if (partners_.any())
    add(
        "halo", [this] { exchange_halo(); }, true);
  add("derive", [&d] { d.derive_halo(); });
}

void FlowStep::add_end() {
  FlowDevice& d = device_;
  add("advance clock", [&d] { d.advance_clock(); });
  add("record", [&d] { d.record(); });
  add("take rate", [&d] { d.take_rate(); });
  if (partners_.any())
    add(
        "agree on rate", [this] { agree_on_rate(); }, true);
}

void FlowStep::run(Real stop) {
  set_stop(stop);
  const auto whole = [this] { run_tasks(0, tasks_.size()); };
  if (partners_.any())
    whole();
  else
    device_.run_recorded(static_cast<int>(stages_.size()), whole);
}

Real FlowStep::length(Real stop) {
  set_stop(stop);
  run_tasks(0, length_tasks_);
  return device_.clock().dt;
}

std::int64_t FlowStep::bytes_a_cell() const {
  std::int64_t bytes = 0;
  for (const StageRequest& stage : stages_) bytes += device_.stage_bytes(stage);
  return bytes;
}

void FlowStep::begin() {
  if (partners_.any()) exchange_halo();
  device_.derive_all();
  device_.take_rate();
  agree();
}

void FlowStep::agree() {
  if (partners_.any()) agree_on_rate();
}

void FlowStep::set_stop(Real stop) {
  StepClock clock = device_.clock();
  if (clock.stop == stop) return;
  clock.stop = stop;
  device_.set_clock(clock);
}

void FlowStep::run_tasks(std::size_t from, std::size_t to) {
  using Clock = std::chrono::steady_clock;
  auto before = Clock::now();
  for (std::size_t k = from; k < to; ++k) {
    device_.run_named(tasks_[k].name, tasks_[k].run);
    const auto now = Clock::now();
    tasks_[k].seconds += std::chrono::duration<double>(now - before).count();
    before = now;
  }
}

void FlowStep::exchange_halo() {
  const auto sent = device_.pack();
  partners_.exchange(sent, device_.received(), device_.halo_values());
  device_.unpack();
}

void FlowStep::agree_on_rate() {
  auto values = device_.agreement();
  partners_.end_step(values);
  device_.set_agreement(values);
}

}  // namespace freshet
