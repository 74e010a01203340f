#include <fmt/format.h>

#include <cmath>

#include "cases/checks/measure.hpp"
#include "kernels/error.hpp"

namespace freshet {

Measured measure_dam_figure(const CaseRun& run, const CheckSpec& check, const SayLine& say) {
  const std::string name = check.text.at("figure");
  const auto found = run.summary.dam.find(name);
  std::string all;
  for (const auto& entry : run.summary.dam) all += (all.empty() ? "" : ", ") + entry.first;
  require(found != run.summary.dam.end(),
          "check \"" + check.name + "\": the dam has no such figure; it has " + all, name);
  const Real expected = check.numbers.at("value")[0];
  say(fmt::format("{} = {:.6g}, expected {:.6g}", name, found->second, expected));
  const Real difference = std::abs(found->second - expected);
  return {expected == 0 ? difference : difference / std::abs(expected), "1"};
}

}  // namespace freshet
