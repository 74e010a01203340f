#include "cases/checks.hpp"

#include <fmt/format.h>

#include <limits>
#include <map>

#include "cases/checks/measure.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

using Measure = Measured (*)(const CaseRun& run, const CheckSpec& check, const SayLine& say);

/// One row a kind of check: what it measures, to be held against the bound.
const std::map<std::string, Measure> measures = {
    {"arrival_difference", measure_arrival_difference}, {"exact", measure_exact},
    {"dam_figure", measure_dam_figure},
    {"gauge_arrival", measure_gauge_arrival},           {"gauge_rmse", measure_gauge_rmse},
    {"max_level_rmse", measure_max_level_rmse},         {"max_speed", measure_max_speed},
    {"negative_depth", measure_negative_depth},         {"volume_error", measure_volume_error},
};

RunCheck hold(const CheckSpec& check, const Measured& found) {
  if (found.skipped)
    return {
        check.name, std::numeric_limits<Real>::quiet_NaN(), check.bound, false, found.unit, true,
        found.note};
  return {check.name, found.value, check.bound, found.value <= check.bound,
          found.unit, false,       found.note};
}

}  // namespace

std::vector<RunCheck> evaluate_checks(const CaseRun& run, const SayLine& say) {
  const SayLine here = [&](const std::string& line) {
    if (run.mesh.rank == 0) say(line);
  };
  std::vector<RunCheck> results;
  for (const auto& check : run.given.checks) {
    const auto measure = measures.find(check.kind);
    require(measure != measures.end(), "check \"" + check.name + "\": no such kind", check.kind);
    results.push_back(hold(check, measure->second(run, check, here)));
    here(verdict_line(results.back()));
  }
  return results;
}

std::string verdict_line(const RunCheck& check) {
  if (check.skipped) return fmt::format("check {}: skipped: {}", check.name, check.note);
  return fmt::format("check {}: {:.4g} {} (bound {:.4g}): {}{}", check.name, check.value,
                     check.unit, check.bound, check.pass ? "pass" : "FALLS SHORT",
                     check.note.empty() ? "" : ": " + check.note);
}

}  // namespace freshet
