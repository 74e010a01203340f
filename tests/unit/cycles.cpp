// Cycles and damage against ASTM E1049-85, EN 1993-1-9 and fib Model Code 2010.
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "kernels/error.hpp"
#include "solver/loads/cycle_statistics.hpp"
#include "solver/loads/fatigue_concrete.hpp"
#include "solver/loads/fatigue_law.hpp"
#include "solver/loads/fatigue_steel.hpp"
#include "solver/loads/rainflow.hpp"

namespace freshet::loads {
namespace {

std::vector<Cycle> count(const std::vector<Real>& history) {
  std::vector<Cycle> cycles;
  Rainflow flow;
  const auto keep = [&](const Cycle& cycle) { cycles.push_back(cycle); };
  for (const Real value : history) flow.push(value, 0, keep);
  flow.finish(keep);
  return cycles;
}

// ASTM E1049-85, figure 6.
TEST(Rainflow, HistoryOfTheStandard) {
  std::map<Real, Real> counts;
  for (const auto& cycle : count({-2, 1, -3, 5, -1, 3, -4, 4, -2}))
    counts[cycle.range()] += cycle.count;
  const std::map<Real, Real> expected{{3, 0.5}, {4, 1.5}, {6, 0.5}, {8, 1.0}, {9, 0.5}};
  EXPECT_EQ(counts, expected);
}

TEST(Rainflow, MeansOfTheStandardsHistory) {
  const std::vector<std::pair<Real, Real>> expected{{.5, -.5}, {.5, -1}, {1, 1}, {.5, 1},
                                                    {.5, .5},  {.5, 0},  {.5, 1}};
  std::vector<std::pair<Real, Real>> found;
  for (const auto& cycle : count({-2, 1, -3, 5, -1, 3, -4, 4, -2}))
    found.emplace_back(cycle.count, cycle.mean());
  EXPECT_EQ(found, expected);
}

TEST(Rainflow, ValuesBetweenReversalsChangeNothing) {
  const auto coarse = count({0, 4, 1, 3, 0}), fine = count({0, 2, 4, 4, 2, 1, 2, 3, 1.5, 0, 0});
  ASSERT_EQ(coarse.size(), fine.size());
  for (std::size_t i = 0; i < coarse.size(); ++i) {
    EXPECT_EQ(coarse[i].range(), fine[i].range());
    EXPECT_EQ(coarse[i].count, fine[i].count);
  }
}

// Sm = 0.2: independent values for Smax = 0.9 ... 0.6.
TEST(Fatigue, CompressionOfModelCode) {
  EXPECT_NEAR(log_cycles_compression(0.2, 0.9), 2.0045, 1e-4);
  EXPECT_NEAR(log_cycles_compression(0.2, 0.8), 4.0089, 1e-4);
  EXPECT_NEAR(log_cycles_compression(0.2, 0.7), 6.0134, 1e-4);
  EXPECT_NEAR(log_cycles_compression(0.2, 0.6), 8.0179, 1e-4);
  EXPECT_TRUE(std::isinf(log_cycles_compression(0.3, 0.3)));
  EXPECT_EQ(log_cycles_compression(0.0, 1.2), 0);
}

TEST(Fatigue, TensionOfModelCode) {
  EXPECT_DOUBLE_EQ(log_cycles_tension(0.5), 6);
  EXPECT_DOUBLE_EQ(damage_of(log_cycles_tension(0.5)), 1e-6);
  EXPECT_EQ(damage_of(log_cycles_tension(0)), 0);
}

// Category 71: independent values of N.
TEST(Fatigue, SteelOfEurocode3) {
  const auto cycles = [](Real range) { return cycles_to_failure_steel(range * 1e6, 71e6); };
  EXPECT_NEAR(cycles(60), 3313991, 0.5);
  EXPECT_NEAR(cycles(80), 1398090, 0.5);
  EXPECT_NEAR(cycles(120), 414249, 0.5);
  EXPECT_NEAR(cycles(160), 174761, 0.5);
  EXPECT_NEAR(cycles(180), 122740, 0.5);
  EXPECT_NEAR(cycles(71), 2e6, 1e-6);
  const Real knee = 71 * std::cbrt(0.4);  // 0.737 of the category
  EXPECT_NEAR(cycles(knee * (1 + 1e-12)) / 5e6, 1, 1e-10);
  EXPECT_NEAR(cycles(knee * (1 - 1e-12)) / 5e6, 1, 1e-10);
  EXPECT_NEAR(cycles(0.549 * knee * 1.002) / 1e8, 1, 2e-2);  // slope 5 down to the cut-off
  EXPECT_TRUE(std::isinf(cycles(0.549 * knee * 0.998)));
}

TEST(Fatigue, UsersTableIsStraightInLogarithms) {
  const FatigueLaw law = law_of_table({{100, 1e5}, {10, 1e8}});  // slope 3
  const auto damage = [&](Real range) { return law.damage({0, range, 1}); };
  EXPECT_NEAR(damage(100) * 1e5, 1, 1e-12);
  EXPECT_NEAR(damage(std::sqrt(1000.)) * std::sqrt(1e13), 1, 1e-12);
  EXPECT_NEAR(damage(200) * 1e5 / 8, 1, 1e-12);  // goes on above
  EXPECT_NEAR(damage(5) * 1e8 * 8, 1, 1e-12);    // and below
  EXPECT_EQ(damage(0), 0);
  EXPECT_NEAR(law.damage({0, 100, 0.5}) * 2e5, 1, 1e-12);
}

TEST(Fatigue, RefusesACurveThatRises) {
  EXPECT_THROW(law_of_table({{100, 1e5}, {110, 1e6}}), InputError);
  EXPECT_THROW(law_of_table({{100, 1e5}, {90, 1e5}}), InputError);
  EXPECT_THROW(law_of_table({{100, 1e5}}), InputError);
  EXPECT_THROW(law_of_table({{100, 1e5}, {0, 1e8}}), InputError);
}

// The standard's history times 20 MPa, category 71: 81 789 blocks.
TEST(Cycles, BlocksOfTheGate) {
  CycleOptions options;
  options.classes = 5;
  const std::vector<Real> history{-2, 1, -3, 5, -1, 3, -4, 4, -2};
  std::vector<Real> stress, time;
  for (const Real value : history) stress.push_back(20e6 * value);
  for (std::size_t i = 0; i < stress.size(); ++i) time.push_back(i * 100.);
  const auto found = count_cycles(time, stress, law_of_steel(71e6), options);
  EXPECT_NEAR(found.damage, 1.22265e-5, 5e-11);
  EXPECT_EQ(std::floor(1 / found.damage), 81789);
  EXPECT_EQ(found.cycles, 4);
  EXPECT_NEAR(found.equivalent_range / 20e6, 6.49111, 5e-6);
  EXPECT_NEAR(found.years_to_failure, 800. / found.damage / (365.25 * 86400), 1e-9);
  const std::vector<Real> counts{0, 0.5, 1.5, 0.5, 1.5};
  EXPECT_EQ(found.ranges.amount, counts);
}

// From 0 to 10 in 10 s and back in 40 s: each level as long as another, rates 1 and -0.25.
TEST(Cycles, HistogramsOfLevelAndRateWeighTime) {
  CycleOptions options;
  options.classes = 5;
  const auto found = count_cycles({0, 10, 50}, {0, 10, 0}, law_of_nothing(), options);
  ASSERT_EQ(found.levels.amount.size(), 5u);
  for (const Real seconds : found.levels.amount) EXPECT_NEAR(seconds, 10, 1e-12);
  EXPECT_EQ(found.rates.edges.front(), -0.25);
  EXPECT_EQ(found.rates.edges.back(), 1);
  EXPECT_EQ(found.rates.amount.front(), 40);
  EXPECT_EQ(found.rates.amount.back(), 10);
  EXPECT_EQ(found.damage, 0);
  EXPECT_TRUE(std::isinf(found.years_to_failure));
}

TEST(Cycles, SeriesThatStandsStill) {
  const auto found = count_cycles({0, 1, 2}, {3, 3, 3}, law_of_steel(71e6), {});
  EXPECT_EQ(found.cycles, 0);
  EXPECT_EQ(found.damage, 0);
  EXPECT_EQ(found.levels.amount, std::vector<Real>{2});
}

}  // namespace
}  // namespace freshet::loads
