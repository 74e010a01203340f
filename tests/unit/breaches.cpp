// Openings of breaches, what passes them and how they erode, against values worked out by hand or
// by other means.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "kernels/breach/growth.hpp"
#include "solver/breach/soil.hpp"

namespace freshet {
namespace {

constexpr Real g = 9.81;

BreachOpening trapezoid() { return {50, 0, 100, 3, 10, 1.5, never}; }

Breach eroding() {
  Breach b;
  b.model = BreachModel::ExcessShear;
  b.centre = 50;
  b.high = 100;
  b.body = {12, 5, 4};
  b.first_bottom = 3;
  b.first_width = 10;
  return b;
}

TEST(BreachFlow, OfATrapezoidIsTheClosedForm) {
  const Real head = 4;
  const BreachFlow f = breach_flow(trapezoid(), 1.7, 0, 100, no_ground, 9, 7, -5, g);
  EXPECT_NEAR(f.discharge, 1.7 * (10 * std::pow(head, 1.5) + 0.8 * 1.5 * std::pow(head, 2.5)),
              1e-9);
  EXPECT_NEAR(f.taken, 10 + 2 * 1.5 * 6, 1e-12);
  EXPECT_FALSE(f.drowned);
  EXPECT_EQ(breach_flow(trapezoid(), 1.7, 0, 100, no_ground, 3, 7, -5, g).discharge, 0);
}

TEST(BreachFlow, OfPartsAddsUp) {
  const auto part = [](Real from, Real to) {
    return breach_flow(trapezoid(), 1.7, from, to, no_ground, 9, 8.2, 6.5, g).discharge;
  };
  Real sum = 0;
  for (int k = 0; k < 40; ++k) sum += part(2.5 * k, 2.5 * (k + 1));
  EXPECT_NEAR(sum, part(0, 100), 1e-10);
}

TEST(BreachFlow, IsReducedByItsTailwater) {
  const Real free = breach_flow(trapezoid(), 1.7, 0, 100, no_ground, 9, 7, 3, g).discharge;
  const BreachFlow f = breach_flow(trapezoid(), 1.7, 0, 100, no_ground, 9, 7, 6.2, g);
  EXPECT_NEAR(f.discharge, free * (1 - 27.8 * std::pow(0.8 - 0.67, 3)), 1e-3 * free);
  EXPECT_TRUE(f.drowned);
}

TEST(BreachFlow, StandsOnTheGround) {
  const Real cut = breach_flow(trapezoid(), 1.7, 0, 100, 5, 9, 7, -5, g).discharge;
  const Real wide = 10 + 2 * 1.5 * 2;
  EXPECT_NEAR(cut, 1.7 * (wide * std::pow(2, 1.5) + 0.8 * 1.5 * std::pow(2, 2.5)), 1e-9);
}

TEST(BreachFlow, OfAPipeIsAnOrifice) {
  const BreachOpening pipe{50, 0, 100, 3, 2, 0, 5};
  EXPECT_NEAR(breach_flow(pipe, 1.7, 0, 100, no_ground, 20, 14, -5, g).discharge,
              2 * 0.6 * 2 * std::sqrt(2 * g * 10), 1e-9);
  EXPECT_NEAR(breach_flow(pipe, 1.7, 0, 100, no_ground, 20, 14, 9, g).discharge,
              2 * 0.6 * 2 * std::sqrt(2 * g * 5), 1e-9);
  EXPECT_NEAR(breach_flow(pipe, 1.7, 0, 100, no_ground, 20, 4, -5, g).discharge, 2 * 1.7, 1e-9);
}

TEST(BreachBody, LosesWhatTheOpeningTakes) {
  const Breach b = eroding();
  for (const BreachOpening& o : {trapezoid(), BreachOpening{50, 0, 100, 3, 2, 0, 5}}) {
    const Real top = o.is_pipe() ? o.roof : b.body.crest;
    Real sum = 0;
    const int n = 20000;
    for (int k = 0; k < n; ++k) {
      const Real z = o.bottom + (k + 0.5) / n * (top - o.bottom);
      sum += 2 * o.half_width(z) * b.body.thickness(z) * (top - o.bottom) / n;
    }
    EXPECT_NEAR(cut_volume(o, b.body), sum, 1e-6 * sum);
  }
}

TEST(BreachBody, RecedesByTheVolumeThatIsWorn) {
  const Breach b = eroding();
  for (const BreachOpening& o : {trapezoid(), BreachOpening{50, 0, 100, 3, 2, 0, 5}}) {
    const Real small = 1e-6;
    const Real volume = cut_volume(worn(b, o, small), b.body) - cut_volume(o, b.body);
    EXPECT_NEAR(volume / small, worn_area(b, o), 1e-3 * worn_area(b, o));
  }
  Breach floored = b;
  floored.floor = 3;
  const Real volume = cut_volume(worn(floored, trapezoid(), 1e-6), b.body);
  EXPECT_NEAR((volume - cut_volume(trapezoid(), b.body)) / 1e-6, worn_area(floored, trapezoid()),
              1e-2);
  EXPECT_EQ(worn(floored, trapezoid(), 1).bottom, 3);
}

TEST(BreachErosion, IsTheReferencesExcessShear) {
  Breach b = eroding();
  b.body = {12, 0, 0};
  b.erodibility = 1e-5;
  b.critical_shear = 5;
  b.manning = 0.025;
  const BreachOpening notch{50, 0, 100, 10, 2, 0, never};
  const Real head = 0.2, depth = 2 * head / 3, speed = 1.7 * std::pow(head, 1.5) / depth;
  const Real shear = 1000 * g * 0.025 * 0.025 * speed * speed / std::cbrt(depth);
  EXPECT_NEAR(wear_rate(b, notch, {10.2, no_ground}, g), 1e-5 * (shear - 5), 1e-15);
  EXPECT_EQ(wear_rate(b, notch, {9.9, no_ground}, g), 0);
}

TEST(BreachErosion, CarriesWhatTheStreamCan) {
  Breach b = eroding();
  b.density = 2650;
  b.grain = 1e-4;
  b.settling = breach::settling_speed(1e-4, 2650);
  b.critical_shear = breach::grain_critical_shear(1e-4, 2650);
  b.manning = 0.025;
  b.grain_share = breach::grain_shear_share(1e-4, 0.025);
  EXPECT_NEAR(b.settling, 1.65 * g * 1e-8 / (18e-6 + std::sqrt(0.75 * 1.65 * g * 1e-12)), 1e-9);
  EXPECT_NEAR(b.critical_shear, 0.04856, 1e-5);
  EXPECT_NEAR(b.grain_share, std::pow(std::pow(1e-4, 1.0 / 6) / 20 / 0.025, 1.5), 1e-12);
  const BreachStream s{500, 5, 6, 5};
  const Real x = 216 / (g * 5 * b.settling);
  const Real suspended = std::pow(x, 1.5) / 20 / (1 + std::pow(x / 45, 1.15));
  const Real over = b.grain_share * 1000 * g * 0.025 * 0.025 * 36 / std::cbrt(5.0) / 0.04856 - 1;
  const Real rolling = 0.0053 * std::pow(over, 2.2) * std::sqrt(1.65 * g * 1e-12);
  const Real share = suspended / 2650 + 20 * rolling / 500;
  EXPECT_NEAR(sediment_capacity(b, s, 20, g), share, 2e-4 * share);
}

TEST(BreachBanks, StandAsHighAsCulmannsDo) {
  const Real angle = std::numbers::pi / 9, c = 1436, w = 15700;
  const StableBanks banks = breach::stable_banks(0, c, angle, w);
  EXPECT_NEAR(banks.height[0], 4 * c / w * std::tan(std::numbers::pi / 4 + angle / 2), 1e-9);
  EXPECT_NEAR(banks.slope[1], 1 / std::tan(0.5 * (std::numbers::pi / 2 + angle)), 1e-12);
  EXPECT_EQ(banks.height[banks.count - 1], never);
  EXPECT_EQ(breach::stable_banks(4, c, angle, w).count, 1);
}

TEST(BreachBanks, FallInWhereTheyAreTooHigh) {
  Breach b = eroding();
  b.banks = breach::stable_banks(0, 5000, std::numbers::pi / 6, 20000);
  const BreachOpening o{50, 0, 100, 12 - 0.99 * b.banks.height[0], 10, 0, never};
  EXPECT_EQ(collapsed(b, o).slope, 0);
  BreachOpening deeper = o;
  deeper.bottom = 12 - 1.01 * b.banks.height[0];
  EXPECT_EQ(collapsed(b, deeper).slope, b.banks.slope[1]);
}

TEST(BreachBanks, ARoofHoldsAsFarAsItSpans) {
  Breach b = eroding();
  b.span_by_cohesion = 1;
  b.span_by_cover = 0.5;
  BreachOpening pipe{50, 0, 100, 3, 4.4, 0, 5};  // 7 m of cover hold 4.5 m
  EXPECT_TRUE(collapsed(b, pipe).is_pipe());
  pipe.width = 4.6;
  EXPECT_FALSE(collapsed(b, pipe).is_pipe());
}

/// Two breaches in one structure on a line, with the levels of two places.
struct Pair {
  std::vector<Breach> breaches{eroding(), eroding()};
  std::vector<Index> first{0, 2};
  std::vector<Real> state = std::vector<Real>(2 * BreachState::values, 0), signals{0, 0};
  std::vector<Real> levels{12.5, 12.5, 0, 0};
  StepClock clock;

  Pair() {
    for (Breach& b : breaches) {
      b.upper[0] = b.upper[1] = 0;
      b.lower[0] = b.lower[1] = 2;
    }
    for (int k = 0; k < 4; ++k) state[k] = never;  // due and since
    clock.time = 100;
    clock.dt = 2;
    clock.next = 102;
  }
  BreachState of() { return BreachState::of(state.data(), signals.data(), 2); }
  void look() {
    StructuresView view{};
    view.levels = levels.data();
    view.clock = &clock;
    view.breaches = {breaches.data(), first.data(), 2, of()};
    TriggerBreaches{view}(0);
  }
};

TEST(BreachTriggers, TakeSignalsOfOtherParts) {
  Pair pair;
  pair.breaches[1].trigger.after_breach = 0;
  pair.breaches[1].trigger.delay = 5;
  pair.look();
  EXPECT_EQ(pair.of().due[0], never);
  pair.signals[0] = 1;
  pair.look();
  EXPECT_EQ(pair.of().due[0], 100);
  EXPECT_EQ(pair.of().due[1], 105);
}

TEST(BreachTriggers, CountHowLongTheCrestIsOvertopped) {
  Pair pair;
  pair.breaches[0].trigger.depth = 0.4;
  pair.breaches[0].trigger.duration = 10;
  pair.look();
  EXPECT_EQ(pair.of().since[0], 100);
  pair.clock.time = 108;
  pair.levels[0] = 12.3;  // falls below for a moment
  pair.look();
  EXPECT_EQ(pair.of().since[0], never);
  pair.levels[0] = 12.5;
  pair.look();
  pair.clock.time = 117;
  pair.look();
  EXPECT_EQ(pair.of().due[0], never);
  pair.clock.time = 118.5;
  pair.look();
  EXPECT_EQ(pair.of().due[0], 118);
}

TEST(BreachGrowth, HasAnyPower) {
  for (const Real p : {1.0, 1.5, 2.0, 3.3, 4.0})
    for (const Real x : {0.0, 0.1, 0.5, 0.9, 1.0})
      EXPECT_NEAR(power_of_growth(x, p), std::pow(x, p), 1e-4);
}

}  // namespace
}  // namespace freshet
