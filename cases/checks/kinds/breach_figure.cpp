#include <fmt/format.h>

#include <cmath>

#include "cases/checks/check_kind.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"figure", "text", "required",
     "a figure of [[breach_estimate]], as summary.json has them under \"breach_estimates\""},
    {"value", "number > 0", "required", "what it should be; the difference is relative"}};

Measured measure(const CaseRun& run, const CheckSpec& check, const CheckTools& tools) {
  const std::string name = check.text.at("figure");
  const auto& figures = run.summary.breach_estimates;
  std::string all;
  for (const auto& entry : figures) all += (all.empty() ? "" : ", ") + entry.first;
  const auto found = figures.find(name);
  require(found != figures.end(),
          "check \"" + check.name + "\": no such figure of [[breach_estimate]]; there are " + all,
          name);
  const Real expected = check.numbers.at("value")[0];
  tools.say(fmt::format("{} = {:.9g}, expected {:.9g}", name, found->second, expected));
  return {std::abs(found->second / expected - 1), "1"};
}

}  // namespace

CheckKind check_breach_figure() {
  return {{"check", "breach_figure", "An estimate of a breach by a regression", kKeys},
          measure,
          nullptr,
          true};
}

}  // namespace freshet
