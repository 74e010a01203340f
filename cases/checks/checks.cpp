#include "cases/checks/checks.hpp"

#include <fmt/format.h>

#include <limits>

#include "kernels/error.hpp"

namespace freshet {
namespace {

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

const CheckKind& check_kind(const std::string& name) {
  for (const auto& kind : check_kinds())
    if (kind.name == name) return kind;
  throw InputError("no such kind of check: " + name);
}

std::vector<RunCheck> evaluate_checks(const CaseRun& run, const CheckTools& tools) {
  CheckTools here = tools;
  here.say = [&](const std::string& line) {
    if (run.mesh.rank == 0) tools.say(line);
  };
  const Real time = run.summary.simulated_seconds;
  // A dam alone has no flow to end; its checks are asked for only where its analysis is whole.
  const bool ended = !run.given.with_flow || time == run.given.end_time;
  std::vector<RunCheck> results;
  for (const auto& check : run.given.checks) {
    const CheckKind& kind = check_kind(check.kind);
    const bool can_be = ended || kind.at_any_time;
    const auto found = can_be ? kind.measure(run, check, here)
                              : Measured{0, "",
                                         fmt::format("not evaluated: the run ended at {} s, "
                                                     "flow.end_time is {} s",
                                                     time, run.given.end_time),
                                         true};
    results.push_back(hold(check, found));
    here.say(verdict_line(results.back()));
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
