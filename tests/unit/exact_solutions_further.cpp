// Exact solutions against values that were worked out apart from this code.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "cases/exact/dressler.hpp"
#include "cases/exact/oblique_jump.hpp"
#include "cases/exact/radial.hpp"
#include "cases/exact/riemann.hpp"
#include "cases/exact/stoker.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr Real g = 9.81;

TEST(Riemann, StarStatesOfToro) {
  const auto one = riemann_star(g, {1, 2.5}, {0.1, 0});
  EXPECT_NEAR(one.depth, 0.611638, 1e-6);
  EXPECT_NEAR(one.velocity, 3.865135, 1e-6);
  const auto two = riemann_star(g, {1, -5}, {1, 5});
  EXPECT_NEAR(two.depth, 0.040728, 1e-6);
  EXPECT_NEAR(two.velocity, 0, 1e-12);
  EXPECT_EQ(riemann_star(g, {0.1, -3}, {0.1, 3}).depth, 0);
  for (const Real right : {0.5, 0.1, 0.01, 1e-4}) {
    const auto star = riemann_star(g, {1, 0}, {right, 0});
    EXPECT_NEAR(star.depth, stoker_star(g, 1, right).depth, 1e-12);
    EXPECT_NEAR(star.velocity, stoker_star(g, 1, right).velocity, 1e-12);
  }
}

ExactSolution problem(Real h_left, Real u_left, Real h_right, Real u_right) {
  return exact_solution("riemann", {g,
                                    {{"dam_x", 0},
                                     {"h_left", h_left},
                                     {"u_left", u_left},
                                     {"h_right", h_right},
                                     {"u_right", u_right}}});
}

TEST(Riemann, DryBeds) {
  const auto right = problem(1, 0, 0, 0), left = problem(0, 0, 1, 0), ritter = problem(1, 0, 0, 0);
  const Real front = 2 * std::sqrt(g);
  EXPECT_GT(right({front - 0.01, 0, 0}, 1).depth, 0);
  EXPECT_EQ(right({front + 0.01, 0, 0}, 1).depth, 0);
  EXPECT_NEAR(right({0, 0, 0}, 1).depth, 4.0 / 9, 1e-12);
  for (const Real x : {-3.0, -1.0, 0.5, 2.0}) {
    EXPECT_NEAR(left({-x, 0, 0}, 1).depth, right({x, 0, 0}, 1).depth, 1e-12);
    EXPECT_NEAR(left({-x, 0, 0}, 1).velocity_x, -right({x, 0, 0}, 1).velocity_x, 1e-12);
  }
  const auto opens = problem(0.1, -3, 0.1, 3);
  const Real edge = 3 - 2 * std::sqrt(g * 0.1);
  EXPECT_EQ(opens({0, 0, 0}, 1).depth, 0);
  EXPECT_EQ(opens({edge - 0.01, 0, 0}, 1).depth, 0);
  EXPECT_GT(opens({edge + 0.01, 0, 0}, 1).depth, 0);
  EXPECT_NEAR(opens({10, 0, 0}, 1).velocity_x, 3, 1e-12);
}

TEST(Riemann, KeepsItsWater) {
  for (const auto& solution : {problem(1, 2.5, 0.1, 0), problem(1, 0, 0.2, -1)}) {
    Real before = 0, after = 0, flow = 0;
    for (int i = -40000; i < 40000; ++i) {
      const Real x = (i + 0.5) * 1e-3;
      before += solution({x, 0, 0}, 0).depth * 1e-3;
      after += solution({x, 0, 0}, 2).depth * 1e-3;
    }
    for (const Real x : {-39.9, 39.9}) {
      const auto state = solution({x, 0, 0}, 2);
      flow += (x < 0 ? 2 : -2) * state.depth * state.velocity_x;
    }
    EXPECT_NEAR(after - before, flow, 2e-3);
  }
}

/// Dressler's own solution for Chezy's law in its closed form, as the paper gives it.
TEST(Dressler, CorrectionOfChezysLawIsTheClosedForm) {
  const FrictionCorrection correction(1, 1);
  for (const Real s : {-0.9, -0.3, 0.0, 0.7, 1.5}) {
    const Real r = 2 - s, root = std::pow(r, 1.5) * std::sqrt(3);
    EXPECT_NEAR(correction.wave(s), 6 / (5 * r) - 2.0 / 3 + 4 * root / 135, 1e-7);
    EXPECT_NEAR(correction.velocity(s), 12 / r - 8.0 / 3 + 8 * root / 189 - 108 / (7 * r * r),
                1e-6);
  }
}

TEST(Dressler, FrictionHoldsTheWaterBack) {
  const std::map<std::string, Real> given{{"dam_x", 0}, {"h_left", 6}, {"manning", 0.03}};
  const auto rough = exact_solution("dressler", {g, given});
  const auto smooth = exact_solution("ritter", {g, given});
  EXPECT_LT(rough({0, 0, 0}, 20).velocity_x, smooth({0, 0, 0}, 20).velocity_x);
  EXPECT_GT(rough({0, 0, 0}, 20).depth, smooth({0, 0, 0}, 20).depth);
  EXPECT_NEAR(rough({-150, 0, 0}, 20).depth, smooth({-150, 0, 0}, 20).depth, 1e-4);
  EXPECT_EQ(rough({-200, 0, 0}, 20).depth, 6);
  EXPECT_EQ(rough({300, 0, 0}, 20).depth, 0);
}

TEST(ObliqueJump, AngleDepthAndSpeed) {
  const Real froude = 8.57 / std::sqrt(g), turn = 8.95 * std::numbers::pi / 180;
  const auto jump = oblique_jump_of(froude, turn);
  EXPECT_NEAR(jump.angle * 180 / std::numbers::pi, 30.0242, 1e-4);
  EXPECT_NEAR(jump.depth_ratio, 1.499709, 1e-6);
  EXPECT_THROW(oblique_jump_of(froude, 60 * std::numbers::pi / 180), InputError);
  EXPECT_THROW(oblique_jump_of(0.9, turn), InputError);
  const auto flow = exact_solution("oblique_jump", {g,
                                                    {{"corner_x", 10},
                                                     {"corner_y", 0},
                                                     {"wall_angle", 8.95},
                                                     {"h_before", 1},
                                                     {"u_before", 8.57}}});
  const auto beyond = flow({30, 8, 0}, 0), before = flow({30, 13, 0}, 0);
  EXPECT_NEAR(std::hypot(beyond.velocity_x, beyond.velocity_y), 7.951886, 1e-5);
  EXPECT_NEAR(beyond.velocity_y / beyond.velocity_x, std::tan(turn), 1e-12);
  EXPECT_EQ(before.velocity_x, 8.57);
}

TEST(Macdonald, DepthsAtTheJumpAndTheEnds) {
  const auto jump = exact_solution("macdonald_shock", {g, {{"unit_discharge", 2}}});
  EXPECT_NEAR(jump({100, 0, 0}, 0).depth, 2.87870797, 1e-5);
  const Real before = jump({200.0 / 3 - 1e-9, 0, 0}, 0).depth;
  const Real beyond = jump({200.0 / 3 + 1e-9, 0, 0}, 0).depth;
  const auto thrust = [](Real h) { return 0.5 * g * h * h + 4 / h; };
  EXPECT_NEAR(thrust(before), thrust(beyond), 1e-3);
  const auto fall = exact_solution("macdonald_transcritical", {g, {{"unit_discharge", 2}}});
  EXPECT_NEAR(fall({500, 0, 0}, 0).depth, std::cbrt(4 / g), 1e-12);
  EXPECT_GT(fall({0, 0, 0}, 0).depth, fall({1000, 0, 0}, 0).depth);
}

/// Volume is kept, halving the rings changes little, and before the waves meet in the middle the
/// front moves about as the plane one does.
TEST(RadialCollapse, KeepsItsVolumeAndConverges) {
  const auto fine = radial_collapse(g, 2, 1, 0.2, 6, 0.6, 2000);
  const auto coarse = radial_collapse(g, 2, 1, 0.2, 6, 0.6, 1000);
  Real volume = 0, difference = 0;
  for (int i = 0; i < 2000; ++i) volume += (i + 0.5) * fine.ring * fine.ring * fine.depth[i];
  EXPECT_NEAR(volume, 0.5 * (4 * 1 + (36 - 4) * 0.2), 1e-9);
  for (int i = 0; i < 1000; ++i)
    difference +=
        std::abs(coarse.depth[i] - 0.5 * (fine.depth[2 * i] + fine.depth[2 * i + 1])) / 1000;
  EXPECT_LT(difference, 8e-4);
  EXPECT_NEAR(fine.depth[0], 1, 1e-6);
  const Real shock = 2 + 0.6 * stoker_star(g, 1, 0.2).shock;
  EXPECT_NEAR(fine.depth[static_cast<int>((shock + 0.05) / fine.ring)], 0.2, 1e-6);
  EXPECT_GT(fine.depth[static_cast<int>((shock - 0.3) / fine.ring)], 0.3);
}

TEST(RadialCollapse, OntoADryBed) {
  const auto profile = radial_collapse(g, 2, 1, 0, 6, 0.4, 3000);
  Real volume = 0;
  for (int i = 0; i < 3000; ++i)
    volume += (i + 0.5) * profile.ring * profile.ring * profile.depth[i];
  EXPECT_NEAR(volume, 2, 1e-9);
  const Real front = 2 + 0.4 * 2 * std::sqrt(g);  // of the plane dam break, which runs ahead
  EXPECT_LT(profile.depth[static_cast<int>((front + 0.05) / profile.ring)], 1e-6);
  EXPECT_GT(profile.depth[static_cast<int>((front - 0.6) / profile.ring)], 1e-3);
  EXPECT_NEAR(profile.depth[0], 1, 1e-6);
}

/// The head that friction takes: the gradient of level and speed head against Manning's law.
TEST(RadialSpring, LosesHeadByManningsLaw) {
  const Real mean = 1.2, ripple = 0.1, wave = 40, source = 60, manning = 0.03;
  const auto flow = exact_solution(
      "radial_spring",
      {g, {{"mean_depth", mean}, {"ripple", ripple}, {"wave_length", wave}, {"source", source}}});
  const auto depth = [&](Real r) { return flow({r, 0, 0}, 0).depth; };
  const auto bed = [&](Real r) {
    return -depth(r) - std::pow(source / (r * depth(r)), 2) / (2 * g) +
           std::pow(manning * source, 2) / (std::pow(mean, 10.0 / 3) * r);
  };
  const auto head = [&](Real r) {
    return bed(r) + depth(r) + std::pow(flow({r, 0, 0}, 0).velocity_x, 2) / (2 * g);
  };
  for (const Real r : {30.0, 47.0, 81.0}) {
    const Real n = manning * std::pow(depth(r) / mean, 5.0 / 3), u = flow({r, 0, 0}, 0).velocity_x;
    EXPECT_NEAR((head(r + 1e-3) - head(r - 1e-3)) / 2e-3,
                -n * n * u * u / std::pow(depth(r), 4.0 / 3), 1e-8);
    EXPECT_NEAR(depth(r) * u * r, source, 1e-9);
  }
  EXPECT_NEAR(flow({30, 40, 0}, 0).velocity_y / flow({30, 40, 0}, 0).velocity_x, 4.0 / 3, 1e-12);
}

}  // namespace
}  // namespace freshet
