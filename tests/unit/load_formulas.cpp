// Loads by formula and series by shape, against values of their papers or worked out by hand.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "solver/loads/face_forces.hpp"
#include "solver/loads/formula/goda.hpp"
#include "solver/loads/formula/hydrostatic.hpp"
#include "solver/loads/formula/linear_wave.hpp"
#include "solver/loads/formula/sainflou.hpp"
#include "solver/loads/formula/westergaard.hpp"
#include "solver/loads/formula/wind_waves.hpp"
#include "solver/loads/formula/zangar.hpp"
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

TEST(Goda, ItsExampleIsTheLargestWaveThatDoesNotBreak) {
  // Goda 2000, p. 140: T 11.4 s, hb = 10.1 m + 5 * 5.796 m / 100, Hmax 8.05 m.
  const Real deep = 9.81 * 11.4 * 11.4 / (2 * std::numbers::pi);
  EXPECT_NEAR(breaking_height(10.1 + 0.2898, deep, 0.01), 8.050, 0.005);
}

TEST(WindWaves, AreAsPublishedBetweenTheirLimits) {
  // The wind whose stress factor is 15 m/s over 200 km: H = 3.42 m, T = 9.00 s (worked exercise on
  // the law of JONSWAP, with 0.0016 and 0.286).
  const Real wind = std::pow(15 / 0.71, 1 / 1.23);
  const WindWaves waves = wind_waves_jonswap(wind, 200e3, 9.81);
  EXPECT_NEAR(waves.height, 3.42, 0.01);
  EXPECT_NEAR(waves.period, 9.00, 0.02);
  // SMB with the depth: 5 m, 10 km, 20 m/s and others, worked out by the routine of the Dutch
  // programme Hydra-NL, whose constants were read elsewhere.
  EXPECT_NEAR(wind_waves_smb(20, 10e3, 5, 9.81).height, 1.03318, 1e-5);
  EXPECT_NEAR(wind_waves_smb(20, 10e3, 5, 9.81).period, 3.82141, 1e-5);
  EXPECT_NEAR(wind_waves_smb(30, 2e3, 3, 9.81).height, 0.85396, 1e-5);
  EXPECT_NEAR(wind_waves_smb(25, 40e3, 20, 9.81).period, 6.19115, 1e-5);
  // The manual's own form with dimensions (Shore Protection Manual 1984, table 3-2), metres and s.
  for (const Real fetch : {1e3, 20e3, 200e3}) {
    const WindWaves w = wind_waves_jonswap(wind, fetch, 9.8);
    EXPECT_NEAR(w.height / (5.112e-4 * 15 * std::sqrt(fetch)), 1, 1e-3);
    EXPECT_NEAR(w.period / (6.238e-2 * std::cbrt(15 * fetch)), 1, 1e-3);
    EXPECT_NEAR(w.duration / (32.15 * std::cbrt(fetch * fetch / 15)), 1, 1e-3);
  }
}

// Level at the lee end where the surface's slope follows the depth that there is, by the depth:
// h^2 = low + 4 s x over the fetch, whose mean is 1.
Real exact_setup(Real s) {
  Real low = 0, high = 1;
  for (int i = 0; i < 60; ++i) {
    const Real middle = (low + high) / 2;
    const Real mean = (std::pow(middle + 4 * s, 1.5) - std::pow(middle, 1.5)) / (6 * s);
    (mean < 1 ? low : high) = middle;
  }
  return std::sqrt(low + 4 * s) - 1;
}

TEST(WindWaves, TheirSetupIsLinearWithinItsRange) {
  EXPECT_NEAR(exact_setup(0.01) / 0.01, 1 - 0.01 / 3, 1e-4);
  EXPECT_NEAR(exact_setup(0.1) / 0.1, 0.97, 0.001);
  EXPECT_NEAR(exact_setup(largest_setup) / largest_setup, 0.932, 0.005);
  // 40 mph over 10 miles of 50 ft: 1600 * 10 / (1400 * 50) ft.
  EXPECT_NEAR(wind_setup(40 * 0.44704, 16093.44, 15.24), 0.22857 * 0.3048, 1e-5);
}

/// Potential flow before a rigid face that leans by `lean` from the vertical, shaken along x;
/// depth, density and acceleration 1. The water is mapped to a half plane (Schwarz and Christoffel:
/// dz = t^(a-1) (t-1)^-a dt / pi, a = 1/2 + lean/pi), where the pressure with its given slope on
/// the face and none on the bottom is an integral along the face, here with t = cos^2 phi.
class LeaningFace {
 public:
  explicit LeaningFace(Real degrees)
      : lean_(degrees * std::numbers::pi / 180), power_(2 * lean_ / std::numbers::pi) {}

  Real pressure(Real phi) const {
    const auto f = [&](Real x) {  // log of (sin phi + sin x) / (sin phi - sin x)
      return weight(x) * std::log(std::abs(std::tan((phi + x) / 2) / std::tan((phi - x) / 2)));
    };
    return std::cos(lean_) / (std::numbers::pi * std::numbers::pi) *
           (graded(f, 0, phi / 2) - graded(f, phi, phi / 2) + graded(f, phi, kTop));
  }
  /// Above the bottom.
  Real height(Real phi) const {
    const auto f = [&](Real x) { return weight(x); };
    return 1 - std::cos(lean_) / std::numbers::pi * graded(f, 0, phi);
  }
  struct Whole {
    Real largest = 0, thrust = 0, moment = 0;
  };
  Whole whole() const {
    constexpr int n = 200;
    Whole all;
    Real y0 = 1, p0 = 0;
    for (int i = 1; i <= n; ++i) {
      const Real x = static_cast<Real>(i) / n, phi = x * x * x * kTop;
      const Real y = height(phi), p = pressure(phi);
      all.largest = std::max(all.largest, p);
      all.thrust += (y0 - y) * (p0 + p) / 2;
      all.moment += (y0 - y) * (p0 * y0 + p * y) / 2;
      y0 = y;
      p0 = p;
    }
    return all;
  }

 private:
  static constexpr Real kTop = std::numbers::pi / 2;
  Real weight(Real x) const { return 2 * std::pow(std::cos(x) / std::sin(x), power_); }
  /// Midpoints, dense where f has its singularity, at a.
  template <class F>
  static Real graded(const F& f, Real a, Real b) {
    constexpr int n = 300;
    Real sum = 0;
    for (int i = 0; i < n; ++i) {
      const Real u = (i + 0.5) / n;
      sum += f(a + (b - a) * u * u * u * u) * 4 * u * u * u / n;
    }
    return b == a ? 0 : sum * (b - a);
  }
  Real lean_, power_;
};

TEST(Zangar, LeaningFacesAreNearPotentialFlow) {
  const auto vertical = LeaningFace(0).whole();  // Westergaard's, of water that gives not
  EXPECT_NEAR(vertical.largest, westergaard_exact_pressure(1, 1, 1, 1, 0), 1e-4);
  EXPECT_NEAR(vertical.thrust, westergaard_exact(1, 1, 1, 0).thrust, 2e-4);
  EXPECT_NEAR(vertical.moment, westergaard_exact(1, 1, 1, 0).moment, 2e-4);
  for (const Real lean : {0., 10., 15., 30., 40., 45., 60.}) {
    const auto flow = LeaningFace(lean).whole();
    const Real cm = zangar_coefficient(lean);
    EXPECT_NEAR(cm / 0.73, flow.largest / vertical.largest, 0.007) << lean;
    const Hydrodynamics found = zangar(1, 1, 1, cm);
    EXPECT_NEAR(found.thrust / flow.thrust, 1, 0.05) << lean;
    EXPECT_NEAR(found.moment / flow.moment, 1, 0.12) << lean;
  }
  EXPECT_EQ(zangar_coefficient(90), 0);
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
  ASSERT_EQ(row.size(), 3 * forces.columns().size());
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
