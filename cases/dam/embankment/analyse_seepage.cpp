#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cases/dam/dam_session.hpp"
#include "cases/dam/embankment/embankment_session.hpp"
#include "cases/dam/embankment/seepage_file.hpp"
#include "cases/environment/signals.hpp"
#include "mesh/parallel/mpi.hpp"
#include "solver/dam/seepage/step_control.hpp"

namespace freshet {
namespace {

constexpr Real kDay = 86400;  // s

/// Seepage in time from its start to its end, with the slopes at every row of the history.
class SeepageRun {
 public:
  SeepageRun(EmbankmentSession& session, DamResult& result)
      : session_(session),
        result_(result),
        flow_(session.flow()),
        analysis_(session.spec().analysis),
        control_(session.space(), flow_.boundary(), analysis_),
        end_(session.options().until.value_or(analysis_.end_time)),
        checkpoint_(session.options().out / "dam" / "checkpoint.h5") {}

  void run() {
    const auto& options = session_.options();
    if (options.restart.empty())
      start();
    else
      restart(checkpoint_file(options));
    march();
    if (result_.signal != 0 || options.until) checkpoint();
    result_.simulated_seconds = time_;
  }

 private:
  void start() {
    const auto loads = session_.loads(0, 0);
    const auto& level = session_.spec().embankment->seepage.start_level;
    if (level)
      flow_.start_at(*level);
    else
      flow_.settle(loads);
    session_.say(level ? fmt::format("dam: starts hydrostatic about {} m", *level)
                       : fmt::format("dam: starts steady, after {} steps and {} iterations",
                                     flow_.steps(), flow_.all_iterations()));
    flow_.open_balance();
    session_.write_row(0, loads);
    session_.write_fields(0);
  }

  void restart(const std::filesystem::path& file) {
    const auto state =
        read_seepage(session_.mesh().communicator, file, session_.mesh().vertices_global);
    time_ = state.time;
    require(time_ < end_, "--restart: the checkpoint is not before the end of the run, s", time_);
    require(state.soils == checksum_of_soils(session_.spec().embankment->soils),
            "--restart: the checkpoint is of other soils than the case's [[dam.soil]]",
            file.string());
    if (state.water != checksum_of_water(session_.spec(), time_))
      session_.say(
          "warning: --restart: until the checkpoint's time, levels or rain were others "
          "than the case's are now");
    session_.space().set_own_values(flow_.psi(), session_.space().own_of(state.psi));
    if (!state.rate.empty()) control_.set_rate(session_.space().own_of(state.rate));
    control_.set_step(state.step);
    flow_.open_balance();
    auto& balance = flow_.balance();
    balance.start = state.balance_start;
    balance.in = state.balance_in;
    balance.out = state.balance_out;
    balance.through = state.balance_in - state.balance_out;
    session_.history().set_extremes(state.extremes);
    session_.say(fmt::format("restart from {} at {} s", file.string(), time_));
  }

  /// The first multiple of an interval after now; never without one.
  Real next_of(Real interval) const {
    if (interval <= 0) return HUGE_VAL;
    return interval * (std::floor(time_ / interval * (1 + 1e-12)) + 1);
  }

  void march() {
    const SignalGuard signals;
    const auto& output = session_.spec().output;
    Real next_row = next_of(output.history_interval), next_fields = next_of(output.interval),
         next_checkpoint = next_of(output.checkpoint_interval), tenth = 0.1 * end_;
    while (tenth <= time_) tenth += 0.1 * end_;
    while (time_ < end_ && result_.signal == 0) {
      const Real stop = std::min({end_, next_row, next_fields, next_checkpoint});
      const Real step = control_.fit(stop - time_);
      const bool arrives = step >= stop - time_;
      const Real to = arrives ? stop : time_ + step;
      if (!advance(to)) continue;
      time_ = to;
      ++result_.steps;
      result_.signal = mpi::max(session_.mesh().communicator, signals.pending());
      if (session_.options().progress)
        session_.options().progress(session_.mesh().cells_global, result_.steps, time_);
      const bool last = time_ >= end_ || result_.signal != 0;
      const bool fields = last || time_ >= next_fields;
      if (fields || output.history_interval <= 0 || time_ >= next_row)
        session_.write_row(time_, loads_);
      if (fields) session_.write_fields(time_);
      if (time_ >= next_checkpoint && !last) checkpoint();
      next_row = next_of(output.history_interval);
      next_fields = next_of(output.interval);
      next_checkpoint = next_of(output.checkpoint_interval);
      if (time_ < tenth) continue;
      while (tenth <= time_) tenth += 0.1 * end_;
      session_.say(fmt::format("dam: {:3.0f} %, {:.1f} days, {} steps, {} iterations",
                               100 * time_ / end_, time_ / kDay, result_.steps,
                               flow_.all_iterations()));
    }
  }

  /// A step to `to`; false, and nothing changed, where it has to be shorter.
  bool advance(Real to) {
    const Real step = to - time_;
    before_ = session_.space().own_values(flow_.psi());
    const auto balance = flow_.balance();
    loads_ = session_.loads(to, step);
    if (!flow_.step(step, loads_)) {
      control_.failed(step);
      if (control_.step() < 1e-9 * end_)
        throw SimulationError(fmt::format(
            "dam.seepage: Newton's method does not converge at t = {} s even with steps of {} s",
            time_, step));
      return false;
    }
    const auto now = session_.space().own_values(flow_.psi());
    if (control_.accepts(before_, now, step, flow_.iterations())) return true;
    session_.space().set_own_values(flow_.psi(), before_);
    flow_.balance() = balance;
    return false;
  }

  void checkpoint() {
    const auto& space = session_.space();
    SeepageState state;
    state.time = time_;
    state.step = control_.step();
    state.psi = space.gather(flow_.psi());
    if (control_.has_rate()) {
      const dam::VectorHandle rate = space.vector();
      space.set_own_values(rate.get(), control_.rate());
      state.rate = space.gather(rate.get());
    }
    const auto& balance = flow_.balance();
    state.balance_start = balance.start;
    state.balance_in = balance.in;
    state.balance_out = balance.out;
    state.extremes = session_.history().extremes();
    state.soils = checksum_of_soils(session_.spec().embankment->soils);
    state.water = checksum_of_water(session_.spec(), time_);
    write_seepage(session_.mesh().communicator, checkpoint_, state);
    session_.say("checkpoint: " + checkpoint_.string());
  }

  EmbankmentSession& session_;
  DamResult& result_;
  dam::RichardsSolver& flow_;
  const dam::AnalysisSpec& analysis_;
  dam::StepControl control_;
  Real time_ = 0, end_ = 0;
  std::filesystem::path checkpoint_;
  dam::WaterLoads loads_;  ///< of the last step; the slopes stand under the same
  std::vector<Real> before_;
};

void run_steady(EmbankmentSession& session, DamResult& result) {
  const auto loads = session.loads(0, 0);
  const auto& level = session.spec().embankment->seepage.start_level;
  if (level) session.flow().start_at(*level);
  session.flow().settle(loads);
  session.flow().open_balance();
  session.write_row(0, loads);
  session.write_fields(0);
  result.steps = session.flow().steps();
  const auto flows = session.flow().flows();
  const Real sum = flows.headwater_in - flows.tailwater_out - flows.seepage_out;
  const Real most = std::max(
      {std::abs(flows.headwater_in), std::abs(flows.tailwater_out), std::abs(flows.seepage_out)});
  result.figures["flow_error"] = most > 0 ? std::abs(sum) / most : 0;
  session.say(fmt::format("dam: steady after {} steps and {} iterations, flow error {:.2e}",
                          session.flow().steps(), session.flow().all_iterations(),
                          result.figures["flow_error"]));
}

}  // namespace

void analyse_seepage(EmbankmentSession& session, DamResult& result) {
  if (session.spec().analysis.end_time > 0) {
    SeepageRun(session, result).run();
    const auto& balance = session.flow().balance();
    result.figures["water_in"] = balance.in;
    result.figures["water_out"] = balance.out;
    result.figures["water_change"] = balance.now - balance.start;
    result.figures["water_balance_error"] = balance.error();
    session.say(
        fmt::format("dam: water in {:.6g} m2, out {:.6g} m2, stored {:+.6g} m2, balance "
                    "error {:.2e}",
                    balance.in, balance.out, balance.now - balance.start, balance.error()));
  } else {
    run_steady(session, result);
  }
  result.figures["newton_iterations"] = static_cast<Real>(session.flow().all_iterations());
  result.figures.merge(std::map<std::string, Real>(session.history().last()));
  result.figures.merge(std::map<std::string, Real>(session.history().extremes()));
  session.write_slides();
  if (result.signal == 0) session.require_slides();
}

}  // namespace freshet
