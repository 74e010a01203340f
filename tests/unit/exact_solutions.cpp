#include <gtest/gtest.h>

#include <cmath>

#include "cases/exact/bump.hpp"
#include "cases/exact/stoker.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr Real g = 9.81;

ExactState at(const ExactSolution& solution, Real x, Real t, Real bed = 0) {
  return solution({x, 0, bed}, t);
}

TEST(Ritter, DepthAndVelocityAtTheDamAndTheFront) {
  const auto ritter = exact_solution("ritter", {g, {{"dam_x", 0}, {"h_left", 10}}});
  const auto dam = at(ritter, 0, 7);
  EXPECT_NEAR(dam.depth, 4.444444, 1e-6);
  EXPECT_NEAR(dam.velocity_x, 6.603030, 1e-6);
  EXPECT_NEAR(dam.depth * dam.velocity_x, 29.346798, 1e-5);
  EXPECT_GT(at(ritter, 50 * 19.80908, 50).depth, 0);
  EXPECT_EQ(at(ritter, 50 * 19.80910, 50).depth, 0);
  EXPECT_EQ(at(ritter, -50 * 9.90455, 50).depth, 10);
  EXPECT_EQ(at(ritter, -1, 0).depth, 10);
  EXPECT_EQ(at(ritter, 1, 0).depth, 0);
}

struct StarRow {
  Real left, right, depth, velocity, shock;
};

TEST(Stoker, StarStates) {
  for (const StarRow row :
       {StarRow{10, 1, 3.961748, 7.340769, 9.819295}, StarRow{1, 0.5, 0.726920, 0.923364, 2.957918},
        StarRow{1, 0.1, 0.396175, 2.321355, 3.105134},
        StarRow{1, 0.01, 0.171179, 3.672455, 3.900304},
        StarRow{1, 0.0001, 0.023957, 5.294616, 5.316810},
        StarRow{0.005, 0.001, 0.002539, 0.127280, 0.209963}}) {
    const auto star = stoker_star(g, row.left, row.right);
    EXPECT_NEAR(star.depth, row.depth, 1e-6);
    EXPECT_NEAR(star.velocity, row.velocity, 1e-6);
    EXPECT_NEAR(star.shock, row.shock, 1e-6);
  }
  EXPECT_THROW(stoker_star(g, 1, 1), InputError);
}

TEST(Stoker, WavesInTheirOrder) {
  const auto stoker = exact_solution("stoker", {g, {{"dam_x", 5}, {"h_left", 10}, {"h_right", 1}}});
  const Real t = 50, shock = 5 + t * 9.819295;
  EXPECT_EQ(at(stoker, 5 - t * 9.91, t).depth, 10);
  EXPECT_NEAR(at(stoker, 5, t).depth, 4.444444, 1e-6);
  EXPECT_NEAR(at(stoker, shock - 0.01, t).depth, 3.961748, 1e-6);
  EXPECT_NEAR(at(stoker, shock - 0.01, t).velocity_x, 7.340769, 1e-6);
  EXPECT_EQ(at(stoker, shock + 0.01, t).depth, 1);
}

constexpr Real kPlanarPeriod = 7.092517, kParaboloidPeriod = 56.071268;  // s

TEST(ThackerPlanar, SwingsWithItsPeriod) {
  const auto planar =
      exact_solution("thacker_planar", {g, {{"depth_0", 4}, {"length", 10}, {"amplitude", 2}}});
  EXPECT_NEAR(at(planar, 0, 0).depth, 4 + 0.16 * -1, 1e-12);
  EXPECT_NEAR(at(planar, 3, kPlanarPeriod).depth, at(planar, 3, 0).depth, 1e-6);
  EXPECT_NEAR(at(planar, 3, kPlanarPeriod / 2).depth, at(planar, -3, 0).depth, 1e-6);
  EXPECT_NEAR(at(planar, 0, kPlanarPeriod / 4).velocity_x, -2 * std::sqrt(2 * g * 4) / 10, 1e-9);
  EXPECT_EQ(at(planar, 19, 0, 14.44).depth, 0);
}

TEST(ThackerParaboloid, RisesAndFallsWithItsPeriod) {
  const auto bowl = exact_solution("thacker_paraboloid",
                                   {g, {{"depth_0", 1000}, {"length", 2500}, {"radius_0", 2000}}});
  const Real a =
      (std::pow(2500., 4) - std::pow(2000., 4)) / (std::pow(2500., 4) + std::pow(2000., 4));
  EXPECT_NEAR(at(bowl, 0, 0, -1000).depth, 1000 * std::sqrt(1 - a * a) / (1 - a), 1e-9);
  EXPECT_NEAR(at(bowl, 500, kParaboloidPeriod, -960).depth, at(bowl, 500, 0, -960).depth, 1e-5);
  const Real rim = -1000 * (1 - 2000.0 * 2000 / (2500.0 * 2500));  // the shoreline at t = 0
  EXPECT_NEAR(at(bowl, 2000, 0, rim - 1).depth, 1, 1e-9);
  EXPECT_GT(bowl({0, 100, -998.4}, kParaboloidPeriod / 4).velocity_y, 0);
}

/// Mass is kept: the volume of the bowl is the same at all times.
TEST(ThackerParaboloid, KeepsItsVolume) {
  const auto bowl = exact_solution("thacker_paraboloid",
                                   {g, {{"depth_0", 1000}, {"length", 2500}, {"radius_0", 2000}}});
  const auto volume = [&](Real t) {
    Real sum = 0;
    for (Real r = 0.5; r < 4000; r += 1)
      sum += r * at(bowl, r, t, -1000 * (1 - r * r / 6.25e6)).depth;
    return sum;
  };
  EXPECT_NEAR(volume(20) / volume(0), 1, 1e-5);
}

const std::map<std::string, Real> kBump = {{"crest_x", 10}, {"crest_level", 0.2}};

ExactSetting bump(Real unit_discharge, Real level_down) {
  auto parameters = kBump;
  parameters["unit_discharge"] = unit_discharge;
  parameters["level_down"] = level_down;
  return {g, parameters};
}

TEST(BumpSubcritical, DepthOnTheCrest) {
  const auto flow = exact_solution("bump_subcritical", bump(4.42, 2));
  EXPECT_NEAR(at(flow, 10, 0, 0.2).depth, 1.707347, 1e-6);
  EXPECT_NEAR(at(flow, 20, 0).depth, 2, 1e-12);
}

TEST(BumpTranscritical, CriticalOnTheCrest) {
  const auto flow = exact_solution("bump_transcritical", bump(1.53, 0.66));
  EXPECT_NEAR(at(flow, 10, 0, 0.2).depth, 0.620256, 1e-6);
  EXPECT_NEAR(at(flow, 2, 0).depth, 1.014447, 1e-6);
  EXPECT_NEAR(at(flow, 20, 0).depth, 0.405781, 1e-6);
}

TEST(BumpShock, PlaceAndDepthsOfTheJump) {
  const Real bed = bump_jump_bed(g, 0.18, 0.2, 0.33);
  const Real x = 10 + std::sqrt((0.2 - bed) / 0.05);
  EXPECT_NEAR(x, 11.665618, 1e-6);
  const auto flow = exact_solution("bump_shock", bump(0.18, 0.33));
  EXPECT_NEAR(at(flow, 2, 0).depth, 0.413736, 1e-6);
  EXPECT_NEAR(at(flow, x - 1e-9, 0, bed + 1e-9).depth, 0.075970, 1e-6);
  EXPECT_NEAR(at(flow, x + 1e-9, 0, bed - 1e-9).depth, 0.259322, 1e-6);
  EXPECT_NEAR(at(flow, 20, 0).depth, 0.33, 1e-12);
  EXPECT_THROW(exact_solution("bump_shock", bump(0.18, 0.6)), InputError);
}

TEST(ExactSolution, SaysWhatIsMissing) {
  EXPECT_THROW(exact_solution("ritta", {}), InputError);
  try {
    exact_solution("ritter", {g, {{"dam_x", 0}}});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("h_left"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace freshet
