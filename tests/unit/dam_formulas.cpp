// Formulas of the dam against values of their papers or worked out by hand.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "solver/dam/added_mass.hpp"
#include "solver/dam/elasticity.hpp"
#include "solver/dam/modal_superposition.hpp"
#include "solver/dam/stability.hpp"

namespace freshet::dam {
namespace {

/// The triangle 100 m high and 80 m wide, water to its top.
const BaseForces kForces{94176e3, 49050e3, 94176e3 * 160 / 3, 49050e3 * 100 / 3};
const BasePressures kFull{981e3, 0};

TEST(Stability, RigidTriangleWithoutUplift) {
  const Base base{.boundary = "base", .friction_angle = 45};
  const auto s = stability_cracked(kForces, base, kFull, 80);
  EXPECT_NEAR(s.resultant, 35.972, 5e-4);
  EXPECT_NEAR(s.heel_stress, 821.6e3, 50);
  EXPECT_NEAR(s.toe_stress, 1532.8e3, 50);
  EXPECT_NEAR(s.sliding_factor, 1.920, 5e-4);
  EXPECT_NEAR(s.overturning_factor, 3.072, 5e-4);
  EXPECT_EQ(s.crack, 0);
}

TEST(Stability, RigidTriangleWithUplift) {
  Base base{.boundary = "base", .friction_angle = 45, .uplift = Uplift{}};
  const auto s = stability_at(kForces, base, kFull, 80, 0);
  EXPECT_NEAR(s.uplift, 39240e3, 1);
  EXPECT_NEAR(s.resultant, 23.571, 5e-4);
  EXPECT_NEAR(s.heel_stress, -159.4e3, 50);
  EXPECT_NEAR(s.sliding_factor, 1.120, 5e-4);
  EXPECT_NEAR(s.overturning_factor, 1.347, 5e-4);
  base.cohesion = 500e3;
  EXPECT_NEAR(stability_at(kForces, base, kFull, 80, 0).sliding_factor, 1.9355, 5e-5);
}

TEST(Stability, CrackLeavesTheResultantAtTheThird) {
  const Base base{.boundary = "base", .friction_angle = 45, .uplift = Uplift{}};
  const auto s = stability_cracked(kForces, base, kFull, 80);
  EXPECT_NEAR(s.crack, 32.5, 1e-6);  // of the quadratic equation of the moments
  EXPECT_NEAR(s.resultant, (80 - s.crack) / 3, 1e-6);
  EXPECT_NEAR(s.heel_stress, 0, 1);
  EXPECT_FALSE(holds(kCriteria[0], s, 80));
}

TEST(Uplift, DrainsTakeTheirShare) {
  const Uplift drained{.drain_distance = 10, .drain_efficiency = 0.5};
  const BasePressures ends{800, 0};
  EXPECT_DOUBLE_EQ(uplift_pressure(drained, ends, 80, 0, 10), 350);   // half of 700
  EXPECT_DOUBLE_EQ(uplift_pressure(drained, ends, 80, 20, 15), 800);  // the crack is past them
  const auto sum = uplift_force(drained, ends, 80, 0);
  EXPECT_NEAR(sum.force, 10 * (800 + 350) / 2. + 70 * 350 / 2., 1e-9);
  EXPECT_NEAR(sum.moment, 3500 * 75 + 2250 * (70 + 20 / 3.) + 12250 * 140 / 3., 1e-6);
}

TEST(Elasticity, PlaneStressOfAPulledStrip) {
  const Material steel{.young_modulus = 200e9, .poisson_ratio = 0.3};
  const auto elastic = lame(steel, Plane::Stress);
  const auto stress = stress_of({1e-3, 0, 0, -0.3e-3}, elastic);
  EXPECT_NEAR(stress[0], 200e6, 1);
  EXPECT_NEAR(stress[1], 0, 1);
  const auto both = principal(3, -1, 2 * std::sqrt(3.0));
  EXPECT_NEAR(both[0], 5, 1e-12);
  EXPECT_NEAR(both[1], -3, 1e-12);
}

TEST(AddedMass, SumsToSevenTwelfths) {
  Real sum = 0;
  constexpr int kSlices = 100000;
  for (int i = 0; i < kSlices; ++i)
    sum += westergaard_mass(1000, 91.75, 91.75 * (i + 0.5) / kSlices) * 91.75 / kSlices;
  EXPECT_NEAR(sum, 7. / 12 * 1000 * 91.75 * 91.75, 20);
  EXPECT_EQ(westergaard_mass(1000, 10, -1), 0);
}

TEST(Superposition, StepForceSwingsToTwice) {
  LinearForceOscillator oscillator(1.0, {0, 0}, 0.01);
  oscillator.start(1);
  Real most = 0;
  for (int i = 0; i < 100; ++i) most = std::max(most, oscillator.step(1));
  EXPECT_NEAR(most, 2 / std::pow(2 * std::numbers::pi, 2), 1e-12);
}

TEST(Damping, RayleighHoldsAtBothFrequencies) {
  const auto f = rayleigh_factors(0.05, 2, 7);
  for (const Real frequency : {2.0, 7.0}) {
    const Real omega = 2 * std::numbers::pi * frequency;
    EXPECT_NEAR(0.5 * (f.a0 / omega + f.a1 * omega), 0.05, 1e-15);
  }
}

}  // namespace
}  // namespace freshet::dam
