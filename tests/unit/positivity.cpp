#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tests/support/device_trial.hpp"

namespace freshet {
namespace {

Water random_water(Index cells, std::mt19937_64& random) {
  std::uniform_real_distribution<Real> unit(0, 1);
  Water w;
  for (Index c = 0; c < cells; ++c) {
    const Real h = unit(random) < 0.3 ? 0 : std::pow(10, -8 + 9 * unit(random));
    w.h.push_back(h);
    w.u.push_back(h > 0 ? 20 * unit(random) - 10 : 0);
    w.v.push_back(h > 0 ? 20 * unit(random) - 10 : 0);
  }
  return w;
}

Real volume(const FlowGeometry& g, const std::vector<Real>& h) {
  Real sum = 0;
  for (Index c = 0; c < g.cells; ++c) sum += g.areas[c] * h[c];
  return sum;
}

/// One step of whatever length keeps all depths at or above zero and the water to round-off.
void keeps_water(int slots, bool linear, std::string_view kind, Real factor) {
  const GridGeometry grid(slots, 12, 9);
  const FlowGeometry& g = grid.geometry();
  std::mt19937_64 random(1000 * slots + 10 * boundary_kind(kind) + linear);
  for (int trial = 0; trial < 50; ++trial) {
    const Water before = random_water(g.cells, random);
    FlowDeviceOptions options;
    options.linear = linear;
    options.rule.cfl = factor;
    options.conditions = all_round(kind, kind == "rating" ? 1e3 : -1e3);
    DeviceTrial flow(Backend::Cpu, g, std::move(options),
                     linear ? TimeScheme::Hancock : TimeScheme::Euler, before);
    flow.step();
    const Water after = flow.water();
    for (const Real h : after.h) ASSERT_GE(h, 0);
    Real left = 0;
    for (const Real passed : flow.values("volume", g.edge_cell.size())) left += passed;
    const Real start = volume(g, before.h);
    ASSERT_NEAR(volume(g, after.h) + left, start, 1e-14 * (start + absolute(left)))
        << "slots " << slots << " linear " << linear;
  }
}

TEST(Positivity, HoldsForAnyTimeStep) {
  for (const int slots : {3, 4})
    for (const bool linear : {false, true})
      for (const Real factor : {0.5, 2.0, 100.0, 1e6}) keeps_water(slots, linear, "wall", factor);
}

TEST(Positivity, HoldsWhereBoundariesLetWaterOut) {
  for (const char* kind : {"transmissive", "critical", "discharge", "rating"})
    for (const int slots : {3, 4})
      for (const Real factor : {0.5, 100.0}) {
        keeps_water(slots, false, kind, factor);
        keeps_water(slots, true, kind, factor);
      }
}

}  // namespace
}  // namespace freshet
