#include "cases/run_case.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <optional>

#include "cases/case_on_mesh.hpp"
#include "cases/checks.hpp"
#include "cases/coarsen.hpp"
#include "cases/dam/dam_run.hpp"
#include "cases/friction_field.hpp"
#include "cases/loads/run_cycles.hpp"
#include "cases/run_checkpoint.hpp"
#include "cases/run_output.hpp"
#include "cases/run_summary.hpp"
#include "cases/signals.hpp"
#include "cases/start_state.hpp"
#include "mesh/agreement.hpp"
#include "mesh/mpi.hpp"
#include "post/checkpoint.hpp"
#include "post/run_progress.hpp"
#include "post/state_hash.hpp"
#include "post/text_file.hpp"

namespace freshet {
namespace {

/// One run from its arguments to its summary.
class Run {
 public:
  Run(const RunArguments& arguments, Log& log)
      : arguments_(arguments),
        log_(log),
        root_(mpi::rank_of(MPI_COMM_WORLD) == 0),
        run_(std::make_unique<CaseRun>()),
        balance_(arguments.balance) {}

  std::unique_ptr<CaseRun> carry_out() {
    try {
      read_arguments();
      if (!run_->given.with_flow) {
        run_without_flow();
        return std::move(run_);
      }
      read();
      do {
        make_mesh_by_work();
        start_solver();
        advance();
      } while (divide_);
      summarise();
    } catch (const std::exception& error) {
      note_failure(error.what());
      throw;
    }
    return std::move(run_);
  }

 private:
  using Clock = std::chrono::steady_clock;

  void say(const std::string& line) {
    if (root_) log_.say(line);
  }

  /// For the log and `freshet status`; the error itself goes on to the caller. Not collective.
  void note_failure(const std::string& what) {
    if (!root_ || !prepared_) return;
    log_.record("failed: " + what);
    try {
      progress_.error = what;
      write_progress(run_->out, progress_);
    } catch (const std::exception&) {  // a full disk is what is being told already
    }
  }

  void read_arguments() {
    run_->arguments = arguments_;
    run_->given =
        read_case(arguments_.case_name, arguments_.overrides, arguments_.data, arguments_.any_file);
    coarsen(run_->given, arguments_.coarser);
    Case& given = run_->given;
    run_->out =
        arguments_.out.empty() ? std::filesystem::path("results") / given.name : arguments_.out;
    given.mesh.work_directory = run_->out / "mesh";
    backend_ = backend_of(arguments_.backend);
  }

  void read() {
    Case& given = run_->given;
    require(!arguments_.until || (*arguments_.until > 0 && *arguments_.until <= given.end_time),
            "--until: must lie in (0, flow.end_time]", arguments_.until.value_or(0));
    restart_ = arguments_.restart.empty() ? std::filesystem::path()
                                          : restart_file(arguments_.restart, run_->out);
    together(MPI_COMM_WORLD, [&] {
      if (root_) prepare_folder();
    });
  }

  /// The first time, and each time that the work is divided anew: then what goes on is a restart
  /// from a checkpoint, so that whatever is saved and loaded moves with the cells.
  void make_mesh_by_work() {
    const Case& given = run_->given;
    const auto begin = Clock::now();
    solver_.reset();
    const CellShares shares =
        restart_.empty() ? CellShares{}
                         : balance_.shares_of(MPI_COMM_WORLD, restart_, given.flow.dry_depth);
    const GlobalIndex first = run_->mesh.first_cell;
    run_->mesh = make_mesh(MPI_COMM_WORLD, given.mesh, shares);
    if (divide_) {
      for (auto& [time, state] : run_->kept) move_cells(state, first, run_->mesh);
    }
    if (!divide_) {
      for (const auto& note : check_on_mesh(given, run_->mesh)) say("note: " + note);
      for (const auto& note : given.notes) say("note: " + note);
    }
    balance_.divided(std::chrono::duration<double>(Clock::now() - begin).count());
  }

  void prepare_folder() {
    std::error_code error;
    std::filesystem::create_directories(run_->out / "mesh", error);
    if (error)
      throw EnvironmentError("--out: cannot make " + run_->out.string() + ": " + error.message());
    remove_summary(run_->out);
    write_text_atomically(run_->out / "case.json", run_->given.json);
    log_.open(run_->out / "log.txt", !restart_.empty());
    prepared_ = true;
    progress_.case_name = run_->given.name;
    progress_.ranks = mpi::size_of(MPI_COMM_WORLD);
    progress_.end_time = end();
    write_progress(run_->out, progress_);
  }

  void start_solver() {
    const Case& given = run_->given;
    const Mesh& mesh = run_->mesh;
    const auto manning = manning_field(given.friction, mesh);
    solver_ = std::make_unique<FlowSolver>(
        mesh, manning, given.flow, given.boundaries, backend_, given.output.maxima,
        given.output.maxima ? given.output.arrival_depths : std::vector<Real>{});
    if (restart_.empty()) {
      solver_->start(start_state(run_->given, run_->mesh));
      volume_start_ = solver_->volumes().now;
    } else {
      const auto checkpoint = load(mesh, restart_, solver_->maxima().arrival.size());
      require(checkpoint.flow.time < end(),
              "--restart: the checkpoint is not before the end of the run, s",
              checkpoint.flow.time);
      solver_->restore(checkpoint.flow);
      volume_start_ = checkpoint.volume_start;
      progress_.checkpoint = restart_.filename().string();
      progress_.checkpoint_seconds = checkpoint.flow.time;
      say("restart from " + restart_.string());
    }
    if (divide_) return;
    say(fmt::format("{}: {} cells, {} ranks, backend {}, to {} s, results in {}", given.name,
                    mesh.cells_global, mesh.ranks, backend_name(), end(), run_->out.string()));
  }

  DamRunOptions dam_options() {
    const auto tell = [this](const std::string& line) { say(line); };
    if (run_->given.with_flow) return {run_->out, {}, "", tell, {}};
    const auto progress = [this](GlobalIndex cells, std::int64_t steps, Real time) {
      if (root_ && progress_due()) tell_progress(cells, steps, time);
    };
    return {run_->out, arguments_.until, arguments_.restart, tell, progress};
  }

  /// What the dam's analysis found goes into the summary.
  void run_dam_now() {
    const DamResult found = run_dam(*run_->given.dam, dam_options());
    RunSummary& s = run_->summary;
    s.dam = found.figures;
    run_->exit_code = found.signal == 0 ? 0 : 128 + found.signal;
    if (found.signal != 0) s.status = "stopped";
    if (!run_->given.with_flow) summarise_dam(s, found, run_->mesh.communicator);
  }

  /// A dam, or cycles of series that the case brings with it.
  void run_without_flow() {
    const SignalGuard signals;
    run_->mesh.communicator = MPI_COMM_WORLD;
    run_->mesh.rank = mpi::rank_of(MPI_COMM_WORLD);
    run_->mesh.ranks = mpi::size_of(MPI_COMM_WORLD);
    restart_ = arguments_.restart;
    together(MPI_COMM_WORLD, [&] {
      if (run_->given.dam) check_dam_options(*run_->given.dam, dam_options());
      require(run_->given.dam || (restart_.empty() && !arguments_.until),
              "--restart, --until: the case has neither [flow] nor [dam]", run_->given.name);
      if (root_) prepare_folder();
    });
    started_ = Clock::now();
    RunSummary& s = run_->summary;
    if (run_->given.dam)
      run_dam_now();
    else
      summarise_dam(s, {}, run_->mesh.communicator);
    if (run_->exit_code == 0 && !arguments_.until) count_cycles_now();
    s.wall_seconds = std::chrono::duration<double>(Clock::now() - started_).count();
    s.case_name = run_->given.name;
    s.version = FRESHET_VERSION;
    if (root_) tell_progress(s.cells, s.steps, s.simulated_seconds);
    if (s.wall_seconds > 0)
      s.cell_steps_per_second = static_cast<Real>(s.cells) * s.steps / s.wall_seconds;
    if (run_->exit_code == 0 && !arguments_.until)
      s.checks = evaluate_checks(*run_, [this](const std::string& line) { say(line); });
    together(MPI_COMM_WORLD, [&] {
      if (root_) write_summary(run_->out, s);
    });
    say(fmt::format("{}: {} in {:.2f} s", s.status, run_->given.name, s.wall_seconds));
  }

  void count_cycles_now() {
    const auto tell = [this](const std::string& line) { say(line); };
    run_->summary.cycles = run_cycles(run_->given.cycles, run_->out, run_->mesh.communicator, tell);
  }

  Real end() const { return arguments_.until.value_or(run_->given.end_time); }
  std::string backend_name() const { return backend_ == Backend::Cuda ? "cuda" : "cpu"; }

  void advance() {
    const SignalGuard signals;
    RunOutput output(run_->given, run_->mesh, run_->out, !restart_.empty());
    Progress progress(log_, run_->mesh.cells_global, solver_->time(), end(), solver_->steps());
    if (!divide_) {
      started_ = Clock::now();
      first_step_ = solver_->steps();
      progress_.first_seconds = solver_->time();
    }
    divide_ = false;
    tell_progress();
    if (restart_.empty())
      output.write(*solver_, false);
    else
      output.go_on_from(*solver_);
    while (solver_->time() < end() && solver_->note().signal == 0 && !divide_) {
      const Real stop = next_stop(output);
      solver_->step(
          stop, {signals.pending(), root_ && (progress.due(solver_->time()) || progress_due())});
      keep_state();
      if (output.checkpoint_due(solver_->time())) write_checkpoint_now();
      if (solver_->time() < end() && solver_->note().signal == 0) output.write(*solver_, false);
      show(progress);
      watch_balance();
    }
    if (divide_) return;
    if (solver_->note().signal != 0 || (arguments_.until && !left_schedule_))
      write_checkpoint_now();
    output.write(*solver_, true);
  }

  /// Keeps the state where a check asks for it. Their times are times of output, so that they
  /// shorten no further step.
  void keep_state() {
    const Real time = solver_->time();
    for (const auto& check : run_->given.checks)
      for (const Real asked : check.times)
        if (std::abs(time - asked) <= 1e-9 * asked) run_->kept[asked] = solver_->state();
  }

  void watch_balance() {
    if (solver_->time() >= end() || solver_->note().signal != 0 || left_schedule_) return;
    if (!balance_.look_due(*solver_)) return;
    divide_ = balance_.wants_division(run_->mesh, *solver_, run_->given.flow.dry_depth);
    if (!divide_) return;
    say(fmt::format("imbalance {:.2f} at {} s: dividing the cells anew, a dry one counts {:.2f}",
                    balance_.imbalance(), solver_->time(), balance_.dry_work()));
    write_checkpoint_now();
  }

  /// A run that --until ends between two events leaves a checkpoint before it shortens a step, so
  /// that a restart goes on with the steps that the run in one go takes.
  Real next_stop(const RunOutput& output) {
    const Real event = output.next_event(solver_->time());
    if (!arguments_.until) return event;
    const Real until = *arguments_.until;
    if (!left_schedule_ && event > until && solver_->time() + solver_->time_step(event) > until) {
      write_checkpoint_now();
      left_schedule_ = true;
    }
    return left_schedule_ ? until : event;
  }

  void write_checkpoint_now() {
    const auto file = save(run_->mesh, run_->out / "checkpoint",
                           {solver_->snapshot(), volume_start_, balance_.dry_work()},
                           run_->given.output.checkpoints_kept);
    if (divide_) restart_ = file;
    progress_.checkpoint = file.filename().string();
    progress_.checkpoint_seconds = solver_->time();
    tell_progress();
    say(fmt::format("checkpoint at {} s: {}", solver_->time(), file.string()));
  }

  void show(Progress& progress) {
    if (!solver_->note().attention && solver_->time() < end()) return;
    GlobalIndex wet = 0;
    for (const Real depth : solver_->state().depth) wet += depth >= run_->given.flow.dry_depth;
    const ProgressState state{solver_->time(), solver_->last_time_step(), solver_->steps(),
                              mpi::sum(MPI_COMM_WORLD, wet),
                              volume_error(solver_->volumes(), volume_start_)};
    if (root_) progress.show(state);
    tell_progress();
  }

  bool progress_due() const { return Clock::now() - told_ > std::chrono::seconds(5); }

  void tell_progress() {
    if (root_) tell_progress(run_->mesh.cells_global, solver_->steps(), solver_->time());
  }

  /// On rank 0.
  void tell_progress(GlobalIndex cells, std::int64_t steps, Real time) {
    told_ = Clock::now();
    const double wall = std::chrono::duration<double>(told_ - started_).count();
    progress_.cells = cells;
    progress_.simulated_seconds = time;
    progress_.steps = steps;
    progress_.wall_seconds = wall;
    progress_.cell_steps_per_second =
        wall > 0 ? static_cast<double>(cells) * static_cast<double>(steps - first_step_) / wall : 0;
    try {
      write_progress(run_->out, progress_);
    } catch (const std::exception& error) {  // no reason to end a run
      warn(error.what());
    }
  }

  void summarise() {
    RunSummary& s = run_->summary;
    tell_progress();
    const Mesh& mesh = run_->mesh;
    run_->end = solver_->state();
    run_->maxima = solver_->maxima();
    s.wall_seconds = std::chrono::duration<double>(Clock::now() - started_).count();
    s.case_name = run_->given.name;
    s.version = FRESHET_VERSION;
    s.backend = backend_name();
    s.cell_steps_per_second =
        static_cast<Real>(mesh.cells_global) * (solver_->steps() - first_step_) / s.wall_seconds;
    summarise_flow(s, *solver_, mesh, volume_start_);
    s.state_hash = state_hash(mesh, view(run_->end));
    run_->exit_code = solver_->note().signal == 0 ? 0 : 128 + solver_->note().signal;
    const bool whole = solver_->note().signal == 0 && solver_->time() == run_->given.end_time;
    if (whole && run_->given.dam) run_dam_now();
    if (whole && run_->exit_code == 0) count_cycles_now();
    if (solver_->note().signal == 0 && run_->exit_code == 0 && arguments_.checked)
      s.checks = evaluate_checks(*run_, [this](const std::string& line) { say(line); });
    together(mesh.communicator, [&] {
      if (root_) write_summary(run_->out, s);
    });
    say(fmt::format(
        "{}: {} steps to {} s in {:.2f} s, {:.2f} Mcell-steps/s, volume error {:.2e}, state {}",
        s.status, s.steps, s.simulated_seconds, s.wall_seconds, 1e-6 * s.cell_steps_per_second,
        s.volume_error_relative, s.state_hash.substr(0, 16)));
  }

  const RunArguments& arguments_;
  Log& log_;
  bool root_;
  std::unique_ptr<CaseRun> run_;
  std::unique_ptr<FlowSolver> solver_;
  RunBalance balance_;
  Backend backend_ = Backend::Cpu;
  std::filesystem::path restart_;
  Clock::time_point started_;
  std::int64_t first_step_ = 0;
  Real volume_start_ = 0;
  bool left_schedule_ = false;
  bool divide_ = false;    ///< the cells are to be divided anew
  bool prepared_ = false;  ///< the folder of the results is there
  RunProgress progress_;
  Clock::time_point told_;
};

}  // namespace

Backend backend_of(const std::string& name) {
  if (name == "cpu") return Backend::Cpu;
  const std::string why = why_no_gpu();
  if (name == "cuda" && !why.empty()) throw EnvironmentError("--backend cuda: " + why);
  return why.empty() ? Backend::Cuda : Backend::Cpu;
}

std::unique_ptr<CaseRun> run_case(const RunArguments& arguments, Log& log) {
  return Run(arguments, log).carry_out();
}

}  // namespace freshet
