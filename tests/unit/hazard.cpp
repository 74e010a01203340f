// Classes of flood hazard at their limits.
#include "kernels/hazard.hpp"

#include <gtest/gtest.h>

namespace freshet {
namespace {

TEST(Hazard, OfAidrHasTheLimitsOfItsTable) {
  // Guideline 7-3, table 1: depth times speed, depth and speed must all hold.
  EXPECT_EQ(hazard_aidr(0.3, 1.0), 1);
  EXPECT_EQ(hazard_aidr(0.3, 1.01), 2);
  EXPECT_EQ(hazard_aidr(0.51, 1.0), 3);
  EXPECT_EQ(hazard_aidr(1.0, 0.7), 4);
  EXPECT_EQ(hazard_aidr(2.0, 0.0), 4);
  EXPECT_EQ(hazard_aidr(2.1, 0.1), 5);
  EXPECT_EQ(hazard_aidr(0.1, 2.1), 5);
  EXPECT_EQ(hazard_aidr(1.5, 2.8), 6);
  EXPECT_EQ(hazard_aidr(4.1, 0.0), 6);
  EXPECT_EQ(hazard_aidr(0.1, 4.1), 6);
  EXPECT_EQ(hazard_aidr(0.009, 9.0), 0);
}

TEST(Hazard, OfDefraIsItsRating) {
  EXPECT_EQ(hazard_defra(0.25, 2.0), 0.625);
  EXPECT_EQ(hazard_defra(0.5, 1.0), 1.75);
  EXPECT_DOUBLE_EQ(hazard_defra(0.1, 2.1), 1.26);
  EXPECT_EQ(hazard_defra(0.001, 5.0), 0);
}

TEST(Hazard, OfFemaIsDepthTimesSpeedInFeet) {
  constexpr Real foot = 0.3048 * 0.3048;
  const Real products[] = {2.1, 2.21, 5.3, 5.5, 16.0, 16.2, 26.8, 27.0};
  const int zones[] = {1, 2, 2, 3, 3, 4, 4, 5};
  for (int k = 0; k < 8; ++k) EXPECT_EQ(hazard_fema(1, products[k] * foot), zones[k]);
  EXPECT_EQ(hazard_fema(0, 9), 0);
}

TEST(Hazard, OfIcoldLiesBetweenItsCurves) {
  EXPECT_EQ(hazard_icold(0.1, 1.6), 1);  // the curves at 0.1 m: 1.62 and 3.0 m/s
  EXPECT_EQ(hazard_icold(0.1, 1.64), 2);
  EXPECT_EQ(hazard_icold(0.1, 3.01), 3);
  EXPECT_EQ(hazard_icold(0.525, 0.60), 1);  // half way between 0.65 and 0.57
  EXPECT_EQ(hazard_icold(0.525, 0.62), 2);
  EXPECT_EQ(hazard_icold(0.89, 0.01), 1);
  EXPECT_EQ(hazard_icold(0.91, 0.0), 2);
  EXPECT_EQ(hazard_icold(1.29, 0.2), 2);
  EXPECT_EQ(hazard_icold(1.29, 0.3), 3);
  EXPECT_EQ(hazard_icold(1.31, 0.0), 3);
}

}  // namespace
}  // namespace freshet
