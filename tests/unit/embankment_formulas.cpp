// Formulas of the embankment dam against values worked out by hand or by differences.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "solver/dam/seepage/linear_elements.hpp"
#include "solver/dam/seepage/mean_conductivity.hpp"
#include "solver/dam/slope/bishop.hpp"
#include "solver/dam/slope/general_equilibrium.hpp"
#include "solver/dam/slope/rapid_drawdown.hpp"
#include "solver/dam/slope/slip_surface.hpp"

namespace freshet::dam {
namespace {

constexpr Real kDegree = std::numbers::pi / 180;

Retention van_genuchten(Real n) {
  Retention soil;
  soil.saturated = 0.4;
  soil.residual = 0.1;
  soil.alpha = 2;
  soil.n = n;
  return soil;
}

// n = 2, alpha = 2, psi = -0.5: x = 1, S = 2^-1/2, k_r = S^1/2 (1 - 2^-1/2)^2.
TEST(Retention, VanGenuchtenByHand) {
  const auto soil = van_genuchten(2);
  EXPECT_NEAR(effective_saturation(soil, -0.5).value, std::sqrt(0.5), 1e-15);
  EXPECT_NEAR(relative_conductivity(soil, -0.5).value,
              std::pow(0.5, 0.25) * std::pow(1 - std::sqrt(0.5), 2), 1e-15);
  EXPECT_NEAR(water_content(soil, 0, -0.5).value, 0.1 + 0.3 * std::sqrt(0.5), 1e-15);
}

TEST(Retention, GardnerByHand) {
  auto soil = van_genuchten(2);
  soil.model = Retention::Model::Gardner;
  EXPECT_NEAR(relative_conductivity(soil, -0.5).value, std::exp(-1), 1e-15);
  EXPECT_NEAR(water_content(soil, 0, -0.5).value, 0.1 + 0.3 * std::exp(-1), 1e-15);
}

TEST(Retention, SlopesAreThoseOfTheValues) {
  auto gardner = van_genuchten(2);
  gardner.model = Retention::Model::Gardner;
  for (const auto& soil : {van_genuchten(1.4), van_genuchten(3.5), gardner})
    for (const Real psi : {-3.0, -0.4, -0.01}) {
      const Real d = 1e-5 * std::abs(psi);
      const auto slope = [&](auto&& function) {
        return (function(psi + d).value - function(psi - d).value) / (2 * d);
      };
      const auto k = [&](Real at) { return relative_conductivity(soil, at); };
      const auto w = [&](Real at) { return water_content(soil, 1e-4, at); };
      EXPECT_NEAR(k(psi).slope, slope(k), 1e-5 * std::abs(k(psi).slope) + 1e-9);
      EXPECT_NEAR(w(psi).slope, slope(w), 1e-5 * std::abs(w(psi).slope) + 1e-9);
    }
}

TEST(SlipSurface, NoneThroughAPointWithoutGround) {
  constexpr Real none = -std::numeric_limits<Real>::infinity();
  EXPECT_FALSE(circle_through({0, none}, {10, 0}, 0.2).has_value());
  EXPECT_FALSE(circle_through({0, 5}, {10, none}, 0.2).has_value());
  EXPECT_TRUE(circle_through({0, 5}, {10, 0}, 0.2).has_value());
}

TEST(Retention, StoresElasticallyBelowThePhreaticLine) {
  const auto soil = van_genuchten(2);
  EXPECT_NEAR(water_content(soil, 1e-3, 5).value, 0.4 + 5e-3, 1e-15);
  EXPECT_EQ(relative_conductivity(soil, 5).value, 1);
}

// Twice the second divided difference of F with F'' = k (Hermite and Genocchi).
TEST(MeanConductivity, OfGardnerIsExact) {
  auto soil = van_genuchten(2);
  soil.model = Retention::Model::Gardner;
  for (const Real alpha : {2.0, 100.0}) {
    soil.alpha = alpha;
    const auto f = [&](Real psi) {
      return psi < 0 ? std::exp(alpha * psi) / (alpha * alpha)
                     : psi * psi / 2 + psi / alpha + 1 / (alpha * alpha);
    };
    for (const auto& psi : {std::array<Real, 3>{-0.4, 0.3, -0.1}, {-0.02, -0.13, -0.06}}) {
      const auto difference = [&](Real a, Real b) { return (f(b) - f(a)) / (b - a); };
      const Real exact =
          2 * (difference(psi[1], psi[2]) - difference(psi[0], psi[1])) / (psi[2] - psi[0]);
      EXPECT_NEAR(mean_conductivity(soil, psi).value, exact, 1e-3 * exact);
    }
  }
}

TEST(MeanConductivity, SlopesAreThoseOfTheValue) {
  for (const Real n : {1.4, 2.5})
    for (const auto& psi : {std::array<Real, 3>{-0.4, 0.3, -0.1}, {-2, -1.5, -1.7}, {-3, 1, 2}}) {
      const auto soil = van_genuchten(n);
      const auto mean = mean_conductivity(soil, psi);
      for (int i = 0; i < 3; ++i) {
        auto more = psi, less = psi;
        more[i] += 1e-4;
        less[i] -= 1e-4;
        const Real slope =
            (mean_conductivity(soil, more).value - mean_conductivity(soil, less).value) / 2e-4;
        EXPECT_NEAR(mean.slope[i], slope, 0.05 * std::abs(slope) + 1e-4);
      }
    }
}

TEST(MeanConductivity, OfAUniformHeadIsThatOfTheHead) {
  const auto soil = van_genuchten(2);
  const auto k = relative_conductivity(soil, -0.5);
  const auto mean = mean_conductivity(soil, {-0.5, -0.5, -0.5});
  EXPECT_EQ(mean.value, k.value);
  EXPECT_NEAR(mean.slope[0] + mean.slope[1] + mean.slope[2], k.slope, 1e-14);
}

TEST(Conductivity, TurnsWithTheBedding) {
  Soil soil;
  soil.conductivity = {4, 1};
  soil.bedding = 90;
  auto k = conductivity_tensor(soil);
  EXPECT_NEAR(k[0], 1, 1e-14);
  EXPECT_NEAR(k[2], 4, 1e-14);
  soil.bedding = 45;
  k = conductivity_tensor(soil);
  EXPECT_NEAR(k[0], 2.5, 1e-14);
  EXPECT_NEAR(k[1], 1.5, 1e-14);
}

/// Slices of a mass with a level top at y = 0 above a circle, weight a metre square 1.
std::vector<Slice> half_disc(const std::array<Real, 3>& circle, int count, Real cohesion,
                             Real angle) {
  SlipSurface surface;
  surface.circle = circle;
  const Real half = std::sqrt(circle[2] * circle[2] - circle[1] * circle[1]);
  surface.from = circle[0] - half;
  surface.to = circle[0] + half;
  std::vector<Slice> slices;
  for (int i = 0; i < count; ++i) {
    Slice s;
    s.width = 2 * half / count;
    const Real left = surface.from + i * s.width, low = surface.height(left),
               next = surface.height(left + s.width);
    s.length = std::hypot(s.width, low - next);
    s.cosine = s.width / s.length;
    s.sine = (low - next) / s.length;
    s.x = left + 0.5 * s.width;
    s.y = 0.5 * (low + next);
    s.down = -s.y * s.width * (s.x < circle[0] ? 2 : 1);  // heavier uphill, so that it slides
    s.cohesion = cohesion;
    s.tangent = std::tan(angle);
    slices.push_back(s);
  }
  return slices;
}

// Without friction the factor is moments alone: c R^2 times the arc's angle over what drives.
TEST(Slices, WithoutFrictionAllMethodsHaveTheExactMoments) {
  const std::array<Real, 3> circle{0, 3, 5};
  const auto slices = half_disc(circle, 400, 0.7, 0);
  Real driving = 0;
  for (const auto& s : slices) driving -= s.down * s.x;
  const Real exact = 0.7 * 25 * 2 * std::acos(0.6) / driving;
  EXPECT_NEAR(bishop(slices, circle).factor, exact, 1e-4 * exact);
  for (const auto function : {spencer_function, half_sine}) {
    const auto answer = GeneralEquilibrium(slices, function).solve();
    ASSERT_TRUE(answer.found());
    EXPECT_NEAR(answer.factor, exact, 2e-3 * exact);
  }
}

TEST(Slices, BishopIsNearEquilibriumOfAllForces) {
  const std::array<Real, 3> circle{0, 3, 5};
  const auto slices = half_disc(circle, 200, 0.2, 25 * kDegree);
  const Real factor = bishop(slices, circle).factor;
  EXPECT_NEAR(GeneralEquilibrium(slices, spencer_function).solve().factor, factor, 0.01 * factor);
  EXPECT_NEAR(GeneralEquilibrium(slices, half_sine).solve().factor, factor, 0.01 * factor);
}

TEST(Slices, AnEarthquakeLowersTheFactor) {
  const std::array<Real, 3> circle{0, 3, 5};
  auto slices = half_disc(circle, 100, 0.2, 25 * kDegree);
  const Real at_rest = bishop(slices, circle).factor;
  for (auto& s : slices) {
    s.along = 0.1 * s.down;
    s.moment = s.along * -0.5 * s.y;
  }
  EXPECT_LT(bishop(slices, circle).factor, 0.95 * at_rest);
  EXPECT_NEAR(GeneralEquilibrium(slices, spencer_function).solve().factor,
              bishop(slices, circle).factor, 0.02 * at_rest);
}

TEST(Slices, NothingDrivesALevelMass) {
  const std::array<Real, 3> circle{0, 3, 5};
  auto slices = half_disc(circle, 50, 1, 0);
  for (auto& s : slices) s.down = -s.y * s.width;
  EXPECT_FALSE(bishop(slices, circle).found() && bishop(slices, circle).factor < 1e6);
}

// c_R = 60 psf, phi_R = 23 degrees, phi' = 45 degrees: d = 64 psf, psi = 24.4 degrees, as published
// for Pilarcitos dam (Duncan, Wright and Wong 1990).
TEST(RapidDrawdown, EnvelopeOfPilarcitos) {
  const DrawdownSoil soil{0, 45 * kDegree, 60, 23 * kDegree};
  const Envelope envelope = isotropic_envelope(soil);
  EXPECT_NEAR(envelope.intercept, 64, 0.5);
  EXPECT_NEAR(std::atan(envelope.slope) / kDegree, 24.4, 0.05);
}

// Consolidated isotropically (no shear) the strength is that of Kc = 1; at failure that of Kf.
TEST(RapidDrawdown, StrengthAtTheEndsOfTheInterpolation) {
  const DrawdownSoil soil{0, 35 * kDegree, 10e3, 18 * kDegree};
  const Envelope envelope = isotropic_envelope(soil);
  const Real normal = 100e3;
  EXPECT_NEAR(undrained_strength(soil, normal, 0), envelope.intercept + envelope.slope * normal,
              1e-6);
  const Real at_failure = normal * std::tan(35 * kDegree);
  EXPECT_NEAR(undrained_strength(soil, normal, at_failure), at_failure, 1e-6 * at_failure);
  const Real between = undrained_strength(soil, normal, 0.5 * at_failure);
  EXPECT_LT(between, std::max(at_failure, envelope.intercept + envelope.slope * normal));
  EXPECT_GT(between, std::min(at_failure, envelope.intercept + envelope.slope * normal));
}

TEST(SlipSurface, CircleGoesThroughItsEnds) {
  const auto surface = circle_through({0, 10}, {25, 0}, 0.2);
  ASSERT_TRUE(surface.has_value());
  EXPECT_NEAR(surface->height(0), 10, 1e-12);
  EXPECT_NEAR(surface->height(25), 0, 1e-12);
  EXPECT_LT(surface->height(12.5), 5);
  EXPECT_FALSE(circle_through({0, 10}, {1, 0}, 0.5).has_value());  // beyond the vertical
}

}  // namespace
}  // namespace freshet::dam
