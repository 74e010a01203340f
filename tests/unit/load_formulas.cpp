// Loads by formula and series by shape, against values of their papers or worked out by hand.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "solver/loads/face_forces.hpp"
#include "solver/loads/formula/hydrostatic.hpp"
#include "solver/loads/formula/linear_wave.hpp"
#include "solver/loads/formula/sainflou.hpp"
#include "solver/loads/formula/westergaard.hpp"
#include "solver/loads/formula/wind_waves.hpp"
#include "solver/loads/series_shapes.hpp"

namespace freshet::loads {
namespace {

TEST(LinearWave, FulfilsItsDispersion) {
  for (const Real period : {1.0, 5.0, 11.4, 60.0})
    for (const Real depth : {0.5, 10.1, 300.0}) {
      const Real k = 2 * std::numbers::pi / wave_length(period, depth, 9.81);
      const Real omega = 2 * std::numbers::pi / period;
      EXPECT_NEAR(9.81 * k * std::tanh(k * depth) / (omega * omega), 1, 1e-13);
    }
}

TEST(Hydrostatic, PressesOnALeaningFaceAsOnItsProjections) {
  // A face of 3 m by 4 m, water to its top: gamma h^2/2 = 8 across, gamma times the triangle down.
  const PlaneForce f = water_on_piece({3, 4}, {0, 0}, 4, 1, {0, 0});
  EXPECT_NEAR(f.x, 8, 1e-14);
  EXPECT_NEAR(f.y, -6, 1e-14);
  EXPECT_NEAR(f.moment, 1 * -6 - 4. / 3 * 8, 1e-13);  // at a third of the height, a third across
  const PlaneForce half = water_on_piece({0, 4}, {0, 0}, 3, 1, {0, 0});
  EXPECT_NEAR(half.x, 4.5, 1e-14);
  EXPECT_NEAR(half.moment, -4.5, 1e-14);
  EXPECT_EQ(water_on_piece({0, 4}, {0, 0}, -1, 1, {0, 0}).x, 0);
}

TEST(Westergaard, ItsThrustIsTheIntegralOfItsPressure) {
  Real thrust = 0, moment = 0;
  constexpr int n = 64;
  for (int i = 0; i < n; ++i) {  // midpoints of y = s^2, for the pressure starts as a root
    const Real s = (i + 0.5) / n, y = s * s;
    const Real p = westergaard_exact_pressure(1, 1, 1, y, 0.75) * 2 * s / n;
    thrust += p;
    moment += p * (1 - y);
  }
  const Hydrodynamics whole = westergaard_exact(1, 1, 1, 0.75);
  EXPECT_NEAR(thrust, whole.thrust, 2e-4);
  EXPECT_NEAR(moment, whole.moment, 2e-4);
}

TEST(Sainflou, PressuresMeetAtTheBottom) {
  const SainflouPressure p = sainflou(2, 60, 10, 1000, 9.81);
  const Real kd = 2 * std::numbers::pi / 6;
  EXPECT_NEAR(p.rise, 4 * std::numbers::pi / 60 / std::tanh(kd), 1e-14);
  EXPECT_NEAR(p.bottom, 19620 / std::cosh(kd), 1e-10);
  // The straight line from the crest down to the bottom passes p1 at the still level.
  EXPECT_NEAR(p.level, (98100 + p.bottom) * (2 + p.rise) / (12 + p.rise), 1e-9);
  EXPECT_GT(p.thrust_crest, 0);
  EXPECT_LT(p.thrust_trough, 0);
}

TEST(WindWaves, ReachTheFullyGrownSea) {
  const Real ua = 0.71 * std::pow(20., 1.23);
  EXPECT_NEAR(wind_waves_jonswap(20, 1e9, 9.81).height, 0.2433 * ua * ua / 9.81, 1e-12);
  // SMB over deep water and an endless fetch: 0.283 U^2/g.
  EXPECT_NEAR(wind_waves_smb(20, 1e12, 1e5, 9.81).height, 0.283 * 400 / 9.81, 1e-6);
}

TEST(SeriesShapes, AreWhatTheySay) {
  const SeriesPoints teeth = sawtooth(1, 3, 2, 1, 6);
  EXPECT_EQ(teeth.time, (std::vector<Real>{0, 2, 3, 5, 6}));
  EXPECT_EQ(teeth.value, (std::vector<Real>{1, 3, 1, 3, 1}));
  const std::vector<Real> days{91.3125, 273.9375}, levels{10, 30};
  const SeriesPoints year = annual_rule(days, levels, 2);
  EXPECT_DOUBLE_EQ(year.value.front(), 20);  // half way between the old year's 30 and 10
  EXPECT_DOUBLE_EQ(year.value.back(), 20);
  EXPECT_EQ(year.time.size(), 7u);
  Real m0 = 0;
  for (const auto& part : jonswap(2, 8, 3.3, 200, 7)) m0 += part[0] * part[0] / 2;
  EXPECT_NEAR(4 * std::sqrt(m0), 2, 1e-12);
  const SeriesPoints burst = bursts(1, 2, 1, 3, 10);
  EXPECT_NEAR(burst.value[50], 1, 1e-12);
  EXPECT_DOUBLE_EQ(burst.time[200], 2);
  EXPECT_EQ(burst.value[200], 0);
  EXPECT_DOUBLE_EQ(burst.time[201], 5);
}

TEST(FaceForces, SumOverTimeAndSpace) {
  // Two sides of 2 m and 1 m, pressures of 1 m and 2 m of water; the second shoots.
  const PressedSide a{{0, 1}, {1, 0}, 2, 0, 0, 1}, b{{0, 3}, {1, 0}, 1, 1, 1, 1};
  FaceForces forces({a, b}, 2, {{0, 0, 0}, 1000, 3}, 10);
  const FaceLoad la{10, 0, 10, 0, 0, 0, 1, 0, 0, 0}, lb{20, 0, 20, 0, 0, 1, 2, 1, 0, 1};
  const FaceLoad twice{20, 0, 20, 0, 0, 0, 1, 0, 0, 0};
  forces.add(std::vector{la, lb}, 1);
  forces.add(std::vector{twice, lb}, 3);
  const auto row = forces.row(-1);
  ASSERT_EQ(row.size(), 3 * FaceForces::columns().size());
  EXPECT_DOUBLE_EQ(row[0], (30e3 + 3 * 40e3) / 4);   // mean force
  EXPECT_DOUBLE_EQ(row[6], 40e3);                    // largest of a step
  EXPECT_DOUBLE_EQ(row[7], 20e3 + 3 * 20e3);         // with the shooting part three times
  EXPECT_DOUBLE_EQ(row[10], (10e3 + 3 * 20e3) / 4);  // first segment
  EXPECT_DOUBLE_EQ(row[20], 20e3);
  EXPECT_DOUBLE_EQ(row[25], 2. / 3);  // a third of two metres above the second side's bed
  FaceForces other({a, b}, 2, {{0, 0, 0}, 1000, 3}, 10);
  other.load(forces.save());
  EXPECT_EQ(other.row(-1), row);
}

}  // namespace
}  // namespace freshet::loads
