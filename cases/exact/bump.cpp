#include "cases/exact/bump.hpp"

#include <algorithm>
#include <cmath>

#include "cases/exact/bisect.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

/// Head over the bed, h + q^2/(2 g h^2), m.
Real specific_head(Real g, Real q, Real h) { return h + q * q / (2 * g * h * h); }

Real critical_head(Real g, Real q, Real crest) { return crest + 1.5 * critical_depth(g, q); }

/// Momentum and thrust, h^2 g/2 + q^2/h, m3/s2.
Real thrust(Real g, Real q, Real h) { return 0.5 * g * h * h + q * q / h; }

}  // namespace

Real critical_depth(Real gravity, Real unit_discharge) {
  return std::cbrt(unit_discharge * unit_discharge / gravity);
}

Real depth_of_head(Real gravity, Real unit_discharge, Real head, Real bed, bool supercritical) {
  const Real critical = critical_depth(gravity, unit_discharge), above = head - bed;
  if (above <= 1.5 * critical) return critical;
  const auto excess = [&](Real h) { return specific_head(gravity, unit_discharge, h) - above; };
  if (!supercritical) return bisect(critical, above, excess);
  return bisect(unit_discharge / std::sqrt(2 * gravity * above) * 0.5, critical, excess);
}

Real bump_jump_bed(Real gravity, Real unit_discharge, Real crest, Real level_down) {
  const Real g = gravity, q = unit_discharge, before = critical_head(g, q, crest);
  const Real beyond = specific_head(g, q, level_down);
  const auto excess = [&](Real bed) {
    return thrust(g, q, depth_of_head(g, q, before, bed, true)) -
           thrust(g, q, depth_of_head(g, q, beyond, bed, false));
  };
  const Real highest = std::min(crest, beyond - 1.5 * critical_depth(g, q));
  require(highest > 0 && excess(0) < 0 && excess(highest) > 0,
          "bump_shock: no jump on the bump at level_down", level_down);
  return bisect(0, highest, excess);
}

ExactSolution bump_subcritical(const ExactSetting& setting) {
  const Real g = setting.gravity, q = setting.parameter("unit_discharge");
  const Real head = specific_head(g, q, setting.parameter("level_down"));
  return [=](const ExactPlace& place, Real) -> ExactState {
    const Real h = depth_of_head(g, q, head, place.bed, false);
    return {h, q / h, 0};
  };
}

ExactSolution bump_transcritical(const ExactSetting& setting) {
  const Real g = setting.gravity, q = setting.parameter("unit_discharge");
  const Real crest = setting.parameter("crest_x");
  const Real head = critical_head(g, q, setting.parameter("crest_level"));
  return [=](const ExactPlace& place, Real) -> ExactState {
    const Real h = depth_of_head(g, q, head, place.bed, place.x > crest);
    return {h, q / h, 0};
  };
}

ExactSolution bump_shock(const ExactSetting& setting) {
  const Real g = setting.gravity, q = setting.parameter("unit_discharge");
  const Real crest = setting.parameter("crest_x"), down = setting.parameter("level_down");
  const Real jump = bump_jump_bed(g, q, setting.parameter("crest_level"), down);
  const Real beyond = specific_head(g, q, down);
  const ExactSolution before = bump_transcritical(setting);
  return [=](const ExactPlace& place, Real time) -> ExactState {
    if (place.x <= crest || place.bed > jump) return before(place, time);
    const Real h = depth_of_head(g, q, beyond, place.bed, false);
    return {h, q / h, 0};
  };
}

}  // namespace freshet
