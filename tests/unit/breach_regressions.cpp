// Breaches by regression: Teton and Banqiao, with values worked out in decimal arithmetic of 30
// digits.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

#include "kernels/error.hpp"
#include "solver/breach/regressions.hpp"

namespace freshet::breach {
namespace {

constexpr Real hour = 3600;

EmbankmentFailure teton() {
  EmbankmentFailure dam{.volume = 310e6, .head = 77.4, .height = 86.9, .dam_height = 86.9};
  dam.thickness = 250;
  dam.mode = Mode::Piping;
  return dam;
}

EmbankmentFailure banqiao() {
  EmbankmentFailure dam{.volume = 607.5e6, .head = 31, .height = 30, .dam_height = 30};
  dam.thickness = 250;
  dam.erodibility = Erodibility::High;
  return dam;
}

void expect_same(Real found, Real expected) { EXPECT_NEAR(found / expected, 1, 1e-9); }

TEST(BreachPeak, Teton) {
  expect_same(peak_froehlich_1995(teton()), 42675.5554063);
  expect_same(peak_webby_1996(teton()), 76881.6318941);
  expect_same(peak_macdonald_1984(teton()), 21817.6566305);
  expect_same(peak_xu_zhang_2009(teton()), 59578.8984821);
  expect_same(peak_froehlich_2016(teton()), 65040.6532332);
  expect_same(peak_yassin_2025(teton()), 34654.2125163);
}

TEST(BreachPeak, Banqiao) {
  expect_same(peak_froehlich_1995(banqiao()), 16734.9085984);
  expect_same(peak_webby_1996(banqiao()), 27298.5132162);
  expect_same(peak_macdonald_1984(banqiao()), 19745.4890637);
  expect_same(peak_xu_zhang_2009(banqiao()), 57325.0226354);
  expect_same(peak_froehlich_2016(banqiao()), 32219.8449890);
  expect_same(peak_yassin_2025(banqiao()), 64991.0502917);
}

TEST(BreachPeak, FollowsErodibilityModeAndHeight) {
  auto dam = banqiao();
  dam.erodibility = Erodibility::Medium;
  const Real medium = peak_xu_zhang_2009(dam), usual = peak_yassin_2025(dam);
  dam.erodibility = Erodibility::Low;
  expect_same(peak_xu_zhang_2009(dam) / medium, 0.39);
  expect_same(peak_yassin_2025(dam), usual);
  dam.height = 5;  // lower than 6.1 m: k_H = 1
  expect_same(peak_froehlich_2016(dam), 0.0175 * 1.85 * std::sqrt(9.81 * 607.5e6 * 31 * 25 / 250));
}

TEST(BreachTime, TetonAndBanqiao) {
  expect_same(time_froehlich_1995(teton()), 5199.21317002);  // 1.444 h
  expect_same(time_froehlich_2008(teton()), 4088.30836101);  // 1.136 h
  expect_same(time_macdonald_1984(teton()), 13752.1148621);
  expect_same(time_von_thun_1990(teton()), 6472.8);
  expect_same(time_xu_zhang_2009(teton()), 11090.6795573);
  expect_same(time_froehlich_1995(banqiao()), 19342.1223218);
  expect_same(time_froehlich_2008(banqiao()), 16578.0887777);  // 4.605 h
  expect_same(time_macdonald_1984(banqiao()), 12850.6121886);
  expect_same(time_von_thun_1990(banqiao()), 1674);
  expect_same(time_xu_zhang_2009(banqiao()), 13264.6467396);
  auto low = banqiao();
  low.erodibility = Erodibility::Low;
  expect_same(time_xu_zhang_2009(low) / time_xu_zhang_2009(banqiao()), 3.11 / 0.58);
  EXPECT_NEAR(time_froehlich_1995(teton()) / hour,
              0.00254 * std::pow(310e6, 0.53) * std::pow(86.9, -0.9), 2e-3);
}

TEST(BreachWidth, TetonAndBanqiao) {
  expect_same(width_froehlich_1995(teton()), 219.606518146);
  expect_same(width_froehlich_2008(teton()), 168.329524741);
  expect_same(width_von_thun_1990(teton()), 248.4);
  expect_same(width_xu_zhang_2009(teton()), 166.943111200);
  expect_same(width_froehlich_1995(banqiao()), 311.538418653);
  expect_same(width_froehlich_2008(banqiao()), 260.091869899);
  expect_same(width_von_thun_1990(banqiao()), 132.4);
  expect_same(width_xu_zhang_2009(banqiao()), 277.115975533);
  auto core = banqiao();
  core.zoning = Zoning::Core;
  expect_same(width_xu_zhang_2009(core) / width_xu_zhang_2009(banqiao()), std::exp(0.185));
  core.zoning = Zoning::ConcreteFace;
  expect_same(width_xu_zhang_2009(core) / width_xu_zhang_2009(banqiao()), std::exp(0.252));
}

TEST(BreachWidth, VonThunStepsWithTheReservoir) {
  EmbankmentFailure dam{.volume = 1e6, .head = 10, .height = 10, .dam_height = 10};
  const std::pair<Real, Real> steps[] = {{1.22e6, 31.1}, {1.23e6, 43.3}, {6.16e6, 43.3},
                                         {6.17e6, 67.7}, {1.22e7, 67.7}, {1.23e7, 79.9}};
  for (const auto& [volume, width] : steps) {
    dam.volume = volume;
    expect_same(width_von_thun_1990(dam), width);
  }
}

TEST(BreachShape, SidesAndErodedVolume) {
  EXPECT_EQ(side_froehlich_1995(teton()), 0.9);
  EXPECT_EQ(side_froehlich_1995(banqiao()), 1.4);
  EXPECT_EQ(side_froehlich_2008(teton()), 0.7);
  EXPECT_EQ(side_froehlich_2008(banqiao()), 1.0);
  expect_same(eroded_macdonald_1984(teton()), 2505759.86409);
  auto rock = teton();
  rock.earthfill = false;
  expect_same(eroded_macdonald_1984(rock), 2428995.47411);
  expect_same(time_macdonald_1984(rock), 13597.2427987);
}

TEST(BreachEstimates, BandIsAsTheErrorsOfPastFailures) {
  int banded = 0;
  for (const auto& e : estimate_all(teton())) {
    ASSERT_EQ(e.low.has_value(), e.of->error.has_value());
    if (!e.low) continue;
    ++banded;
    EXPECT_NEAR(std::log10(*e.high / *e.low), 4 * e.of->error->deviation, 1e-12);
    EXPECT_NEAR(std::log10(e.value / *e.middle), e.of->error->mean, 1e-12);
    EXPECT_LT(*e.low, *e.middle);
  }
  EXPECT_EQ(banded, 8);
}

TEST(BreachEstimates, LeaveOutWhatAsksForMore) {
  auto dam = teton();
  dam.thickness = 0;
  EXPECT_EQ(estimate_all(dam).size() + 1, estimate_all(teton()).size());
  std::set<std::string> names;
  for (const auto& r : regressions()) names.insert(std::string(r.quantity) + r.name);
  EXPECT_EQ(names.size(), regressions().size());
  EXPECT_THROW(peak_froehlich_2016(dam), InputError);
}

TEST(BreachEstimates, RefuseWhatIsNoDimension) {
  for (const Real bad : {0.0, -1.0, std::numeric_limits<Real>::quiet_NaN()}) {
    auto dam = teton();
    dam.volume = bad;
    EXPECT_THROW(estimate_all(dam), InputError) << bad;
    dam = teton();
    dam.dam_height = bad;
    EXPECT_THROW(width_xu_zhang_2009(dam), InputError) << bad;
  }
}

}  // namespace
}  // namespace freshet::breach
