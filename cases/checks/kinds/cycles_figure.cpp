#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "cases/checks/check_kind.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"figure", "text", "required",
     "a figure of [[cycles]], as summary.json has them under \"cycles\""},
    {"value", "number", "required", "what it should be; compared as for dam_figure"}};

Measured measure(const CaseRun& run, const CheckSpec& check, const CheckTools& tools) {
  const std::string name = check.text.at("figure");
  const auto found = run.summary.cycles.find(name);
  for (const auto& spec : run.given.cycles) {
    const std::string start = spec.name + "_";
    if (name.starts_with(start) && !run.summary.cycles.contains(start + "damage"))
      return {std::numeric_limits<Real>::infinity(), "1",
              "its cycles were not counted, see the log"};
  }
  std::string all;
  for (const auto& entry : run.summary.cycles) all += (all.empty() ? "" : ", ") + entry.first;
  require(found != run.summary.cycles.end(),
          "check \"" + check.name + "\": no such figure of [[cycles]]; there are " + all, name);
  const Real expected = check.numbers.at("value")[0];
  tools.say(fmt::format("{} = {:.9g}, expected {:.9g}", name, found->second, expected));
  const Real difference = std::abs(found->second - expected);
  return {expected == 0 ? difference : difference / std::abs(expected), "1"};
}

}  // namespace

CheckKind check_cycles_figure() {
  return {{"check", "cycles_figure", "A figure of the cycles that were counted", kKeys}, measure};
}

}  // namespace freshet
