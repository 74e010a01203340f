#include <fmt/format.h>

#include <cmath>

#include "cases/dam/embankment/embankment_session.hpp"
#include "cases/environment/signals.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {

/// Slopes alone, at t = 0 or at every step of time, which have nothing to do with each other.
void analyse_slopes(EmbankmentSession& session, DamResult& result) {
  const auto& analysis = session.spec().analysis;
  const Real end = session.options().until.value_or(analysis.end_time);
  const auto steps = analysis.time_step > 0
                         ? static_cast<std::int64_t>(std::llround(end / analysis.time_step))
                         : 0;
  constexpr std::int64_t kNamedSteps = 200;  // whose factors are figures
  const SignalGuard signals;
  for (std::int64_t k = 0; k <= steps && result.signal == 0; ++k) {
    const Real time = analysis.time_step * static_cast<Real>(k);
    const auto loads = session.loads(time, 0);
    session.write_row(time, loads);
    std::string line = fmt::format("dam: {} s", time);
    for (const auto& slope : session.spec().embankment->slopes) {
      const Real factor = session.history().last().at(slope.name + "_factor");
      line += fmt::format(", {} {:.4f}", slope.name, factor);
      if (steps > 0 && steps <= kNamedSteps)
        result.figures[fmt::format("{}_factor_{}", slope.name, k)] = factor;
    }
    session.say(line);
    if (session.options().progress)
      session.options().progress(session.mesh().cells_global, k, time);
    result.simulated_seconds = time;
    result.signal = mpi::max(session.mesh().communicator, signals.pending());
    ++result.steps;
  }
  session.write_fields(result.simulated_seconds);
  session.write_slides();
  if (result.signal == 0) session.require_slides();
  result.figures.merge(std::map<std::string, Real>(session.history().last()));
  result.figures.merge(std::map<std::string, Real>(session.history().extremes()));
}

}  // namespace freshet
