#include "kernels/flow_step.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

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
    add("weigh boundaries", [&d] { d.weigh_boundaries(); });
    if (partners_.any())
      add(
          "agree on weights",
          [this] {
            partners_.sum(device_.weights());
            device_.send_weights();
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
            partners_.largest(device_.largest_rate());
            device_.send_largest_rate();
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
  const bool acts = last && d.acting();
  if (partners_.any() && d.in_parts() && !acts) {
    add("update border", [&d, stage] { d.update(stage, Part::Border); });
    add("pack", [&d] { d.pack(); });
    add("update inside", [&d, stage] { d.update(stage, Part::Inside); });
  } else {
    add("update", [&d, stage] { d.update(stage, Part::All); });
    if (acts) add("processes", [&d] { d.act(); });
    if (partners_.any()) add("pack", [&d] { d.pack(); });
  }
  if (last) {
    add("advance clock", [&d] { d.advance_clock(); });
    add("record", [&d] { d.record(); });
    if (d.forced()) add("see boundaries", [&d] { d.see_boundaries(); });
    if (!d.rate_needs_halo()) add_rate();
  }
  if (partners_.any())
    add(
        "halo", [this] { exchange_halo(); }, true);
  add("derive", [&d] { d.derive_halo(); });
  if (last && d.rate_needs_halo()) add_rate();
}

void FlowStep::add_rate() {
  add("take rate", [this] {
    device_.take_rate();
    if (partners_.any()) fetch_agreement();
  });
}

void FlowStep::add_end() {
  if (partners_.any())
    add(
        "agree on rate", [this] { end_to_agree(); }, true);
}

void FlowStep::run(Real stop, int most, const std::function<void()>& meanwhile) {
  const auto whole = [this] { run_tasks(0, tasks_.size()); };
  device_.aim(stop, partners_.any() ? 1 : std::min(most, device_.most_steps_at_once()));
  if (partners_.any()) {
    meanwhile_ = meanwhile;
    whole();
  } else {
    device_.run_steps(static_cast<int>(stages_.size()), whole, meanwhile);
  }
}

Real FlowStep::length(Real stop) {
  device_.aim(stop, 1);
  run_tasks(0, length_tasks_);
  return device_.clock().dt;
}

std::int64_t FlowStep::bytes_a_cell() const {
  std::int64_t bytes = 0;
  for (const StageRequest& stage : stages_) bytes += device_.stage_bytes(stage);
  return bytes;
}

void FlowStep::begin() {
  if (partners_.any()) {
    device_.pack();
    exchange_halo();
  }
  device_.derive_all();
  if (device_.forced()) device_.see_boundaries();
  device_.take_rate();
  agree();
}

void FlowStep::agree() {
  if (!partners_.any()) return;
  fetch_agreement();
  end_to_agree();
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

/// Values that travel meanwhile are sent off first.
void FlowStep::exchange_halo() {
  if (meanwhile_) std::exchange(meanwhile_, nullptr)();
  partners_.exchange(device_.packed(), device_.received(), device_.halo_values());
  if (fetching_) begin_to_agree();
  partners_.wait_for_exchange();
  device_.unpack();
}

void FlowStep::fetch_agreement() {
  device_.fetch_agreement();
  fetching_ = true;
}

void FlowStep::begin_to_agree() {
  partners_.end_step(device_.agreement());
  agreeing_ = true;
}

void FlowStep::end_to_agree() {
  if (!agreeing_) begin_to_agree();
  partners_.wait_for_end(device_.agreement());
  device_.send_agreement();
  agreeing_ = fetching_ = false;
}

}  // namespace freshet
