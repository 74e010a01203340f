#include "solver/flow/flow_solver.hpp"

#include <algorithm>
#include <chrono>
#include <sstream>

#include "kernels/error.hpp"
#include "mesh/exact_sum.hpp"
#include "mesh/mpi.hpp"
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
  device_ = make_flow_device(
      backend, geometry,
      {options.gravity, options.dry_depth, is_linear(options), maxima, std::move(arrival_depths)});
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
  device_->set_boundary_volume(snapshot.edge_volume, snapshot.edge_volume_carry);
  device_->set_maxima(snapshot.maxima);
  restart_from(snapshot.state);
}

void FlowSolver::restart_from(const FlowState& state) {
  device_->set_state(state.depth, state.velocity_x, state.velocity_y);
  exchange_halo();
  stage_rate_ = device_->derive_all();
  agree(stage_rate_, {});
}

FlowSnapshot FlowSolver::snapshot() const {
  const auto edges = static_cast<std::size_t>(mesh_.boundary.size());
  FlowSnapshot out{time_,
                   steps_,
                   state(),
                   std::vector<Real>(edges),
                   std::vector<Real>(edges),
                   device_->maxima()};
  device_->get_boundary_volume(out.edge_volume, out.edge_volume_carry);
  return out;
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

Real FlowSolver::time_step(Real stop) const {
  const Real remaining = stop - time_;
  Real dt = std::min(
      {options_.max_time_step, remaining, wave_rate_ > 0 ? options_.cfl / wave_rate_ : remaining});
  const Real forced = boundaries_->wave_rate(*device_, mesh_.communicator, time_, time_ + dt);
  if (forced > 0) dt = std::min(dt, options_.cfl / forced);
  if (dt < remaining && 2 * dt > remaining) dt = 0.5 * remaining;
  return dt;
}

void FlowSolver::step(Real stop, StepNote note) {
  const Real dt = time_step(stop);
  const Real next = dt >= stop - time_ ? stop : time_ + dt;
  boundaries_->force(*device_, mesh_.communicator, time_, next);
  run_stages(dt);
  time_ = next;
  last_time_step_ = dt;
  ++steps_;
  device_->update_maxima(time_, dt);
  agree(stage_rate_, note);
}

void FlowSolver::run_stages(Real dt) {
  const TimeScheme scheme = scheme_of(options_);
  const auto stage = [&](const StageRequest& request) {
    const auto begin = std::chrono::steady_clock::now();
    stage_rate_ = device_->stage(request);
    work_seconds_ +=
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    exchange_halo();
    device_->derive_halo();
  };
  if (scheme == TimeScheme::RungeKutta2) {
    stage({.dt = dt, .part = 0.5});
    stage({.dt = dt, .old_share = 0.5, .part = 0.5, .back = true});
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

void FlowSolver::report_unsound() const {
  const Index cell = device_->first_unsound();
  const GlobalIndex nowhere = mesh_.cells_global;
  const GlobalIndex here = cell < 0 ? nowhere : mesh_.first_cell + cell;
  const GlobalIndex first = mpi::min(mesh_.communicator, here);
  std::vector<Real> place(3, -1e300);
  if (here == first && cell >= 0)
    place = {mesh_.centroid_x[cell], mesh_.centroid_y[cell], state().depth[cell]};
  mpi::all_reduce(mesh_.communicator, place, MPI_MAX);
  std::ostringstream text;
  text << "no sound state in cell " << first << " at (" << place[0] << ", " << place[1]
       << ") m, t = " << time_ << " s, step " << steps_ << ": depth " << place[2]
       << " m, last time step " << last_time_step_ << " s";
  throw SimulationError(text.str());
}

VolumeBalance FlowSolver::volumes() const {
  ExactSum now, in, out;
  const FlowState s = state();
  for (Index i = 0; i < mesh_.owned; ++i) now.add(s.depth[i] * mesh_.area[i]);
  std::vector<Real> volume(mesh_.boundary.size()), carry(mesh_.boundary.size());
  device_->get_boundary_volume(volume, carry);
  for (const Real left : volume) (left > 0 ? out : in).add(std::abs(left));
  for (auto* sum : {&now, &in, &out}) sum->reduce(mesh_.communicator);
  return {now.total(), in.total(), out.total()};
}

}  // namespace freshet
