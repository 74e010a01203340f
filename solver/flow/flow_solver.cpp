#include "solver/flow/flow_solver.hpp"

#include <algorithm>
#include <chrono>
#include <sstream>

#include "kernels/error.hpp"
#include "kernels/wave_rate.hpp"
#include "mesh/parallel/exact_sum.hpp"
#include "mesh/parallel/mpi.hpp"
#include "solver/flow/flow_geometry.hpp"

namespace freshet {
namespace {

constexpr Real unsound_rate = 1e300;

bool is_linear(const FlowOptions& options) { return options.order == 2; }

TimeScheme scheme_of(const FlowOptions& options) {
  return is_linear(options) ? options.scheme : TimeScheme::Euler;
}

}  // namespace

FlowSolver::FlowSolver(const Mesh& mesh, std::span<const Real> manning, const FlowOptions& options,
                       std::vector<BoundaryCondition> conditions, Backend backend, bool maxima,
                       std::vector<Real> arrival_depths)
    : mesh_(mesh), options_(options) {
  const FlowGeometry geometry = flow_geometry(mesh, manning);
  boundaries_ = std::make_unique<FlowBoundaries>(mesh.boundary_names, std::move(conditions),
                                                 geometry.condition_length);
  device_ = make_flow_device(backend, geometry,
                             {options.gravity, options.dry_depth, is_linear(options), maxima,
                              std::move(arrival_depths), options.mixing});
  send_.resize(3 * mesh.halo.send_cells.size());
  receive_.resize(3 * mesh.halo.receive_cells.size());
}

void FlowSolver::start(const FlowState& state) {
  restart_from(state);
  device_->update_maxima(time_, 0);
}

void FlowSolver::restore(const FlowSnapshot& snapshot) {
  time_ = snapshot.time;
  steps_ = snapshot.steps;
  device_->set_edge_records(snapshot.edges);
  device_->set_maxima(snapshot.maxima);
  restart_from(snapshot.state);
  wave_rate_ = snapshot.wave_rate;
  report_ = snapshot.report;
}

void FlowSolver::restart_from(const FlowState& state) {
  device_->set_state(state.depth, state.velocity_x, state.velocity_y);
  exchange_halo();
  stage_rate_ = device_->derive_all();
  agree(stage_rate_, {});
}

FlowSnapshot FlowSolver::snapshot() const {
  return {time_, steps_, state(), device_->edge_records(), device_->maxima(), wave_rate_, report_};
}

FlowState FlowSolver::state() const {
  const auto owned = static_cast<std::size_t>(mesh_.owned);
  FlowState out{std::vector<Real>(owned), std::vector<Real>(owned), std::vector<Real>(owned)};
  device_->get_state(out.depth, out.velocity_x, out.velocity_y);
  return out;
}

void FlowSolver::exchange_halo() {
  if (mesh_.ranks == 1) return;
  device_->pack(send_);
  mesh_.halo.exchange(send_, receive_, 3);
  device_->unpack(receive_);
}

FlowSolver::Limited FlowSolver::limited_step(Real stop) const {
  const Real remaining = std::min(stop, boundaries_->next_change(time_)) - time_;
  Limited step{std::min(options_.max_time_step, remaining), StepLimit::Schedule};
  const auto limit = [&](Real rate, StepLimit by) {
    const Real dt = rate > 0 ? options_.cfl / unmarked(rate) : remaining;
    if (dt < step.dt) step = {dt, by};
  };
  limit(wave_rate_, StepLimit::Cell);
  limit(boundaries_->wave_rate(*device_, mesh_.communicator, time_, time_ + step.dt),
        StepLimit::Boundary);
  if (step.dt < remaining && 2 * step.dt > remaining) step = {0.5 * remaining, StepLimit::Schedule};
  return step;
}

Real FlowSolver::time_step(Real stop) const { return limited_step(stop).dt; }

void FlowSolver::step(Real stop, StepNote note) {
  const Limited limited = limited_step(stop);
  count(limited);
  const Real dt = limited.dt, end = std::min(stop, boundaries_->next_change(time_));
  const Real next = dt >= end - time_ ? end : time_ + dt;
  boundaries_->force(*device_, mesh_.communicator, time_, next);
  run_stages(dt);
  time_ = next;
  last_time_step_ = dt;
  ++steps_;
  device_->update_maxima(time_, dt);
  agree(stage_rate_, note);
}

/// The cell that cut a step is looked for only where the step is shorter than all before it.
void FlowSolver::count(const Limited& step) {
  const WaveMarks marks = marks_of(wave_rate_);
  const bool cell = step.by == StepLimit::Cell, boundary = step.by == StepLimit::Boundary;
  report_.by_front += cell && marks.front;
  report_.by_film += cell && marks.film;
  report_.by_boundary += boundary;
  if (step.by == StepLimit::Schedule || !(step.dt < report_.smallest)) return;
  Index local = -1;
  if (boundary) {
    const Real rate = device_->boundary_wave_rate();
    if (rate > 0 && options_.cfl / unmarked(rate) == step.dt)
      local = device_->cell_of_boundary_rate(rate);
  } else {
    local = device_->cell_of_rate(wave_rate_);
  }
  const CellPlace place = first_place(local);
  report_.smallest = step.dt;
  report_.time = time_;
  report_.front = cell && marks.front;
  report_.boundary = boundary;
  report_.cell = place.cell;
  report_.x = place.x;
  report_.y = place.y;
  report_.depth = place.depth;
}

void FlowSolver::run_stages(Real dt) {
  const TimeScheme scheme = scheme_of(options_);
  const auto stage = [&](const StageRequest& request) {
    const auto begin = std::chrono::steady_clock::now();
    const Real rate = device_->stage(request);
    work_seconds_ +=
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    exchange_halo();
    stage_rate_ = std::max(rate, device_->derive_halo());
  };
  if (scheme == TimeScheme::RungeKutta2) {
    stage({.dt = dt, .part = 0.5, .stages = true});
    stage({.dt = dt, .old_share = 0.5, .part = 0.5, .back = true, .stages = true});
  } else {
    stage({.dt = dt, .half_step = scheme == TimeScheme::Hancock ? 0.5 * dt : 0});
  }
}

void FlowSolver::agree(Real rate, StepNote note) {
  std::vector<Real> values{rate, static_cast<Real>(note.signal), note.attention ? 1.0 : 0.0};
  mpi::all_reduce(mesh_.communicator, values, MPI_MAX);
  wave_rate_ = values[0];
  note_ = {static_cast<int>(values[1]), values[2] > 0};
  if (!(wave_rate_ < unsound_rate)) report_unsound();
}

FlowSolver::CellPlace FlowSolver::first_place(Index local) const {
  const GlobalIndex here = local < 0 ? mesh_.cells_global : mesh_.first_cell + local;
  const GlobalIndex first = mpi::min(mesh_.communicator, here);
  std::vector<Real> place(3, -1e300);
  if (here == first && local >= 0)
    place = {mesh_.centroid_x[local], mesh_.centroid_y[local], state().depth[local]};
  mpi::all_reduce(mesh_.communicator, place, MPI_MAX);
  return {first, place[0], place[1], place[2]};
}

void FlowSolver::report_unsound() const {
  const CellPlace place = first_place(device_->first_unsound());
  std::ostringstream text;
  text << "no sound state in cell " << place.cell << " at (" << place.x << ", " << place.y
       << ") m, t = " << time_ << " s, step " << steps_ << ": depth " << place.depth
       << " m, last time step " << last_time_step_ << " s";
  throw SimulationError(text.str());
}

VolumeBalance FlowSolver::volumes() const {
  ExactSum now, net_in, net_out, in, out;
  const FlowState s = state();
  for (Index i = 0; i < mesh_.owned; ++i) now.add(s.depth[i] * mesh_.area[i]);
  const std::size_t names = mesh_.boundary_names.size();
  std::vector<ExactSum> ins(names), outs(names);
  const EdgeRecordArrays passed = device_->edge_records();
  for (Index e = 0; e < mesh_.boundary.size(); ++e) {
    const Real left = passed.left[e], entered = passed.entered[e];
    const Index name = mesh_.boundary.name[e];
    (left > 0 ? net_out : net_in).add(std::abs(left));
    for (auto* sum : {&in, &ins[name]}) sum->add(entered);
    for (auto* sum : {&out, &outs[name]}) sum->add(std::max<Real>(left + entered, 0));
  }
  const auto total = [&](ExactSum& sum) {
    sum.reduce(mesh_.communicator);
    return sum.total();
  };
  VolumeBalance v{total(now), total(net_in), total(net_out), {total(in), total(out)}, {}};
  for (std::size_t k = 0; k < names; ++k)
    v.boundaries.push_back({.in = total(ins[k]), .out = total(outs[k])});
  return v;
}

}  // namespace freshet
