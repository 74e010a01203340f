#include "cases/simulation/run_case.hpp"

#include <fmt/format.h>

#include <ostream>

#include "cases/checks/checks.hpp"
#include "cases/dam/dam_run.hpp"
#include "cases/estimates/breach_estimates.hpp"
#include "cases/loads/run_cycles.hpp"
#include "cases/loads/run_loads.hpp"
#include "cases/model/coarsen.hpp"
#include "cases/simulation/run_checkpoint.hpp"
#include "cases/simulation/run_summary.hpp"
#include "cases/simulation/simulation.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"
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
        run_(std::make_unique<CaseRun>()) {}

  std::unique_ptr<CaseRun> carry_out() {
    try {
      read();
      if (run_->given.with_flow)
        run_flow();
      else
        run_without_flow();
    } catch (const std::exception& error) {
      note_failure(error.what());
      throw;
    }
    return std::move(run_);
  }

 private:
  void say(const std::string& line) {
    if (root_) log_.say(line);
  }

  /// For the log and `freshet status`; the error itself goes on to the caller. Not collective.
  void note_failure(const std::string& what) {
    if (!root_ || !status_.is_open()) return;
    log_.record("failed: " + what);
    status_.fail(what);
  }

  void read() {
    run_->arguments = arguments_;
    run_->given =
        read_case(arguments_.case_name, arguments_.overrides, arguments_.data, arguments_.any_file);
    coarsen(run_->given, arguments_.coarser);
    Case& given = run_->given;
    run_->out =
        arguments_.out.empty() ? std::filesystem::path("results") / given.name : arguments_.out;
    given.mesh.work_directory = run_->out / "mesh";
    run_->summary.case_name = given.name;
    run_->summary.version = FRESHET_VERSION;
  }

  /// On rank 0. `append`: the log of a run that goes on.
  void prepare_folder(bool append) {
    std::error_code error;
    std::filesystem::create_directories(run_->out / "mesh", error);
    if (error)
      throw EnvironmentError("--out: cannot make " + run_->out.string() + ": " + error.message());
    remove_summary(run_->out);
    write_text_atomically(run_->out / "case.json", run_->given.json);
    log_.open(run_->out / "log.txt", append);
    status_.open(run_->out, run_->given.name, mpi::size_of(MPI_COMM_WORLD),
                 arguments_.until.value_or(run_->given.end_time));
  }

  void run_flow() {
    const Case& given = run_->given;
    const Backend backend = backend_of(arguments_.backend);
    require(!arguments_.until || (*arguments_.until > 0 && *arguments_.until <= given.end_time),
            "--until: must lie in (0, flow.end_time]", arguments_.until.value_or(0));
    const auto restart = arguments_.restart.empty() ? std::filesystem::path()
                                                    : restart_file(arguments_.restart, run_->out);
    together(MPI_COMM_WORLD, [&] {
      if (root_) prepare_folder(!restart.empty());
    });
    estimate_breaches_now();
    Simulation(*run_, backend, restart, log_, status_).carry_out();
    RunSummary& s = run_->summary;
    const bool whole = run_->exit_code == 0 && s.simulated_seconds == given.end_time;
    if (whole && given.dam) run_dam_now();
    if (whole && run_->exit_code == 0) tell_loads();
    if (whole && run_->exit_code == 0) count_cycles();
    if (run_->exit_code == 0 && arguments_.checked)
      s.checks = evaluate_checks(*run_, check_tools());
    write_results();
    say(fmt::format(
        "{}: {} steps to {} s in {:.2f} s, {:.2f} Mcell-steps/s, volume error {:.2e}, state {}",
        s.status, s.steps, s.simulated_seconds, s.wall_seconds, 1e-6 * s.cell_steps_per_second,
        s.volume_error_relative, s.state_hash.substr(0, 16)));
  }

  void write_results() {
    together(MPI_COMM_WORLD, [&] {
      if (root_) write_summary(run_->out, run_->summary);
    });
  }

  DamRunOptions dam_options() {
    const auto tell = [this](const std::string& line) { say(line); };
    if (run_->given.with_flow) return {run_->out, {}, "", tell, {}};
    const auto progress = [this](GlobalIndex cells, std::int64_t steps, Real time) {
      if (root_ && status_.due()) status_.tell(cells, steps, time);
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

  /// Loads by formula go into the summary and loads/formulas.csv.
  void tell_loads() {
    if (!run_->given.loads.any_formula()) return;
    const auto figures = load_figures(run_->given.loads);
    run_->summary.loads = by_name(figures);
    together(MPI_COMM_WORLD, [&] {
      if (root_) write_load_figures(run_->out / "loads", figures);
    });
  }

  void count_cycles() {
    const auto tell = [this](const std::string& line) { say(line); };
    run_->summary.cycles = run_cycles(run_->given.cycles, run_->out, MPI_COMM_WORLD, tell);
  }

  void estimate_breaches_now() {
    const auto tell = [this](const std::string& line) { say(line); };
    run_->summary.breach_estimates =
        estimate_breaches(run_->given.breach_estimates, run_->out, MPI_COMM_WORLD, tell);
  }

  /// A dam, loads by formula, cycles of series that the case brings with it, or estimates.
  void run_without_flow() {
    const SignalGuard signals;
    backend_of(arguments_.backend);
    run_->mesh.communicator = MPI_COMM_WORLD;
    run_->mesh.rank = mpi::rank_of(MPI_COMM_WORLD);
    run_->mesh.ranks = mpi::size_of(MPI_COMM_WORLD);
    together(MPI_COMM_WORLD, [&] {
      if (run_->given.dam) check_dam_options(*run_->given.dam, dam_options());
      require(run_->given.dam || (arguments_.restart.empty() && !arguments_.until),
              "--restart, --until: the case has neither [flow] nor [dam]", run_->given.name);
      if (root_) prepare_folder(!arguments_.restart.empty());
    });
    status_.start(0, 0);
    estimate_breaches_now();
    RunSummary& s = run_->summary;
    if (run_->given.dam)
      run_dam_now();
    else
      summarise_dam(s, {}, run_->mesh.communicator);
    if (run_->exit_code == 0 && !arguments_.until) tell_loads();
    if (run_->exit_code == 0 && !arguments_.until) count_cycles();
    s.wall_seconds = status_.wall_seconds();
    if (root_) status_.tell(s.cells, s.steps, s.simulated_seconds);
    if (s.wall_seconds > 0)
      s.cell_steps_per_second = static_cast<Real>(s.cells) * s.steps / s.wall_seconds;
    if (run_->exit_code == 0 && !arguments_.until) s.checks = evaluate_checks(*run_, check_tools());
    write_results();
    say(fmt::format("{}: {} in {:.2f} s", s.status, run_->given.name, s.wall_seconds));
  }

  CheckTools check_tools() {
    return {[this](const std::string& line) { say(line); },
            [](const RunArguments& arguments) {
              std::ostream nowhere(nullptr);
              Log log(nowhere, ProgressStyle::Log);
              return run_case(arguments, log);
            }};
  }

  const RunArguments& arguments_;
  Log& log_;
  bool root_;
  std::unique_ptr<CaseRun> run_;
  StatusFile status_;
};

}  // namespace

Backend backend_of(const std::string& name) {
  if (name == "cpu") return Backend::Cpu;
  if (name == "queue") return Backend::Queue;
  const std::string why = why_no_gpu();
  if (name == "cuda" && !why.empty()) throw EnvironmentError("--backend cuda: " + why);
  return why.empty() ? Backend::Cuda : Backend::Cpu;
}

std::unique_ptr<CaseRun> run_case(const RunArguments& arguments, Log& log) {
  return Run(arguments, log).carry_out();
}

}  // namespace freshet
