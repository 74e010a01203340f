// Draws of an ensemble: distributions, and what a member's values depend on.
#include "cases/model/ensemble.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace freshet {
namespace {

using Kind = Distribution::Kind;
constexpr Real kInfinity = 1e300;

TEST(Distributions, HaveTheQuantilesOfTheTextbooks) {
  const Distribution uniform{.kind = Kind::Uniform, .low = 2, .high = 6};
  EXPECT_DOUBLE_EQ(uniform.quantile(0.25), 3);
  const Distribution normal{
      .kind = Kind::Normal, .low = -kInfinity, .high = kInfinity, .middle = 10, .deviation = 2};
  EXPECT_NEAR(normal.quantile(0.5), 10, 1e-9);
  EXPECT_NEAR(normal.quantile(0.975), 10 + 2 * 1.959963985, 1e-7);
  EXPECT_NEAR(normal.quantile(0.001), 10 - 2 * 3.090232306, 1e-7);
  const Distribution lognormal{.kind = Kind::LogNormal,
                               .low = 0,
                               .high = kInfinity,
                               .middle = std::log(5.0),
                               .deviation = 0.5};
  EXPECT_NEAR(lognormal.quantile(0.5), 5, 1e-9);
  EXPECT_NEAR(lognormal.quantile(0.84134474607), 5 * std::exp(0.5), 1e-7);
  const Distribution triangular{.kind = Kind::Triangular, .low = 0, .mode = 1, .high = 4};
  EXPECT_DOUBLE_EQ(triangular.quantile(0.25), 1);
  EXPECT_DOUBLE_EQ(triangular.quantile(1.0 / 16), 0.5);
  EXPECT_NEAR(triangular.quantile(0.75), 4 - std::sqrt(3.0), 1e-12);
}

TEST(Distributions, AreCut) {
  const Distribution d{.kind = Kind::Normal, .low = 9, .high = 13, .middle = 10, .deviation = 2};
  EXPECT_NEAR(d.quantile(1e-12), 9, 1e-9);
  EXPECT_NEAR(d.quantile(1 - 1e-12), 13, 1e-9);
  EXPECT_GT(d.quantile(0.5), 10);
}

TEST(Distributions, ComeFromTables) {
  const Distribution weighed{
      .kind = Kind::Table, .values = {7, 3, 5}, .cumulative = {0.2, 0.8, 1.0}};
  EXPECT_EQ(weighed.quantile(0.1), 7);
  EXPECT_EQ(weighed.quantile(0.5), 3);
  EXPECT_EQ(weighed.quantile(0.9), 5);
  const Distribution lines{
      .kind = Kind::Table, .values = {1, 2, 6}, .cumulative = {0, 0.5, 1}, .between = true};
  EXPECT_DOUBLE_EQ(lines.quantile(0.25), 1.5);
  EXPECT_DOUBLE_EQ(lines.quantile(0.75), 4);
}

TEST(Draws, DependOnSeedMemberAndKeyAlone) {
  std::set<Real> all;
  Real sum = 0, squares = 0;
  constexpr int count = 4000;
  for (int member = 1; member <= count; ++member) {
    const Real share = draw_share(1, member, "friction.manning");
    ASSERT_TRUE(share > 0 && share < 1);
    all.insert(share);
    sum += share;
    squares += share * share;
  }
  EXPECT_EQ(all.size(), count);
  EXPECT_NEAR(sum / count, 0.5, 0.02);
  EXPECT_NEAR(squares / count, 1.0 / 3, 0.02);
  EXPECT_NE(draw_share(1, 5, "a"), draw_share(1, 5, "b"));
  EXPECT_NE(draw_share(1, 5, "a"), draw_share(2, 5, "a"));
  EXPECT_NE(draw_share(1, 5, "a"), draw_share(1, 6, "a"));

  const Distribution uniform{.kind = Kind::Uniform, .low = 0, .high = 1};
  const EnsembleSpec one{3, {{{"a"}, uniform, ""}}};
  const EnsembleSpec two{3, {{{"b"}, uniform, ""}, {{"a", "c"}, uniform, ""}}};
  EXPECT_EQ(member_settings(one, 9)[0], member_settings(two, 9)[1]);
  EXPECT_EQ(member_settings(two, 9)[1].substr(1), member_settings(two, 9)[2].substr(1));
  EXPECT_EQ(median_settings(one)[0], "a=0.5");
}

}  // namespace
}  // namespace freshet
