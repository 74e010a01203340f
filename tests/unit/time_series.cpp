#include "kernels/time_series.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "kernels/error.hpp"

namespace freshet {
namespace {

PiecewiseLinear hydrograph() { return {{0, 10, 30}, {0, 20, 10}, "hydrograph"}; }

std::string message(std::vector<Real> x, std::vector<Real> y) {
  try {
    PiecewiseLinear(std::move(x), std::move(y), "case.toml:3: boundary.0.discharge");
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(TimeSeries, InterpolatesAndHoldsItsEnds) {
  const auto series = hydrograph();
  EXPECT_EQ(series(-5), 0);
  EXPECT_EQ(series(0), 0);
  EXPECT_DOUBLE_EQ(series(5), 10);
  EXPECT_EQ(series(10), 20);
  EXPECT_DOUBLE_EQ(series(20), 15);
  EXPECT_EQ(series(1e9), 10);
}

TEST(TimeSeries, MeanIsExactOverBreakpointsAndEnds) {
  const auto series = hydrograph();
  EXPECT_DOUBLE_EQ(series.mean(0, 10), 10);
  EXPECT_DOUBLE_EQ(series.mean(0, 30), (100 + 300) / 30.0);
  EXPECT_DOUBLE_EQ(series.mean(-10, 40), (100 + 300 + 100) / 50.0);
  EXPECT_DOUBLE_EQ(series.mean(5, 15), (75 + 93.75) / 10);
  EXPECT_DOUBLE_EQ(series.mean(20, 20), 15);
}

TEST(TimeSeries, ConstantStaysThatConstantToTheLastBit) {
  const PiecewiseLinear constant({0}, {0.1}, "q");
  EXPECT_EQ(constant.mean(1e5, 1e5 + 0.013), 0.1);
  EXPECT_EQ(constant.mean(3, 1e6), 0.1);
}

TEST(TimeSeries, RejectsWhatIsNoFunction) {
  EXPECT_NE(message({0, 1, 1}, {1, 2, 3}).find("entry 3"), std::string::npos);
  EXPECT_NE(message({0, 1}, {1}).find("2 and 1"), std::string::npos);
  EXPECT_NE(message({}, {}).find("no entries"), std::string::npos);
  EXPECT_NE(message({0, 1}, {1, std::numeric_limits<Real>::quiet_NaN()}).find("nan"),
            std::string::npos);
  EXPECT_EQ(message({0, 1}, {1, std::numeric_limits<Real>::infinity()}).find("case.toml:3:"), 0u);
}

}  // namespace
}  // namespace freshet
