#include "solver/flow/flow_conditions.hpp"

#include <algorithm>

#include "kernels/error.hpp"

namespace freshet {
namespace {

std::string listed(std::span<const std::string> names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

}  // namespace

std::vector<std::vector<BoundaryPhase>> conditions_of(
    std::span<const std::string> names, const std::vector<BoundaryCondition>& conditions) {
  for (const auto& condition : conditions)
    if (std::find(names.begin(), names.end(), condition.name) == names.end())
      throw InputError("boundary: the mesh has none of this name; it has " + listed(names) + " (" +
                       condition.name + ")");
  std::vector<std::vector<BoundaryPhase>> phases;
  for (const auto& name : names) {
    const auto given = std::find_if(conditions.begin(), conditions.end(),
                                    [&](const auto& c) { return c.name == name; });
    phases.push_back(given == conditions.end() ? std::vector<BoundaryPhase>(1) : given->phases);
  }
  return phases;
}

}  // namespace freshet
