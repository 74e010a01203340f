#include "cases/checks/needs.hpp"

#include <limits>

namespace freshet {

void need_maxima(const CaseTable& table, const OutputOptions& output) {
  if (!output.maxima) table.fail("kind", "needs output.maxima = true");
}

std::string need_gauge(const CaseTable& table, const std::string& key,
                       const OutputOptions& output) {
  std::vector<std::string> names;
  for (const auto& gauge : output.gauges) names.push_back(gauge.name);
  return table.one_of(key, names);
}

void need_increasing(const CaseTable& table, const std::string& key) {
  if (!table.has(key)) return;
  const auto range = table.pair(key);
  if (!(range[1] > range[0])) table.fail(key, "must be two increasing numbers");
}

std::array<Real, 2> between_of(const CheckSpec& check) {
  constexpr Real far = std::numeric_limits<Real>::max();
  const auto range = check.numbers.find("between");
  if (range == check.numbers.end()) return {-far, far};
  return {range->second[0], range->second[1]};
}

}  // namespace freshet
