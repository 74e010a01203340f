#include "cases/model/initial_state.hpp"

#include <gtest/gtest.h>

#include "kernels/error.hpp"

namespace freshet {
namespace {

/// Five cells along x at y = 0 on a bed that rises by 1 m a cell.
struct Row {
  std::vector<Real> x{0, 1, 2, 3, 4}, y = std::vector<Real>(5, 0), bed{0, 1, 2, 3, 4};
  std::vector<Real> depth = std::vector<Real>(5, -1), velocity_x = depth, velocity_y = depth;

  void fill(const std::vector<InitialSpec>& steps) {
    fill_initial_state({depth, velocity_x, velocity_y}, {x, y, bed}, steps,
                       [](InitialFields fields, const std::filesystem::path&) {
                         for (auto& h : fields.depth) h = 7;
                         for (auto& u : fields.velocity_x) u = 3;
                       });
  }
};

InitialSpec level(Real value) {
  InitialSpec step;
  step.level = [value](Real, Real, Real) { return value; };
  step.origin = "case.toml:5: initial.0.level";
  return step;
}

TEST(InitialState, IsDryWithoutSteps) {
  Row row;
  row.fill({});
  EXPECT_EQ(row.depth, std::vector<Real>(5, 0));
  EXPECT_EQ(row.velocity_y, std::vector<Real>(5, 0));
}

TEST(InitialState, LevelBelowTheBedIsDryAndHasNoVelocity) {
  Row row;
  auto step = level(2.5);
  step.velocity_x = [](Real, Real, Real) { return 1.5; };
  row.fill({step});
  EXPECT_EQ(row.depth, (std::vector<Real>{2.5, 1.5, 0.5, 0, 0}));
  EXPECT_EQ(row.velocity_x, (std::vector<Real>{1.5, 1.5, 1.5, 0, 0}));
}

TEST(InitialState, LaterStepsOverwriteInTheirRegion) {
  Row row;
  auto line = level(10), polygon = level(20), where = level(30);
  line.region.behind_line = {{2.5, -1}, {2.5, 1}};  // left of it, seen towards +y, is x < 2.5
  polygon.region.polygon = {{0.5, -1}, {1.5, -1}, {1.5, 1}, {0.5, 1}};
  where.region.where = [](Real x, Real) { return x > 3.5; };
  row.fill({line, polygon, where});
  EXPECT_EQ(row.depth, (std::vector<Real>{10, 19, 8, 0, 26}));
}

TEST(InitialState, TakesACheckpointInItsRegion) {
  Row row;
  InitialSpec step;
  step.source = InitialSpec::Source::Checkpoint;
  step.region.where = [](Real x, Real) { return x < 2; };
  row.fill({level(1), step});
  EXPECT_EQ(row.depth, (std::vector<Real>{7, 7, 0, 0, 0}));
  EXPECT_EQ(row.velocity_x, (std::vector<Real>{3, 3, 0, 0, 0}));
}

TEST(InitialState, RefusesNegativeDepthWithItsPlace) {
  Row row;
  InitialSpec step;
  step.depth = [](Real x, Real, Real) { return 2 - x; };
  step.origin = "case.toml:9: initial.0.depth";
  try {
    row.fill({step});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "case.toml:9: initial.0.depth: negative depth (-1) at x = 3, y = 0");
  }
}

}  // namespace
}  // namespace freshet
