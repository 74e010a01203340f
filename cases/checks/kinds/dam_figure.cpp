#include <fmt/format.h>

#include <cmath>

#include "cases/checks/check_kind.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"figure", "text", "required", "a figure of the dam, as summary.json has them under \"dam\""},
    {"value", "number", "required",
     "what it should be; held against the bound is the relative difference, the absolute one for a "
     "value of 0"}};

Measured measure(const CaseRun& run, const CheckSpec& check, const CheckTools& tools) {
  const std::string name = check.text.at("figure");
  const auto found = run.summary.dam.find(name);
  std::string all;
  for (const auto& entry : run.summary.dam) all += (all.empty() ? "" : ", ") + entry.first;
  require(found != run.summary.dam.end(),
          "check \"" + check.name + "\": the dam has no such figure; it has " + all, name);
  const Real expected = check.numbers.at("value")[0];
  tools.say(fmt::format("{} = {:.6g}, expected {:.6g}", name, found->second, expected));
  const Real difference = std::abs(found->second - expected);
  return {expected == 0 ? difference : difference / std::abs(expected), "1"};
}

}  // namespace

CheckKind check_dam_figure() {
  return {{"check", "dam_figure", "A figure that the analysis of the dam found", kKeys}, measure};
}

}  // namespace freshet
