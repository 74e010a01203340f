#include "solver/loads/fatigue_law.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/error.hpp"
#include "solver/loads/fatigue_concrete.hpp"
#include "solver/loads/fatigue_steel.hpp"

namespace freshet::loads {
namespace {

Real itself(Real stress) { return stress; }

constexpr Real kLeastReversal = 1e-6;  // of a strength: round-off is no cycle

void check_curve(const std::vector<std::array<Real, 2>>& curve) {
  require(curve.size() >= 2, "S-N curve: needs two or more points [range, cycles]", curve.size());
  for (std::size_t i = 0; i < curve.size(); ++i) {
    require(curve[i][0] > 0, "S-N curve: ranges must be above 0", curve[i][0]);
    require(curve[i][1] > 0, "S-N curve: cycles must be above 0", curve[i][1]);
    if (i == 0) continue;
    require(curve[i][1] > curve[i - 1][1], "S-N curve: cycles must rise from point to point",
            curve[i][1]);
    require(curve[i][0] < curve[i - 1][0],
            "S-N curve: has a rising branch; ranges must fall from point to point", curve[i][0]);
  }
}

}  // namespace

FatigueLaw law_of_nothing() {
  return {itself, [](const Cycle&) { return 0.; }};
}

FatigueLaw law_of_steel(Real category) {
  return {itself, [category](const Cycle& cycle) {
            return cycle.count / cycles_to_failure_steel(cycle.range(), category);
          }};
}

FatigueLaw law_of_concrete_compression(Real strength) {
  return {[strength](Real stress) { return std::max(-stress / strength, 0.); }, compression_damage,
          kLeastReversal};
}

FatigueLaw law_of_concrete_tension(Real strength) {
  return {[strength](Real stress) { return std::max(stress / strength, 0.); }, tension_damage,
          kLeastReversal};
}

FatigueLaw law_of_table(const std::vector<std::array<Real, 2>>& curve) {
  check_curve(curve);
  const auto damage = [curve](const Cycle& cycle) {
    if (!(cycle.range() > 0)) return 0.;
    std::size_t i = 1;
    while (i + 1 < curve.size() && cycle.range() < curve[i][0]) ++i;
    const auto &a = curve[i - 1], &b = curve[i];
    const Real slope = std::log(b[1] / a[1]) / std::log(a[0] / b[0]);
    return cycle.count / (a[1] * std::pow(a[0] / cycle.range(), slope));
  };
  return {itself, damage};
}

}  // namespace freshet::loads
