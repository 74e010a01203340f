// Order in time where bed and friction drive the flow.
#include "tests/mpi_main.hpp"
#include "tests/support/convergence.hpp"

namespace freshet {
namespace {

constexpr Real g = 9.81, slope = 0.02, manning = 0.05;

/// Water of even depth that starts to run down a plane: du/dt = g S - g n^2 h^(-4/3) u^2, so u = U
/// tanh(g S t / U) with U = h^(2/3) sqrt(S) / n. The ends of the plane are not yet felt.
ExactSolution starting_flow() {
  return [](const ExactPlace&, Real t) -> ExactState {
    const Real h = 0.5, fastest = std::cbrt(h * h) * std::sqrt(slope) / manning;
    return {h, fastest * std::tanh(g * slope * t / fastest), 0};
  };
}

/// The same on a bed that rises in waves with the steady discharge over it: q = h u = constant, so
/// z' = -(1 - q^2 / (g h^3)) h' - n^2 q^2 / h^(10/3) for the depth h(x) that is chosen.
struct WavyChannel {
  static constexpr Real q = 0.6;
  static Real depth(Real x) { return 0.8 + 0.1 * std::sin(0.1 * x); }
  static Real bed(Real x) {  // by Simpson's rule from 0
    const auto rise = [](Real s) {
      const Real h = depth(s), dh = 0.01 * std::cos(0.1 * s);
      const Real friction = manning * manning * q * q / std::pow(h, 10.0 / 3);
      return -(1 - q * q / (g * h * h * h)) * dh - friction;
    };
    const int pieces = 200;
    const Real width = x / pieces;
    Real sum = 0;
    for (int k = 0; k < pieces; ++k)
      sum += (rise(k * width) + 4 * rise((k + 0.5) * width) + rise((k + 1) * width)) / 6 * width;
    return sum;
  }
};

test::ExactFlow plane() {
  test::ExactFlow flow;
  flow.rectangle = {.x = {0, 60}, .y = {0, 12}, .cells = {15, 3}};
  flow.bed = [](Real x, Real) { return -slope * x; };
  flow.exact = starting_flow();
  flow.end = 4;
  flow.boundary = "transmissive";
  flow.region = [](Real x, Real) { return x > 25 && x < 35; };
  flow.manning = manning;
  return flow;
}

/// Compared before what the ends make of it arrives.
test::ExactFlow wavy() {
  test::ExactFlow flow;
  flow.rectangle = {.x = {0, 120}, .y = {0, 12}, .cells = {60, 6}};
  flow.bed = [](Real x, Real) { return WavyChannel::bed(x); };
  flow.exact = [](const ExactPlace& place, Real) -> ExactState {
    const Real h = WavyChannel::depth(place.x);
    return {h, WavyChannel::q / h, 0};
  };
  flow.end = 8;
  flow.boundary = "transmissive";
  flow.region = [](Real x, Real) { return x > 40 && x < 80; };
  flow.manning = manning;
  return flow;
}

class Friction : public testing::TestWithParam<TimeScheme> {};

TEST_P(Friction, StartingFlowIsOfSecondOrder) {
  const FlowOptions options{.scheme = GetParam()};
  const auto orders =
      test::orders_of("starting flow", plane(), CellShape::Quadrilaterals, 3, options);
  EXPECT_GE(orders.last.discharge, 1.8);
}

TEST_P(Friction, SteadyFlowOverWavesIsOfSecondOrder) {
  const FlowOptions options{.scheme = GetParam()};
  const auto order =
      test::orders_of("wavy channel", wavy(), CellShape::Quadrilaterals, 3, options).last;
  EXPECT_GE(order.depth, 1.8);
  EXPECT_GE(order.discharge, 1.8);
}

INSTANTIATE_TEST_SUITE_P(Schemes, Friction,
                         testing::Values(TimeScheme::Hancock, TimeScheme::RungeKutta2));

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
