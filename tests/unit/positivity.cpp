#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tests/support/grid_geometry.hpp"

namespace freshet {
namespace {

struct Water {
  std::vector<Real> h, u, v;
};

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

Real volume_left(const FlowDevice& device) {
  Real sum = 0;
  for (const Real left : device.edge_records().left) sum += left;
  return sum;
}

/// One step of whatever length keeps all depths at or above zero and the water to round-off.
void keeps_water(int slots, bool linear, BoundaryKind kind, Real factor) {
  const GridGeometry grid(slots, 12, 9);
  const FlowGeometry& g = grid.geometry();
  std::mt19937_64 random(1000 * slots + 10 * static_cast<int>(kind) + linear);
  for (int trial = 0; trial < 50; ++trial) {
    const auto device = make_flow_device(Backend::Cpu, g, {9.81, 1e-6, linear, false, {}});
    Water w = random_water(g.cells, random);
    const Real before = volume(g, w.h);
    device->set_state(w.h, w.u, w.v);
    const Real dt = factor / device->derive_all();
    std::vector<BoundaryForcing> forcings;
    for (const Real length : g.condition_length) forcings.push_back({kind, -1e3, 0, length});
    device->set_forcings(forcings);
    device->stage({.dt = dt, .half_step = linear ? dt / 2 : 0});
    device->get_state(w.h, w.u, w.v);
    for (const Real h : w.h) ASSERT_GE(h, 0);
    const Real left = volume_left(*device);
    ASSERT_NEAR(volume(g, w.h) + left, before, 1e-14 * (before + absolute(left)))
        << "slots " << slots << " linear " << linear;
  }
}

TEST(Positivity, HoldsForAnyTimeStep) {
  for (const int slots : {3, 4})
    for (const bool linear : {false, true})
      for (const Real factor : {0.5, 2.0, 100.0, 1e6})
        keeps_water(slots, linear, BoundaryKind::Wall, factor);
}

TEST(Positivity, HoldsWhereBoundariesLetWaterOut) {
  for (const auto kind :
       {BoundaryKind::Transmissive, BoundaryKind::Critical, BoundaryKind::Discharge})
    for (const int slots : {3, 4})
      for (const Real factor : {0.5, 100.0}) {
        keeps_water(slots, false, kind, factor);
        keeps_water(slots, true, kind, factor);
      }
}

}  // namespace
}  // namespace freshet
