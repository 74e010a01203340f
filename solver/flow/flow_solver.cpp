#include "solver/flow/flow_solver.hpp"

#include <algorithm>
#include <sstream>

#include "kernels/error.hpp"
#include "kernels/process/boundary_volume.hpp"
#include "mesh/parallel/mpi.hpp"
#include "solver/flow/flow_conditions.hpp"
#include "solver/flow/flow_geometry.hpp"

namespace freshet {
namespace {

int local_rank_of(MPI_Comm communicator) {
  MPI_Comm node = MPI_COMM_NULL;
  mpi::check(MPI_Comm_split_type(communicator, MPI_COMM_TYPE_SHARED, 0, MPI_INFO_NULL, &node),
             "MPI_Comm_split_type");
  const int rank = mpi::rank_of(node);
  mpi::check(MPI_Comm_free(&node), "MPI_Comm_free");
  return rank;
}

TimeScheme scheme_of(const FlowOptions& options) {
  return options.order == 2 ? options.scheme : TimeScheme::Euler;
}

/// Lines inside the mesh are open edges, so that nothing takes them for walls; what passes them
/// structures tell.
std::vector<std::vector<BoundaryPhase>> conditions_on(const Mesh& mesh, const FlowSetup& setup) {
  auto conditions = conditions_of(mesh.boundary_names, setup.boundaries);
  for (std::size_t name = 0; name < conditions.size(); ++name)
    if (mesh.inside(static_cast<Index>(name))) conditions[name] = {{boundary_kind("critical"), {}}};
  return conditions;
}

std::unique_ptr<FlowDevice> device_of(const Mesh& mesh, std::span<const Real> manning,
                                      FlowSetup& setup) {
  const FlowOptions& given = setup.options;
  FlowDeviceOptions options;
  options.gravity = given.gravity;
  options.dry_depth = given.dry_depth;
  options.linear = given.order == 2;
  options.mixing = given.mixing;
  options.skip_dry = given.skip_dry;
  options.rule = {given.cfl, given.max_time_step};
  options.conditions = conditions_on(mesh, setup);
  options.processes = std::move(setup.processes);
  options.processes.push_back(std::make_unique<BoundaryVolumeOptions>());
  options.profiling = setup.profiling;
  options.local_rank = local_rank_of(mesh.communicator);
  // The device that is only played does both, so that both are tested.
  options.direct_messages =
      setup.backend == Backend::Queue ? mesh.rank % 2 == 0 : mpi::takes_device_memory();
  FlowGeometry geometry = flow_geometry(mesh, manning, options.conditions, given.pixels);
  return make_flow_device(setup.backend, std::move(geometry), std::move(options));
}

/// The part of a snapshot that holds a field.
template <class Snapshot>
auto& kept_in(Snapshot& snapshot, const FieldInfo& field) {
  if (field.place == Place::Cell) return snapshot.cells;
  return field.place == Place::Edge ? snapshot.edges : snapshot.lists;
}

/// The single numbers of a clock that go on over a restart: the one list for saving and loading.
template <class Clock, class Report, class Visit>
void visit_reals(Clock& clock, Report& report, const Visit& visit) {
  visit("time", clock.time);
  visit("wave_rate", clock.rate);
  visit("steps_by_front", clock.by_front);
  visit("steps_by_film", clock.by_film);
  visit("steps_by_boundary", clock.by_boundary);
  visit("smallest_step", report.smallest);
  visit("smallest_step_time", report.time);
  visit("smallest_step_front", report.front);
  visit("smallest_step_boundary", report.boundary);
  visit("smallest_step_cell", report.cell);
  visit("smallest_step_x", report.x);
  visit("smallest_step_y", report.y);
  visit("smallest_step_depth", report.depth);
}

}  // namespace

FlowSolver::FlowSolver(const Mesh& mesh, std::span<const Real> manning, FlowSetup setup)
    : mesh_(mesh),
      times_work_(setup.backend == Backend::Cpu),
      skips_dry_(setup.options.skip_dry),
      device_(device_of(mesh, manning, setup)),
      partners_(mesh),
      step_(*device_, partners_, scheme_of(setup.options)) {}

void FlowSolver::start(const FlowState& state) {
  device_->write("depth", state.depth);
  device_->write("velocity_x", state.velocity_x);
  device_->write("velocity_y", state.velocity_y);
  step_.begin();
  device_->record();
  step_.agree();
  clock_ = device_->clock();
  if (!(clock_.rate < unsound_rate)) report_unsound();
}

FlowSnapshot FlowSolver::save() const {
  FlowSnapshot out;
  out.steps = clock_.steps;
  const StepReport now = report();
  visit_reals(clock_, now, [&](const char* name, const auto& value) {
    out.reals[name] = static_cast<Real>(value);
  });
  for (const auto& field : fields()) {
    if (field.keeping != Keeping::State) continue;
    kept_in(out, field)[field.name] = kept(field);
  }
  return out;
}

void FlowSolver::load(const FlowSnapshot& snapshot) {
  clock_ = {};
  clock_.steps = snapshot.steps;
  visit_reals(clock_, before_, [&]<class T>(const char* name, T& value) {
    require(snapshot.reals.contains(name), "checkpoint: written by another version; it lacks",
            name);
    value = static_cast<T>(snapshot.reals.at(name));
  });
  clock_.shortest.dt = before_.smallest;
  for (const auto& field : fields()) {
    if (field.keeping != Keeping::State) continue;
    const auto& kept = kept_in(snapshot, field);
    const auto found = kept.find(field.name);
    const bool entries = field.place == Place::Entry;
    const auto count = entries ? static_cast<std::size_t>(field.count) : count_of(field);
    require(found != kept.end() && found->second.size() == count,
            "checkpoint: written for a case without something that this one has (output.maxima, "
            "arrival depths, a process); it lacks",
            field.name);
    device_->write(field.name, own_of(field, found->second));
  }
  step_.begin();
  device_->set_clock(clock_);
}

void FlowSolver::steps(Real stop, int most, StepNote note, const std::function<void()>& meanwhile) {
  partners_.note = note;
  step_.run(stop, most, meanwhile);
  clock_ = device_->clock();
  if (!(clock_.rate < unsound_rate)) report_unsound();
  if (clock_.moved == 0) report_stuck();
}

std::size_t FlowSolver::count_of(const FieldInfo& field) const {
  if (field.place == Place::Cell) return mesh_.owned;
  if (field.place == Place::Entry) return field.own.size();
  return field.place == Place::Edge ? mesh_.boundary.size() : field.count;
}

/// A field as a snapshot has it: entries from all ranks in one list.
std::vector<Real> FlowSolver::kept(const FieldInfo& field) const {
  auto here = values(field);
  if (field.place != Place::Entry) return here;
  std::vector<Real> all(field.count);
  for (std::size_t k = 0; k < here.size(); ++k) all[field.own[k]] = here[k];
  mpi::all_reduce(mesh_.communicator, all, MPI_SUM);  // one rank's value and zeros: exact
  return all;
}

/// What of it lies on this rank.
std::vector<Real> FlowSolver::own_of(const FieldInfo& field, const std::vector<Real>& kept) const {
  if (field.place != Place::Entry) return kept;
  std::vector<Real> here;
  for (const Index k : field.own) here.push_back(kept[k]);
  return here;
}

std::vector<Real> FlowSolver::values(const FieldInfo& field) const {
  std::vector<Real> values(count_of(field));
  device_->read(field.name, values);
  return values;
}

bool FlowSolver::moves_ground() const {
  return std::any_of(fields().begin(), fields().end(), [](const FieldInfo& field) {
    return field.name == "bed" && field.keeping == Keeping::State;
  });
}

FlowState FlowSolver::state() const {
  const auto owned = static_cast<std::size_t>(mesh_.owned);
  FlowState out{std::vector<Real>(owned), std::vector<Real>(owned), std::vector<Real>(owned),
                std::vector<Real>(owned)};
  device_->read("depth", out.depth);
  device_->read("velocity_x", out.velocity_x);
  device_->read("velocity_y", out.velocity_y);
  device_->read("bed", out.bed);
  return out;
}

FlowState FlowSolver::state_of(int watch) const {
  FlowState out;
  const auto values = device_->watched(watch);
  for (std::size_t k = 0; k < values.size(); k += 4) {
    out.depth.push_back(values[k]);
    out.velocity_x.push_back(values[k + 1]);
    out.velocity_y.push_back(values[k + 2]);
    out.bed.push_back(values[k + 3]);
  }
  return out;
}

StepReport FlowSolver::report() const {
  const ShortestStep& shortest = clock_.shortest;
  StepReport r = before_;
  r.by_front = clock_.by_front;
  r.by_film = clock_.by_film;
  r.by_boundary = clock_.by_boundary;
  if (!(shortest.dt < before_.smallest)) return r;
  const CellPlace place =
      first_place(shortest.cell == no_index ? -1 : shortest.cell, shortest.depth);
  r.smallest = shortest.dt;
  r.time = shortest.time;
  r.front = shortest.front != 0;
  r.boundary = shortest.by == StepLimit::Boundary;
  if (place.cell == mesh_.cells_global) {  // a process has changed it since the rate was taken
    r.cell = -1;
    r.x = r.y = r.depth = 0;
    return r;
  }
  r.cell = place.cell;
  r.x = place.x;
  r.y = place.y;
  r.depth = place.depth;
  return r;
}

double FlowSolver::work_seconds() const {
  double seconds = 0;
  for (const auto& task : tasks()) seconds += task.waits ? 0 : task.seconds;
  return seconds;
}

FlowSolver::CellPlace FlowSolver::first_place(Index local, Real depth) const {
  const GlobalIndex here = local < 0 ? mesh_.cells_global : mesh_.first_cell + local;
  const GlobalIndex first = mpi::min(mesh_.communicator, here);
  std::vector<Real> place(3, -1e300);
  if (here == first && local >= 0)
    place = {mesh_.centroid_x[local], mesh_.centroid_y[local], depth};
  mpi::all_reduce(mesh_.communicator, place, MPI_MAX);
  return {first, place[0], place[1], place[2]};
}

void FlowSolver::report_unsound() const {
  const Index local = device_->first_unsound();
  const CellPlace place = first_place(local, local < 0 ? 0 : state().depth[local]);
  std::ostringstream text;
  text << "no sound state in cell " << place.cell << " at (" << place.x << ", " << place.y
       << ") m, t = " << time() << " s, step " << steps() << ": depth " << place.depth
       << " m, last time step " << last_time_step() << " s";
  throw SimulationError(text.str());
}

void FlowSolver::report_stuck() const {
  const StepReport r = report();
  std::ostringstream text;
  text << "the time step has become too short to go on, t = " << time() << " s, step " << steps()
       << ": " << last_time_step() << " s; cell " << r.cell << " at (" << r.x << ", " << r.y
       << ") m with a depth of " << r.depth << " m asks for that";
  throw SimulationError(text.str());
}

}  // namespace freshet
