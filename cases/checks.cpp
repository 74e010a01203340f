#include "cases/checks.hpp"

#include <fmt/format.h>

#include <limits>
#include <map>

#include "cases/checks/measure.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

/// What a kind of check measures, to be held against the bound, and whether that has a meaning
/// before the run has come to its end.
struct Kind {
  Measured (*measure)(const CaseRun& run, const CheckSpec& check, const SayLine& say);
  bool at_any_time = false;
};

const std::map<std::string, Kind> kinds = {
    {"arrival_difference", {measure_arrival_difference}},
    {"crossing", {measure_crossing}},
    {"dam_figure", {measure_dam_figure}},
    {"exact", {measure_exact}},
    {"front", {measure_front}},
    {"gauge_arrival", {measure_gauge_arrival}},
    {"gauge_maximum", {measure_gauge_maximum}},
    {"gauge_rmse", {measure_gauge_rmse}},
    {"gauge_value", {measure_gauge_value}},
    {"max_level_rmse", {measure_max_level_rmse}},
    {"max_speed", {measure_max_speed}},
    {"negative_depth", {measure_negative_depth, true}},
    {"order", {measure_order}},
    {"profile_rmse", {measure_profile_rmse}},
    {"series_rmse", {measure_series_rmse}},
    {"steady_discharge", {measure_steady_discharge}},
    {"velocity_rmse", {measure_velocity_rmse}},
    {"volume_error", {measure_volume_error, true}},
};

RunCheck hold(const CheckSpec& check, const Measured& found) {
  RunCheck held{check.name, found.value, check.bound, false,
                found.unit, false,       found.note,  check.at_least};
  held.skipped = found.skipped;
  if (found.skipped)
    held.value = std::numeric_limits<Real>::quiet_NaN();
  else
    held.pass = check.at_least ? found.value >= check.bound : found.value <= check.bound;
  return held;
}

}  // namespace

std::vector<RunCheck> evaluate_checks(const CaseRun& run, const SayLine& say) {
  const SayLine here = [&](const std::string& line) {
    if (run.mesh.rank == 0) say(line);
  };
  const Real time = run.summary.simulated_seconds;
  // A dam alone has no flow to end; its checks are asked for only where its analysis is whole.
  const bool ended = !run.given.with_flow || time == run.given.end_time;
  std::vector<RunCheck> results;
  for (const auto& check : run.given.checks) {
    const auto kind = kinds.find(check.kind);
    require(kind != kinds.end(), "check \"" + check.name + "\": no such kind", check.kind);
    const bool can_be = ended || kind->second.at_any_time;
    const auto found = can_be ? kind->second.measure(run, check, here)
                              : Measured{0, "",
                                         fmt::format("not evaluated: the run ended at {} s, "
                                                     "flow.end_time is {} s",
                                                     time, run.given.end_time),
                                         true};
    results.push_back(hold(check, found));
    here(verdict_line(results.back()));
  }
  return results;
}

std::string verdict_line(const RunCheck& check) {
  if (check.skipped) return fmt::format("check {}: skipped: {}", check.name, check.note);
  return fmt::format("check {}: {:.4g} {} ({} {:.4g}): {}{}", check.name, check.value, check.unit,
                     check.at_least ? "at least" : "bound", check.bound,
                     check.pass ? "pass" : "FALLS SHORT",
                     check.note.empty() ? "" : ": " + check.note);
}

}  // namespace freshet
