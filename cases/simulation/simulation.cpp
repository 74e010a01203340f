#include "cases/simulation/simulation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "cases/model/case_on_mesh.hpp"
#include "cases/model/case_processes.hpp"
#include "cases/model/friction_field.hpp"
#include "cases/model/initial_state.hpp"
#include "cases/simulation/profile.hpp"
#include "cases/simulation/run_checkpoint.hpp"
#include "cases/simulation/run_summary.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"
#include "post/state_hash.hpp"

namespace freshet {
namespace {

FlowState initial_state(const Case& given, const Mesh& mesh) {
  const auto owned = static_cast<std::size_t>(mesh.owned);
  FlowState state{std::vector<Real>(owned), std::vector<Real>(owned), std::vector<Real>(owned)};
  const CellPlaces places{std::span(mesh.centroid_x).first(owned),
                          std::span(mesh.centroid_y).first(owned),
                          std::span(mesh.bed).first(owned)};
  const auto from_checkpoint = [&](InitialFields fields, const std::filesystem::path& file) {
    const Checkpoint read = read_checkpoint(mesh, file);
    std::copy_n(read.cells.at("depth").begin(), owned, fields.depth.begin());
    std::copy_n(read.cells.at("velocity_x").begin(), owned, fields.velocity_x.begin());
    std::copy_n(read.cells.at("velocity_y").begin(), owned, fields.velocity_y.begin());
  };
  together(mesh.communicator, [&] {
    fill_initial_state({state.depth, state.velocity_x, state.velocity_y}, places, given.initial,
                       from_checkpoint);
  });
  return state;
}

}  // namespace

std::string backend_name(Backend backend) {
  return backend == Backend::Cuda ? "cuda" : backend == Backend::Queue ? "queue" : "cpu";
}

FlowView view(const FlowState& state) {
  return {state.depth, state.velocity_x, state.velocity_y, state.bed};
}

Simulation::Simulation(CaseRun& run, Backend backend, std::filesystem::path restart, Log& log,
                       StatusFile& status)
    : run_(run),
      backend_(backend),
      restart_(std::move(restart)),
      log_(log),
      status_(status),
      balance_(run.arguments.balance) {}

void Simulation::carry_out() {
  std::optional<SignalGuard> signals;
  do {
    make_mesh_by_work();
    start_solver();
    if (!signals) signals.emplace();
    advance(*signals);
  } while (divide_);
  summarise();
}

Real Simulation::end() const { return arguments().until.value_or(given().end_time); }

const FlowState& Simulation::state() const {
  if (!state_) state_ = solver_->state();
  return *state_;
}

const PointLocation& Simulation::location() const {
  if (!location_) location_.emplace(mesh());
  return *location_;
}

void Simulation::say(const std::string& line) {
  if (root()) log_.say(line);
}

void Simulation::tell_status() {
  if (root()) status_.tell(mesh().cells_global, solver_->steps(), solver_->time());
}

/// The first time, and each time that the work is divided anew: then what goes on is a restart from
/// a checkpoint, so that whatever is saved and loaded moves with the cells.
void Simulation::make_mesh_by_work() {
  const auto begin = std::chrono::steady_clock::now();
  divided_ = divide_;
  divide_ = false;
  participants_.clear();
  solver_.reset();
  location_.reset();
  const CellShares shares =
      restart_.empty() ? CellShares{}
                       : balance_.shares_of(MPI_COMM_WORLD, restart_, given().flow.dry_depth);
  const GlobalIndex first = run_.mesh.first_cell;
  run_.mesh = make_mesh(MPI_COMM_WORLD, given().mesh, shares);
  chains_ = lay_structures(run_.mesh, given());
  if (divided_) {
    for (auto& [time, state] : run_.kept) move_cells(state, first, run_.mesh);
  } else {
    for (const auto& note : check_on_mesh(given(), mesh())) say("note: " + note);
    for (const auto& note : given().notes) say("note: " + note);
  }
  balance_.divided(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
}

void Simulation::start_solver() {
  const auto manning = manning_field(given().friction, mesh());
  solver_ = std::make_unique<FlowSolver>(
      mesh(), manning,
      FlowSetup{given().flow, given().boundaries, backend_, processes_of(given(), mesh(), chains_),
                arguments().profile});
  run_.mesh.bed_slope_x = run_.mesh.bed_slope_y = {};  // the flow has its own
  state_.reset();
  participants_ = participants(*this);
  if (restart_.empty()) {
    solver_->start(initial_state(given(), mesh()));
    volume_start_ = solver_->volumes().now;
  } else {
    go_on_from_checkpoint();
  }
  if (divided_) return;
  say(fmt::format("{}: {} cells, {} ranks, backend {}, to {} s, results in {}", given().name,
                  mesh().cells_global, mesh().ranks, backend_name(backend_), end(),
                  run_.out.string()));
}

void Simulation::go_on_from_checkpoint() {
  Checkpoint read = read_checkpoint(mesh(), restart_);
  for (const char* name : {"time", "volume_start"})
    require(read.reals.contains(name), restart_.string() + ": written by another version; it lacks",
            name);
  require(read.reals["time"] < end(),
          "--restart: the checkpoint is not before the end of the run, s", read.reals["time"]);
  for (auto& participant : participants_) participant->load(read);
  solver_->load(take_snapshot(read));
  volume_start_ = read.reals["volume_start"];
  status_.checkpoint(restart_, solver_->time());
  say("restart from " + restart_.string());
}

std::filesystem::path Simulation::write_checkpoint() {
  const FlowSnapshot flow = solver_->save();
  CheckpointView checkpoint = view(flow);
  checkpoint.reals["volume_start"] = volume_start_;
  for (const auto& participant : participants_) participant->save(checkpoint);
  const auto file = freshet::write_checkpoint(mesh(), run_.out / "checkpoint", checkpoint,
                                              given().output.checkpoints_kept);
  status_.checkpoint(file, solver_->time());
  tell_status();
  say(fmt::format("checkpoint at {} s: {}", solver_->time(), file.string()));
  return file;
}

void Simulation::divide() {
  restart_ = write_checkpoint();
  divide_ = true;
}

void Simulation::advance(const SignalGuard& signals) {
  if (!divided_) status_.start(solver_->time(), solver_->steps());
  tell_status();
  for (auto& participant : participants_) participant->begin(!restart_.empty());
  const auto meanwhile = [this] {
    for (auto& participant : participants_) participant->meanwhile();
  };
  while (!over() && !divide_) {
    // --until is looked at before each step.
    int most = arguments().until ? 1 : std::numeric_limits<int>::max();
    for (const auto& participant : participants_) most = std::min(most, participant->most_steps());
    solver_->steps(next_stop(), most, note(signals), meanwhile);
    state_.reset();
    for (auto& participant : participants_) participant->act();
  }
  meanwhile();
  if (divide_) return;
  for (auto& participant : participants_) participant->end();
}

StepNote Simulation::note(const SignalGuard& signals) const {
  return {signals.pending(), std::any_of(participants_.begin(), participants_.end(),
                                         [](const auto& p) { return p->wants_attention(); })};
}

/// A run that --until ends between two events leaves a checkpoint before it shortens a step, so
/// that a restart goes on with the steps that the run in one go takes.
Real Simulation::next_stop() {
  Real event = given().end_time;
  for (const auto& participant : participants_)
    event = std::min(event, participant->next_event(solver_->time()));
  if (!arguments().until) return event;
  const Real until = *arguments().until;
  if (!left_schedule_ && event > until && solver_->time() + solver_->time_step(event) > until) {
    write_checkpoint();
    left_schedule_ = true;
  }
  return left_schedule_ ? until : event;
}

void Simulation::summarise() {
  RunSummary& s = run_.summary;
  tell_status();
  run_.end = solver_->state();
  run_.ground_moved = solver_->moves_ground();
  for (const auto& field : solver_->fields())
    if (field.written == Written::AtEnd) run_.written[field.name] = solver_->values(field);
  s.wall_seconds = status_.wall_seconds();
  s.backend = backend_name(backend_);
  s.cell_steps_per_second = static_cast<Real>(mesh().cells_global) *
                            (solver_->steps() - status_.first_step()) / s.wall_seconds;
  summarise_flow(s, *solver_, mesh(), volume_start_);
  s.state_hash = state_hash(mesh(), view(run_.end));
  if (arguments().profile)
    for (const auto& line : profile_of(*solver_, mesh().communicator)) say(line);
  run_.exit_code = solver_->note().signal == 0 ? 0 : 128 + solver_->note().signal;
}

}  // namespace freshet
