// The pieces of which a step is made: ranges, the clock, forcings of boundaries.
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "kernels/field_store.hpp"
#include "kernels/launch.hpp"
#include "tests/support/device_trial.hpp"

namespace freshet {
namespace {

struct CountCell {
  Index* visits;
  void operator()(Index cell) const { ++visits[cell]; }
};

struct NumberOfCell {
  Real operator()(Index cell) const { return cell; }
};

TEST(CellRange, GoesThroughEachCellOnce) {
  for (const auto& [first, last] : {std::pair<Index, Index>{0, 0}, {3, 3}, {0, 64}, {5, 200}}) {
    std::vector<Index> visits(300);
    launch(Cpu{}, cells_between(first, last), CountCell{visits.data()});
    for (Index c = 0; c < 300; ++c) EXPECT_EQ(visits[c], c >= first && c < last ? 1 : 0);
  }
}

TEST(CellRange, KeepsToItsTiles) {
  const std::vector<Index> tiles{3, 0};  // cells 192..255 and 0..63
  const CellRange range{10, 230, tiles.data(), 2};
  std::vector<Index> visits(300);
  launch(Cpu{}, range, CountCell{visits.data()});
  for (Index c = 0; c < 300; ++c)
    EXPECT_EQ(visits[c], (c >= 10 && c < 64) || (c >= 192 && c < 230) ? 1 : 0) << c;
  Real most = 0;
  launch_max(Cpu{}, range, NumberOfCell{}, &most);
  EXPECT_EQ(most, 229);
}

TEST(FieldStore, HoldsFieldsByName) {
  FieldStore<Cpu> store({10, 30, 4});
  const auto pair = store.add_pair({"depth", "m", "", Place::Cell, Keeping::State});
  store.add({.name = "opening",
             .unit = "m",
             .meaning = "",
             .place = Place::Process,
             .start = 2,
             .count = 3});
  EXPECT_THROW(store.add({"depth", "m", ""}), InputError);
  EXPECT_EQ(store.size("depth"), 10u);
  EXPECT_EQ(store.bytes(), static_cast<std::int64_t>(23 * sizeof(Real)));
  std::vector<Real> opening(3);
  store.read("opening", opening);
  EXPECT_EQ(opening, std::vector<Real>(3, 2));
  store.turn();
  pair[1][0] = 7;
  std::vector<Real> depth(1);
  store.read("depth", depth);
  EXPECT_EQ(depth[0], 7);
  EXPECT_THROW(store.read("no such", depth), InputError);
}

StepClock planned(Real rate, Real time, Real stop, const std::vector<Real>& changes,
                  Real boundary_rate = 0) {
  StepClock clock;
  clock.rate = rate;
  clock.time = time;
  clock.stop = stop;
  const StepRule rule{0.5, 100};
  PlanStep{&clock, rule, changes.data(), static_cast<Index>(changes.size())}(0);
  clock.boundary_rate = boundary_rate;
  SettleStep{&clock, rule}(0);
  return clock;
}

TEST(StepClock, TakesTheLargestStableStep) {
  const StepClock clock = planned(2, 10, 100, {});
  EXPECT_NEAR(clock.dt, 0.25, 1e-15);
  EXPECT_EQ(clock.by, StepLimit::Cell);
  EXPECT_EQ(clock.next, clock.time + clock.dt);
  EXPECT_EQ(planned(0, 0, 1000, {}).dt, 100);  // the longest allowed
}

TEST(StepClock, LandsOnStopsAndChanges) {
  EXPECT_EQ(planned(2, 10, 10.2, {}).next, 10.2);
  EXPECT_EQ(planned(2, 10, 100, {5, 10, 10.1, 11}).next, 10.1);
  const StepClock halved = planned(2, 10, 10.4, {});
  EXPECT_NEAR(halved.dt, 0.2, 1e-12);
  EXPECT_EQ(halved.by, StepLimit::Schedule);
}

TEST(StepClock, HeedsWhatComesIn) {
  const StepClock clock = planned(2, 10, 100, {}, 8);
  EXPECT_NEAR(clock.dt, 0.0625, 1e-15);
  EXPECT_EQ(clock.by, StepLimit::Boundary);
}

/// Water at one side only: dry edges of an inflow have no share, and no rate that is no number.
TEST(BoundaryRate, IsANumberAtDryEdges) {
  const GridGeometry grid(4, 6, 6);
  const FlowGeometry& g = grid.geometry();
  FlowDeviceOptions options;
  options.conditions = all_round("discharge", 3);
  Water water{std::vector<Real>(g.cells), std::vector<Real>(g.cells), std::vector<Real>(g.cells)};
  for (Index c = 0; c < g.cells; ++c) water.h[c] = grid.x(c) < 1 && grid.y(c) < 1 ? 1 : 0;
  DeviceTrial flow(Backend::Cpu, g, std::move(options), TimeScheme::Hancock, water);
  for (int k = 0; k < 5; ++k) {
    flow.step();
    EXPECT_GT(flow.device().clock().boundary_rate, 0);
    EXPECT_LT(flow.device().clock().boundary_rate, 1e6);
  }
  const auto sum = [](const std::vector<Real>& values) {
    return std::accumulate(values.begin(), values.end(), Real{0});
  };
  const Real time = flow.device().clock().time;
  EXPECT_NEAR(sum(flow.values("volume_in", g.edge_cell.size())), 4 * 3 * time, 1e-12 * time);
}

TEST(BoundaryRate, IsNothingWhereNothingIsSharedOut) {
  EXPECT_EQ(speed_of_inflow(0, 0, 0, 9.81), 0);
  EXPECT_EQ(speed_of_inflow(-1, 0, 0, 9.81), 0);
}

}  // namespace
}  // namespace freshet
