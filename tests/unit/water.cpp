// Formulas of water that comes and goes inside the domain.
#include <gtest/gtest.h>

#include <cmath>

#include "kernels/filling_limit.hpp"
#include "kernels/infiltration_curve_number.hpp"
#include "kernels/infiltration_green_ampt.hpp"
#include "kernels/water_exchange.hpp"

namespace freshet {
namespace {

// Silt loam (Rawls, Brakensiek and Miller 1983) at 30 % of its saturation.
constexpr Real kConductivity = 0.65e-2 / 3600, kStorage = 0.1668 * 0.34;

/// Depth that has sunk in after `time`, of water that comes at `rate` as far as it can.
Real sunk(Real time, Real rate, int steps) {
  Real taken = 0, waiting = 0;
  const Real dt = time / steps;
  for (int k = 0; k < steps; ++k) {
    waiting += rate * dt;
    const Real went = smaller(waiting, green_ampt_depth(taken, kConductivity, kStorage, dt));
    waiting -= went;
    taken += went;
  }
  return taken;
}

/// Time at which `taken` has sunk in under ponded water: K t = F - S ln(1 + F / S).
Real time_of(Real taken) {
  return (taken - kStorage * std::log1p(taken / kStorage)) / kConductivity;
}

TEST(GreenAmpt, IsThatOfPondedWater) {
  const Real hour = sunk(3600, 1, 3600);
  EXPECT_NEAR(time_of(hour), 3600, 0.5);
  EXPECT_NEAR(hour, 0.0317, 1e-4);  // Chow, Maidment and Mays (1988), example 4.3.1: 3.17 cm
  EXPECT_NEAR(time_of(sunk(36, 1, 1)), 36, 3);  // one step alone
}

TEST(GreenAmpt, IsOfSecondOrderInTime) {
  const auto error = [](int steps) { return std::abs(time_of(sunk(3600, 1, steps)) - 3600); };
  EXPECT_GT(error(10), error(40));
  EXPECT_GT(error(40), error(160));
}

TEST(GreenAmpt, BeginsToPondWhenRainIsMoreThanTheSoilTakes) {
  const Real rate = 0.05 / 3600;
  const Real ponding = kConductivity * kStorage / (rate * (rate - kConductivity));
  EXPECT_NEAR(sunk(0.99 * ponding, rate, 1000), 0.99 * ponding * rate, 1e-12);
  EXPECT_LT(sunk(1.2 * ponding, rate, 1000), 1.199 * ponding * rate);
  EXPECT_NEAR(sunk(3600, rate, 36000), 0.0302, 1e-4);  // the same, example 4.4.2
}

TEST(GreenAmpt, TakesNothingWithoutConductivity) {
  EXPECT_EQ(green_ampt_depth(0, 0, 0.1, 10), 0);
  EXPECT_EQ(green_ampt_depth(0.2, 0, 0.1, 10), 0);
  EXPECT_NEAR(green_ampt_depth(0.2, 1e-6, 0, 10), 1e-5, 1e-18);
}

TEST(CurveNumber, KeepsWhatDoesNotRunOff) {
  const Real storage = 0.0254 * (1000.0 / 80 - 10), initial = 0.2 * storage, rain = 0.1;
  const Real runoff = square(rain - initial) / (rain - initial + storage);
  Real kept = 0;
  for (int k = 0; k < 1000; ++k)
    kept += curve_number_depth(rain * k / 1000, rain * (k + 1) / 1000, initial, storage);
  EXPECT_NEAR(kept, rain - runoff, 1e-14);
  EXPECT_NEAR(runoff, 0.0505, 1e-4);  // 100 mm on CN 80: 50.5 mm
  EXPECT_EQ(curve_number_depth(0, 0.1, 0, 0), 0);
  EXPECT_EQ(curve_number_depth(0, 0.01, 0.02, 0.1), 0.01);
}

TEST(FillingTime, IsWhereWavesKeepWithinTheCell) {
  EXPECT_EQ(filling_time(5, 0.1, 0, 0.9), 5);
  EXPECT_EQ(filling_time(0.01, 0.1, 1e-3, 0.9), 0.01);
  for (const Real rate : {0.0, 0.2, 30.0})
    for (const Real growth : {1e-9, 1e-3, 1e4}) {
      const Real dt = filling_time(1e6, rate, growth, 0.9);
      EXPECT_NEAR(dt * (rate + std::sqrt(growth * dt)), 0.9, 1e-12) << rate << ' ' << growth;
    }
}

TEST(WaterExchange, AccountsForAllThatItMoves) {
  Real h = 100, u = 1, v = 0, sum = 0, carry = 0, owed = 0;
  const FlowFields<Real> state{&h, &u, &v};
  const WaterAccount account{&sum, &carry, &owed};
  for (int k = 0; k < 100000; ++k) pour_on_account(state, account, 0, 0, 1e-15, 1, 1e-6);
  EXPECT_NEAR(h - 100 + owed, 1e-10, 1e-14);
  EXPECT_NEAR(sum, 1e-10, 2e-14);
  EXPECT_NEAR(h * u, 100, 1e-10);
}

TEST(WaterExchange, TakesNoMoreThanThereIs) {
  Real h = 0.25, u = 1, v = 2, sum = 0, carry = 0, owed = 0;
  const FlowFields<Real> state{&h, &u, &v};
  const WaterAccount account{&sum, &carry, &owed};
  draw_on_account(state, account, 0, 0, 0.1, 2, 1e-6);
  EXPECT_EQ(u, 1);
  EXPECT_NEAR(sum, 0.2, 1e-16);
  for (int k = 0; k < 3; ++k) draw_on_account(state, account, 0, 0, 1, 2, 1e-6);
  EXPECT_EQ(h, 0);
  EXPECT_EQ(u, 0);
  EXPECT_EQ(v, 0);
  EXPECT_EQ(owed, 0);
  EXPECT_NEAR(sum, 0.5, 1e-15);
}

}  // namespace
}  // namespace freshet
