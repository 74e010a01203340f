// Order of the scheme beside walls and where waves come in and go out.
#include "tests/mpi_main.hpp"
#include "tests/support/convergence.hpp"

namespace freshet {
namespace {

constexpr Real g = 9.81;

/// A standing wave between four walls, so low (1e-5 of the depth) that linear theory is exact for
/// it to some 1e-5 of its height: level a cos(kx) cos(ly) cos(wt), w^2 = g h (k^2 + l^2).
ExactSolution standing_wave() {
  return [](const ExactPlace& place, Real t) -> ExactState {
    const Real a = 1e-5, k = 2 * M_PI / 40, l = 2 * M_PI / 40, w = std::sqrt(g * (k * k + l * l));
    const Real x = k * place.x, y = l * place.y, push = a * g / w * std::sin(w * t);
    return {1 + a * std::cos(x) * std::cos(y) * std::cos(w * t),
            push * k * std::sin(x) * std::cos(y), push * l * std::cos(x) * std::sin(y)};
  };
}

/// Compared in all of the basin, or in the strip of a tenth of its width along its walls.
test::ExactFlow basin(bool beside_walls) {
  test::ExactFlow flow;
  flow.rectangle = {.x = {0, 20}, .y = {0, 20}, .cells = {16, 16}};
  flow.exact = standing_wave();
  flow.end = 8;
  if (beside_walls) flow.region = [](Real x, Real y) { return x < 2 || x > 18 || y < 2 || y > 18; };
  return flow;
}

/// A hump that runs to the right through water of 1 m: u = 2 (c - c0), and each depth keeps its
/// speed 3 c - 2 c0 until the wave breaks, long after the tests end.
ExactSolution hump(Real middle) {
  return [middle](const ExactPlace& place, Real t) -> ExactState {
    const Real c0 = std::sqrt(g);
    const auto start = [&](Real s) {
      const Real share = (s - middle) / 20;  // smooth to the third derivative at its ends
      return share * share < 1 ? std::sqrt(g * (1 + 0.2 * std::pow(1 - share * share, 4))) : c0;
    };
    Real low = place.x - 20 * t - 1, high = place.x + 1;
    for (int i = 0; i < 80; ++i) {
      const Real at = 0.5 * (low + high);
      (at + (3 * start(at) - 2 * c0) * t < place.x ? low : high) = at;
    }
    const Real c = start(0.5 * (low + high));
    return {c * c / g, 2 * (c - c0), 0};
  };
}

/// The level of a wave at x = 0 in time, as a series.
PiecewiseLinear level_at_the_left(const ExactSolution& wave, Real end) {
  std::vector<Real> times, levels;
  for (int k = 0; k <= 4000; ++k) {
    times.push_back(end * k / 4000);
    levels.push_back(wave({0, 0, 0}, times.back()).depth);
  }
  return {times, levels, "level"};
}

/// The hump comes in through the left end: half of it is in at the end.
test::ExactFlow entering() {
  test::ExactFlow flow;
  flow.rectangle = {.x = {0, 40}, .y = {0, 8}, .cells = {20, 4}};
  flow.exact = hump(-22);
  flow.end = 6.5;
  flow.conditions = {
      BoundaryCondition::of("left", "level", {level_at_the_left(flow.exact, flow.end)}),
      BoundaryCondition::of("right", "transmissive")};
  flow.region = [](Real x, Real) { return x < 20; };
  return flow;
}

/// It goes out through the right end: half of it is out at the end.
test::ExactFlow leaving() {
  test::ExactFlow flow;
  flow.rectangle = {.x = {0, 40}, .y = {0, 8}, .cells = {20, 4}};
  flow.exact = hump(20);
  flow.end = 6;
  flow.boundary = "transmissive";
  flow.region = [](Real x, Real) { return x > 30; };
  return flow;
}

class BoundaryOrder : public testing::TestWithParam<CellShape> {
 protected:
  /// Beside walls triangles see no image of theirs, and lose some order.
  Real least() const { return GetParam() == CellShape::Quadrilaterals ? 1.8 : 1.4; }
};

TEST_P(BoundaryOrder, BasinIsOfSecondOrder) {
  const auto order = test::orders_of("standing wave", basin(false), GetParam(), 4).last;
  EXPECT_GE(order.depth, least());
  EXPECT_GE(order.discharge, least());
}

TEST_P(BoundaryOrder, WaterBesideWallsIsOfSecondOrder) {
  const auto order = test::orders_of("beside its walls", basin(true), GetParam(), 4).last;
  EXPECT_GE(order.depth, least());
  EXPECT_GE(order.discharge, least());
}

TEST_P(BoundaryOrder, WaveThatEntersIsOfSecondOrder) {
  const auto order = test::orders_of("entering wave", entering(), GetParam(), 4).last;
  EXPECT_GE(order.depth, 1.8);
  EXPECT_GE(order.discharge, 1.75);
}

TEST(OpenBoundary, WaveThatLeavesQuadrilateralsIsOfSecondOrder) {
  const auto order = test::orders_of("leaving wave", leaving(), CellShape::Quadrilaterals, 4).last;
  EXPECT_GE(order.depth, 1.8);
  EXPECT_GE(order.discharge, 1.8);
}

/// On triangles the memory of the edge sends back some thousandths of a wave on any mesh.
TEST_P(BoundaryOrder, WaveLeavesWithoutReflection) {
  const Real height = 0.2;
  EXPECT_LE(test::run_flow(leaving(), GetParam(), 4, {}).depth, 0.006 * height);
}

INSTANTIATE_TEST_SUITE_P(Shapes, BoundaryOrder,
                         testing::Values(CellShape::Quadrilaterals, CellShape::Triangles,
                                         CellShape::TrianglesUnaligned),
                         [](const auto& shape) { return test::name_of(shape.param); });

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
