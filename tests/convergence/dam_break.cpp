// Order of the scheme at shocks and at moving shorelines, where no scheme is of second order.
#include "cases/exact/exact_solution.hpp"
#include "tests/mpi_main.hpp"
#include "tests/support/convergence.hpp"

namespace freshet {
namespace {

constexpr Real g = 9.81;

test::ExactFlow dam_break(const std::string& name, Real h_right) {
  test::ExactFlow flow;
  flow.rectangle = {.x = {-500, 500}, .y = {0, 10}, .cells = {100, 1}};
  flow.exact = exact_solution(name, {g, {{"dam_x", 0}, {"h_left", 10}, {"h_right", h_right}}});
  flow.end = 20;
  flow.boundary = "transmissive";
  return flow;
}

test::ExactFlow planar() {
  test::ExactFlow flow;
  flow.rectangle = {.x = {-20, 20}, .y = {-1, 1}, .cells = {40, 2}};
  flow.exact =
      exact_solution("thacker_planar", {g, {{"depth_0", 4}, {"length", 10}, {"amplitude", 2}}});
  flow.bed = [](Real x, Real) { return 0.04 * x * x; };
  flow.end = 7.092517;
  return flow;
}

test::ExactFlow paraboloid() {
  test::ExactFlow flow;
  flow.rectangle = {.x = {-4000, 4000}, .y = {-4000, 4000}, .cells = {20, 20}};
  flow.exact = exact_solution("thacker_paraboloid",
                              {g, {{"depth_0", 1000}, {"length", 2500}, {"radius_0", 2000}}});
  flow.bed = [](Real x, Real y) { return -1000 * (1 - (x * x + y * y) / 6.25e6); };
  flow.end = 56.071268;
  return flow;
}

class DryDamBreak : public testing::TestWithParam<CellShape> {};
class WetDamBreak : public testing::TestWithParam<CellShape> {};

TEST_P(WetDamBreak, Stoker) {
  EXPECT_GE(test::orders_of("Stoker", dam_break("stoker", 1), GetParam(), 4).all.depth, 0.9);
}

TEST_P(DryDamBreak, Ritter) {
  EXPECT_GE(test::orders_of("Ritter", dam_break("ritter", 0), GetParam(), 4).all.depth, 0.8);
}

TEST_P(DryDamBreak, ThackerPlanar) {
  EXPECT_GE(test::orders_of("Thacker planar", planar(), GetParam(), 4).all.depth, 0.8);
}

TEST_P(DryDamBreak, ThackerParaboloid) {
  FlowOptions options;
  options.dry_depth = 1e-3;  // the water is 1000 m deep; thinner films at its rim cut the time step
  const auto orders = test::orders_of("Thacker paraboloid", paraboloid(), GetParam(), 3, options);
  EXPECT_GE(orders.all.depth, 0.8);
}

INSTANTIATE_TEST_SUITE_P(Shapes, WetDamBreak,
                         testing::Values(CellShape::Quadrilaterals, CellShape::Triangles,
                                         CellShape::TrianglesUnaligned),
                         [](const auto& shape) { return test::name_of(shape.param); });
INSTANTIATE_TEST_SUITE_P(Shapes, DryDamBreak,
                         testing::Values(CellShape::Quadrilaterals, CellShape::Triangles,
                                         CellShape::TrianglesUnaligned),
                         [](const auto& shape) { return test::name_of(shape.param); });

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
