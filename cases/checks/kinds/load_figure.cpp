#include <fmt/format.h>

#include <cmath>

#include "cases/checks/check_kind.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"figure", "text", "required",
     "a figure of [[loads.formula]] or [[load_cases]], as summary.json has them under \"loads\""},
    {"value", "number", "required", "what it should be; compared as for dam_figure"}};

Measured measure(const CaseRun& run, const CheckSpec& check, const CheckTools& tools) {
  const std::string name = check.text.at("figure");
  const auto found = run.summary.loads.find(name);
  std::string all;
  for (const auto& entry : run.summary.loads) all += (all.empty() ? "" : ", ") + entry.first;
  require(found != run.summary.loads.end(),
          "check \"" + check.name + "\": [loads] has no such figure; it has " + all, name);
  const Real expected = check.numbers.at("value")[0];
  tools.say(fmt::format("{} = {:.9g}, expected {:.9g}", name, found->second, expected));
  const Real difference = std::abs(found->second - expected);
  return {expected == 0 ? difference : difference / std::abs(expected), "1"};
}

}  // namespace

CheckKind check_load_figure() {
  return {{"check", "load_figure", "A figure of a load by formula or of a load case", kKeys},
          measure};
}

}  // namespace freshet
