#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "cases/dam/dam_session.hpp"
#include "cases/dam/damage_file.hpp"
#include "cases/environment/signals.hpp"
#include "mesh/parallel/mpi.hpp"
#include "solver/dam/level_table.hpp"

namespace freshet {
namespace {

constexpr Real kYear = 365.25 * 86400;  // s

/// Equilibrium at every time step of a series, its cycles and damage.
class Series {
 public:
  Series(DamSession& session, DamResult& result)
      : session_(session),
        result_(result),
        section_(session.model(), session.stress(), session.actions()),
        damage_(session.stress(), session.spec().materials),
        step_(session.spec().analysis.time_step),
        checkpoint_(session.options().out / "dam" / "checkpoint.h5") {}

  void run() {
    const auto& options = session_.options();
    steps_ = static_cast<std::int64_t>(
        std::llround(options.until.value_or(session_.spec().analysis.end_time) / step_));
    session_.say(fmt::format("dam: one factorisation, {} solutions, {} steps", section_.solutions(),
                             steps_));
    if (!options.restart.empty()) restart(checkpoint_file(options));
    const std::int64_t first = next_;
    march();
    result_.steps = next_ - first;
    result_.simulated_seconds = step_ * static_cast<Real>(next_ - 1);
    if (result_.signal != 0 || options.until) checkpoint();
    finish();
  }

 private:
  void restart(const std::filesystem::path& file) {
    next_ =
        read_damage(damage_, file, session_.model().mesh(), session_.stress().vertices(), step_);
    session_.say(
        fmt::format("restart from {} at {} s", file.string(), step_ * static_cast<Real>(next_)));
    require(next_ <= steps_, "--restart: the checkpoint is not before the end of the run, s",
            step_ * static_cast<Real>(next_ - 1));
  }

  void march() {
    const SignalGuard signals;
    const auto& output = session_.spec().output;
    const std::int64_t row_steps = steps_of(output.history_interval, 1);
    const std::int64_t field_steps = steps_of(output.interval, 0);
    const std::int64_t checkpoint_steps = steps_of(output.checkpoint_interval, 0);
    constexpr std::int64_t kLook = 1024;  // steps between looks at signals
    std::vector<Real> stress;
    for (; next_ <= steps_ && result_.signal == 0; ++next_) {
      const Real time = step_ * static_cast<Real>(next_);
      if (damage_.counts()) {
        section_.stress(stress, time);
        damage_.push(stress);
      }
      const bool last = next_ == steps_;
      if (last || next_ % row_steps == 0) draw(time, false);
      if (last || next_ == 0 || (field_steps > 0 && next_ % field_steps == 0)) draw(time, true);
      if (next_ % kLook == 0) {
        result_.signal = mpi::max(session_.model().mesh().communicator, signals.pending());
        session_.tell_progress(next_, time);
      }
      if (next_ > 0 && (next_ * 10) / steps_ > ((next_ - 1) * 10) / steps_)
        session_.say(fmt::format("dam: {:3.0f} %, {:.2f} years",
                                 100. * static_cast<Real>(next_) / static_cast<Real>(steps_),
                                 time / kYear));
      if (checkpoint_steps > 0 && next_ > 0 && !last && next_ % checkpoint_steps == 0) {
        ++next_;
        checkpoint();
        --next_;
      }
    }
  }

  std::int64_t steps_of(Real interval, std::int64_t none) const {
    return interval <= 0 ? none : std::max<std::int64_t>(1, std::llround(interval / step_));
  }

  void draw(Real time, bool fields) {
    const dam::VectorHandle u = section_.displacement(time);
    DamState state;
    state.time = time;
    state.unknowns = u.get();
    std::vector<Real> damage;
    if (fields && damage_.counts()) {
      damage = dam::gather_vertices(session_.model().mesh(), session_.stress().vertices(),
                                    damage_.damage(), 1);
      state.damage = &damage;
    }
    if (fields)
      session_.write_fields(state);
    else
      session_.write_row(state);
  }

  void checkpoint() {
    write_damage(checkpoint_, session_.model().mesh(), session_.stress().vertices(), damage_, step_,
                 next_);
    session_.say("checkpoint: " + checkpoint_.string());
  }

  void finish() {
    result_.figures.merge(session_.last_figures());
    result_.figures.merge(session_.envelope());
    result_.figures["influence_solutions"] = static_cast<Real>(section_.solutions());
    if (!damage_.counts()) return;
    Real most = 0;
    for (const Real value : damage_.damage()) most = std::max(most, value);
    most = mpi::max(session_.model().mesh().communicator, most);
    const Real years = step_ * static_cast<Real>(next_ - 1) / kYear;
    result_.figures["damage_largest"] = most;
    result_.figures["years_to_failure"] =
        most > 0 ? years / most : std::numeric_limits<Real>::infinity();
    session_.say(fmt::format("dam: largest damage {:.4g} after {:.2f} years: failure after {:.4g}",
                             most, years, result_.figures["years_to_failure"]));
  }

  DamSession& session_;
  DamResult& result_;
  dam::QuasiStatic section_;
  dam::DamageField damage_;
  Real step_;
  std::filesystem::path checkpoint_;
  std::int64_t next_ = 0, steps_ = 0;
};

}  // namespace

void analyse_series(DamSession& session, DamResult& result) { Series(session, result).run(); }

}  // namespace freshet
