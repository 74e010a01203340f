// Turbulent mixing against a shear flow that decays by it alone.
#include "tests/mpi_main.hpp"
#include "tests/support/convergence.hpp"

namespace freshet {
namespace {

constexpr Real g = 9.81, viscosity = 0.25, age = 2;

/// The decaying vortex of Taylor (1918): u = M r / s^2 exp(-r^2 / (4 nu s)) around its middle, s =
/// age + t, in balance with the depth, g dh/dr = u^2 / r. Exact but for the square of its Froude
/// number, 2e-7.
ExactSolution taylor_vortex() {
  return [](const ExactPlace& place, Real t) -> ExactState {
    const Real x = place.x - 0.11, y = place.y + 0.07, s = age + t, strength = 0.008;
    const Real r2 = x * x + y * y, rate = strength / (s * s) * std::exp(-r2 / (4 * viscosity * s));
    return {1 - rate * rate * viscosity * s / g, -rate * y, rate * x};
  };
}

test::ExactFlow vortex_flow() {
  test::ExactFlow flow;
  flow.rectangle = {.x = {-6, 6}, .y = {-6, 6}, .cells = {24, 24}};
  flow.exact = taylor_vortex();
  flow.end = 1;
  return flow;
}

class Mixing : public testing::TestWithParam<CellShape> {};

TEST_P(Mixing, DecayOfAVortexIsOfSecondOrder) {
  FlowOptions options;
  options.mixing = {.kind = MixingKind::Constant, .viscosity = viscosity};
  const auto order = test::orders_of("decaying vortex", vortex_flow(), GetParam(), 3, options).last;
  EXPECT_GE(order.discharge, 1.8);
}

TEST(MixingOff, LeavesTheVortexAsItIs) {
  const auto order =
      test::orders_of("vortex without mixing", vortex_flow(), CellShape::Quadrilaterals, 3).last;
  EXPECT_LT(order.discharge, 0.5);
}

INSTANTIATE_TEST_SUITE_P(Shapes, Mixing,
                         testing::Values(CellShape::Quadrilaterals, CellShape::Triangles,
                                         CellShape::TrianglesUnaligned),
                         [](const auto& shape) { return test::name_of(shape.param); });

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
