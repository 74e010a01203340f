// Order of the scheme on smooth flows, which must be that of a second-order scheme.
#include "tests/mpi_main.hpp"
#include "tests/support/convergence.hpp"

namespace freshet {
namespace {

constexpr Real g = 9.81;

/// A wave that runs to the right into water at rest: u = 2 (c - c0) on it, and each depth keeps its
/// speed u + c = 3 c - 2 c0 until the wave breaks (Stoker, Water Waves, 10.2). The depth at
/// (x, t) is that which started at x - (3 c - 2 c0) t, found by bisection.
ExactSolution simple_wave() {
  return [](const ExactPlace& place, Real t) -> ExactState {
    const Real c0 = std::sqrt(g);
    const auto start = [](Real s) {
      const Real share = (s - 30) / 20;  // smooth to the third derivative at its ends
      return share * share < 1 ? std::sqrt(g * (1 + 0.2 * std::pow(1 - share * share, 4)))
                               : std::sqrt(g);
    };
    Real low = place.x - 20 * t - 1, high = place.x + 1;
    for (int i = 0; i < 80; ++i) {
      const Real middle = 0.5 * (low + high);
      (middle + (3 * start(middle) - 2 * c0) * t < place.x ? low : high) = middle;
    }
    const Real c = start(0.5 * (low + high));
    return {c * c / g, 2 * (c - c0), 0};
  };
}

/// Breaks at about t = 1/max(-3 c0') = 14 s; compared well before, away from the ends.
test::ExactFlow simple_wave_flow() {
  test::ExactFlow flow;
  flow.rectangle = {.x = {0, 80}, .y = {0, 8}, .cells = {40, 4}};
  flow.exact = simple_wave();
  flow.end = 5;
  flow.boundary = "transmissive";
  return flow;
}

/// A vortex in balance, u^2/r = g dh/dr: with u = U (r/R) (1 - r^2/R^2)^3 for r < R and s =
/// r^2/R^2, h = 1 - U^2/(14 g) (1 - s)^7; still water of 1 m beyond. It stands.
ExactSolution vortex() {
  return [](const ExactPlace& place, Real) -> ExactState {
    const Real x = place.x - 0.37, y = place.y + 0.21;  // no node or centroid in the middle
    const Real s = (x * x + y * y) / 16, speed = 4;
    if (s >= 1) return {1, 0, 0};
    const Real rate = speed * std::pow(1 - s, 3) / 4;
    return {1 - speed * speed / (14 * g) * std::pow(1 - s, 7), -rate * y, rate * x};
  };
}

test::ExactFlow vortex_flow() {
  test::ExactFlow flow;
  flow.rectangle = {.x = {-6, 6}, .y = {-6, 6}, .cells = {24, 24}};
  flow.exact = vortex();
  flow.end = 2;
  return flow;
}

class SmoothFlow : public testing::TestWithParam<CellShape> {};
class ShearFlow : public testing::TestWithParam<CellShape> {};

TEST_P(SmoothFlow, SimpleWaveIsOfSecondOrder) {
  const auto order = test::orders_of("simple wave", simple_wave_flow(), GetParam(), 4).last;
  EXPECT_GE(order.depth, 1.8);
  EXPECT_GE(order.discharge, 1.8);
}

TEST_P(ShearFlow, VortexIsOfSecondOrder) {
  const auto order = test::orders_of("vortex", vortex_flow(), GetParam(), 3).all;
  EXPECT_GE(order.depth, 1.8);
  EXPECT_GE(order.discharge, 1.8);
}

TEST(SmoothFlow, FirstOrderIsSeenAsSuch) {
  FlowOptions options;
  options.order = 1;
  const auto order = test::orders_of("simple wave, order 1", simple_wave_flow(),
                                     CellShape::Quadrilaterals, 4, options)
                         .last;
  EXPECT_LT(order.depth, 1.3);
}

INSTANTIATE_TEST_SUITE_P(Shapes, SmoothFlow,
                         testing::Values(CellShape::Quadrilaterals, CellShape::Triangles,
                                         CellShape::TrianglesUnaligned),
                         [](const auto& shape) { return test::name_of(shape.param); });
INSTANTIATE_TEST_SUITE_P(Shapes, ShearFlow,
                         testing::Values(CellShape::Quadrilaterals, CellShape::Triangles,
                                         CellShape::TrianglesUnaligned),
                         [](const auto& shape) { return test::name_of(shape.param); });

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
