#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <random>

#include "kernels/arithmetic.hpp"
#include "kernels/boundary_flux.hpp"
#include "kernels/flux_hllc.hpp"
#include "kernels/friction_manning.hpp"
#include "kernels/hydrostatic_chen_noelle.hpp"
#include "kernels/limiter_barth_jespersen.hpp"

namespace freshet {
namespace {

constexpr Real g = 9.81, dry = 1e-6;

/// Numbers that a run may meet: depths over many orders of magnitude, one in five none at all;
/// speeds from rest to far above critical.
class Draw {
 public:
  Real between(Real low, Real high) {
    return std::uniform_real_distribution<Real>(low, high)(random_);
  }
  Real magnitude(Real low, Real high) { return std::pow(10, between(low, high)); }
  Real depth() { return between(0, 1) < 0.2 ? 0 : magnitude(-12, 3); }
  FaceState state() {
    const Real h = depth();
    const Real c = std::sqrt(g * h) + 0.01;
    return {h, h > 0 ? between(-4, 4) * c : 0, h > 0 ? between(-4, 4) * c : 0};
  }

 private:
  std::mt19937_64 random_{20};
};

FaceState turned(const FaceState& s) { return {s.h, -s.un, -s.ut}; }

bool same_bits(Real a, Real b) { return a == b; }  // 0 and -0 count alike

TEST(FluxHllc, IsOddInItsSidesToTheLastBit) {
  Draw draw;
  for (int k = 0; k < 200000; ++k) {
    const FaceState l = draw.state(), r = draw.state();
    const FaceFlux a = flux_hllc(l, r, g, dry).whole(),
                   b = flux_hllc(turned(r), turned(l), g, dry).whole();
    // Turned by half a circle, mass changes its sign and momentum's components, both turned, do
    // not.
    ASSERT_TRUE(same_bits(a.mass, -b.mass)) << l.h << " " << l.un << " | " << r.h << " " << r.un;
    ASSERT_TRUE(same_bits(a.normal, b.normal)) << l.h << " " << l.un << " | " << r.h << " " << r.un;
    ASSERT_TRUE(same_bits(a.tangential, b.tangential)) << l.h << " " << l.ut << " | " << r.h;
  }
}

TEST(FluxHllc, OfEqualStatesIsTheirFlux) {
  Draw draw;
  for (int k = 0; k < 100000; ++k) {
    const FaceState s = draw.state();
    const FaceFlux a = flux_hllc(s, s, g, dry).whole(), b = physical_flux(s, g);
    const Real c = std::abs(s.un) + std::sqrt(g * s.h);
    ASSERT_NEAR(a.mass, b.mass, 1e-14 * s.h * c);
    ASSERT_NEAR(a.normal, b.normal, 1e-14 * s.h * c * c);
    ASSERT_NEAR(a.tangential, b.tangential, 2e-14 * s.h * c * std::abs(s.ut));
  }
}

TEST(FluxHllc, IsNoneBetweenDrySides) {
  const FaceFlux f = flux_hllc({0, 0, 0}, {0, 0, 0}, g, dry).whole();
  EXPECT_EQ(f.mass, 0);
  EXPECT_EQ(f.normal, 0);
  EXPECT_EQ(f.tangential, 0);
}

TEST(FluxHllc, RunsOntoADryBedWithItsFront) {
  const Real h = 2, c = std::sqrt(g * h);  // waves -c and 2c: S_L S_R (0 - h) / (S_R - S_L)
  const Real mass = flux_hllc({h, 0, 0}, {0, 0, 0}, g, dry).mass;
  EXPECT_NEAR(mass, 2.0 / 3 * h * c, 1e-14 * h * c);
  EXPECT_EQ(flux_hllc({0, 0, 0}, {h, 0, 0}, g, dry).mass, -mass);
}

TEST(FluxWall, IsHllWithTheMirroredState) {
  Draw draw;
  for (int k = 0; k < 100000; ++k) {
    FaceState s = draw.state();
    s.h = std::max(s.h, 2 * dry);
    const FaceFlux wall = flux_wall(s, g),
                   mirrored = flux_hllc(s, {s.h, -s.un, s.ut}, g, dry).whole();
    const Real c = std::abs(s.un) + std::sqrt(g * s.h);
    ASSERT_EQ(wall.mass, 0);
    ASSERT_EQ(wall.tangential, 0);
    ASSERT_NEAR(mirrored.mass, 0, 1e-14 * s.h * c);
    ASSERT_NEAR(wall.normal, mirrored.normal, 1e-13 * s.h * c * c) << s.h << " " << s.un;
  }
}

TEST(InverseCubeRoot, IsWithinTwoUnitsInTheLastPlace) {
  Draw draw;
  for (int k = 0; k < 500000; ++k) {
    const Real x = draw.magnitude(-300, 300);
    const long double exact = 1 / std::cbrt(static_cast<long double>(x));
    const Real rounded = static_cast<Real>(exact);
    const Real unit = std::nextafter(rounded, INFINITY) - rounded;
    ASSERT_LE(std::abs(inverse_cube_root(x) - exact), 2 * static_cast<long double>(unit)) << x;
  }
}

/// One step of dq/dt = S - D |q| q by the scheme of one stage or of two (Heun).
Real slowed(bool stages, Real d, Real s, Real q, Real dt) {
  const auto whole = [&](Real from) {
    const auto time = FrictionTime::of(stages);
    return friction_step(d, std::abs(from), std::abs(s) * dt, dt, time)(from + dt * s, from);
  };
  return stages ? 0.5 * (q + whole(whole(q))) : whole(q);
}

/// From q = 0.2 with S = 1, D = 2 to t = 1: q* (q0 + q* T) / (q* + q0 T), q* = sqrt(S/D), T =
/// tanh(sqrt(S D) t).
TEST(FrictionManning, IsOfSecondOrderInTime) {
  const Real d = 2, s = 1, start = 0.2, steady = std::sqrt(s / d), t = std::tanh(std::sqrt(s * d));
  const Real exact = steady * (start + steady * t) / (steady + start * t);
  for (const bool stages : {false, true}) {
    Real error[2];
    for (const int fine : {0, 1}) {
      const int steps = fine ? 80 : 40;
      Real q = start;
      for (int k = 0; k < steps; ++k) q = slowed(stages, d, s, q, 1.0 / steps);
      error[fine] = std::abs(q - exact);
    }
    EXPECT_NEAR(std::log2(error[0] / error[1]), 2, 0.1) << stages;
    EXPECT_LT(error[1], 1e-4);
  }
}

TEST(FrictionManning, KeepsSteadyFlowAndNeverTurnsItRound) {
  Draw draw;
  for (int k = 0; k < 100000; ++k) {
    const Real d = draw.magnitude(-8, 20), q = draw.magnitude(-12, 3), dt = draw.magnitude(-6, 2);
    for (const bool stages : {false, true}) {
      ASSERT_NEAR(slowed(stages, d, d * q * q, q, dt) / q, 1, 1e-13);
      ASSERT_GE(slowed(stages, d, 0, q, dt), 0);
      ASSERT_LE(slowed(stages, d, 0, q, dt), q);
      const Real steady = draw.magnitude(-12, 3), s = d * steady * steady;
      const Real end = friction_step(d, q, s * dt, dt, FrictionTime::of(false))(q + dt * s, q);
      ASSERT_GE(end, std::min(q, steady) * (1 - 1e-12));
      ASSERT_LE(end, std::max(q, steady) * (1 + 1e-12));
    }
  }
}

TEST(FrictionManning, WithoutAPushIsExact) {
  const auto whole = FrictionTime::of(false), stage = FrictionTime::of(true);
  EXPECT_NEAR(friction_step(3, 2, 0, 5, whole)(2, 2), 2.0 / (1 + 5 * 3 * 2), 1e-16);
  EXPECT_EQ(friction_step(0, 2, 7, 1, whole)(9, 2), 9);
  EXPECT_EQ(friction_step(0, 2, 7, 1, stage)(9, 2), 9);
}

TEST(FrictionManning, TakesTheDepthHalfWayOrAtTheStart) {
  const auto whole = FrictionTime::of(false), stage = FrictionTime::of(true);
  EXPECT_EQ(friction_depth(1, 1.2, whole), 1.1);
  EXPECT_EQ(friction_depth(1, 1.2, stage), 1);
  EXPECT_EQ(friction_depth(0, 1, stage), 0.75);
  EXPECT_EQ(friction_depth(9, 1, whole), 1.5);
  EXPECT_NEAR(manning_coefficient(0.03, 8, g), g * 0.0009 / 128, 1e-19);
}

TEST(Hydrostatic, KeepsALakeAtRest) {
  Draw draw;
  for (int k = 0; k < 100000; ++k) {
    const Real level = draw.between(-5, 50), zl = level - draw.depth(), zr = level - draw.depth();
    const HydrostaticFace at = hydrostatic_face({level - zl, zl}, {level - zr, zr});
    ASSERT_NEAR(at.left, at.right, 1e-15 * (std::abs(level) + std::abs(zl) + std::abs(zr)));
    ASSERT_GE(at.left, 0);
  }
}

TEST(Hydrostatic, LetsNothingOutOfALakeBesideABank) {
  Draw draw;
  for (int k = 0; k < 100000; ++k) {
    const FaceColumn lake{draw.magnitude(-6, 2), 0}, bank{0, lake.h + draw.magnitude(-6, 2)};
    const HydrostaticFace at = hydrostatic_face(lake, bank);
    ASSERT_EQ(at.left, 0);
    ASSERT_EQ(at.right, 0);
  }
}

TEST(Hydrostatic, NeverMakesWater) {
  Draw draw;
  for (int k = 0; k < 100000; ++k) {
    const FaceColumn l{draw.depth(), draw.between(-9, 9)}, r{draw.depth(), draw.between(-9, 9)};
    const HydrostaticFace at = hydrostatic_face(l, r), turned = hydrostatic_face(r, l);
    ASSERT_TRUE(at.left >= 0 && at.left <= l.h && at.right >= 0 && at.right <= r.h);
    ASSERT_TRUE(at.left == turned.right && at.right == turned.left && at.bed == turned.bed);
  }
}

TEST(InflowDepth, SolvesItsEquation) {
  Draw draw;
  for (int k = 0; k < 100000; ++k) {
    const Real h = draw.depth(), q = draw.magnitude(-6, 3);
    const FaceState in{h, draw.between(-3, 3) * std::sqrt(g * h), 0};
    const Real depth = inflow_depth(in, q, g), c = std::sqrt(g * depth);
    const Real critical = std::cbrt(g * q), invariant = in.un + 2 * std::sqrt(g * h);
    ASSERT_GE(c, critical * (1 - 1e-14));
    if (critical < invariant) {  // 2c - q/h rises from c = critical, where it is `critical`
      ASSERT_NEAR(2 * c - q / depth, invariant, 1e-9 * (invariant + 2 * c)) << h << " " << q;
    } else {
      ASSERT_NEAR(c, critical, 1e-14 * critical);
    }
  }
}

TEST(FluxDrawn, IsTheFlowsOwnWhereItTakesWhatRuns) {
  Draw draw;
  for (int k = 0; k < 100000; ++k) {
    const Real h = draw.magnitude(-6, 2);
    const FaceState in{h, draw.between(0.001, 0.9) * std::sqrt(g * h), 0.3};
    const FaceFlux drawn = flux_drawn(in, h * in.un, g), own = physical_flux(in, g);
    ASSERT_EQ(drawn.mass, own.mass);
    ASSERT_NEAR(drawn.normal, own.normal, 1e-3 * own.normal);
    ASSERT_EQ(drawn.tangential, own.tangential);
  }
}

TEST(FluxDrawn, TakesNoMoreThanAFreeOverfall) {
  Draw draw;
  for (int k = 0; k < 100000; ++k) {
    const Real h = draw.depth();
    const FaceState in{h, draw.between(-3, 3) * std::sqrt(g * h), 0};
    const OutsideState free = outside_critical(in, g);
    const FaceFlux most = physical_flux({free.h, free.un, 0}, g);
    const FaceFlux drawn = flux_drawn(in, draw.magnitude(-6, 6), g);
    ASSERT_GE(drawn.mass, 0);
    ASSERT_LE(drawn.mass, most.mass);
    ASSERT_EQ(flux_drawn(in, 1e9, g).normal, most.normal);
  }
}

TEST(LimitSlope, NeverLeavesTheRangeOfTheNeighbours) {
  Draw draw;
  for (int k = 0; k < 100000; ++k) {
    const Real rise = std::max(draw.between(-2, 2), 0.0), fall = std::min(draw.between(-2, 2), 0.0);
    const Real up = std::max(draw.between(-3, 3), 0.0), down = std::min(draw.between(-3, 3), 0.0);
    const Real share = limit_slope(rise, fall, up, down);
    ASSERT_GE(share, 0);
    ASSERT_LE(share, 1);
    ASSERT_LE(share * up, rise * (1 + 1e-15));
    ASSERT_GE(share * down, fall * (1 + 1e-15));
    if (up <= rise && down >= fall) {
      ASSERT_EQ(share, 1);
    }
  }
}

}  // namespace
}  // namespace freshet
