// Discharges of structures, against values worked out by hand or by other means.
#include <gtest/gtest.h>

#include <cmath>

#include "kernels/structure/edge_passage.hpp"

namespace freshet {
namespace {

constexpr Real g = 9.81;

TEST(Weir, IsTheReferencesLevelPoolWeir) {
  const Passage p = weir_passage(2.9650, -5, 1.7, false);  // 50 m of it pass 433.968 m3/s
  EXPECT_NEAR(50 * p.discharge, 433.968, 0.02);
  EXPECT_EQ(p.state, StructureState::Free);
  EXPECT_EQ(weir_passage(-0.1, -5, 1.7, false).discharge, 0);
  EXPECT_EQ(weir_passage(1, 1, 1.7, false).discharge, 0);
  EXPECT_EQ(weir_passage(1, 1, 1.7, true).state, StructureState::None);
}

TEST(Weir, IsReducedByItsTailwater) {
  EXPECT_EQ(submergence_broad(0.67), 1);
  EXPECT_NEAR(submergence_broad(0.8), 1 - 27.8 * std::pow(0.13, 3), 1e-4);
  EXPECT_NEAR(submergence_sharp(0.5), std::pow(1 - std::pow(0.5, 1.5), 0.385), 1e-5);
  EXPECT_NEAR(submergence_sharp(0.97), std::pow(1 - std::pow(0.97, 1.5), 0.385), 1e-4);
  EXPECT_EQ(weir_passage(1, 0.9, 1.7, false).state, StructureState::Submerged);
}

TEST(Weir, PowersAreThoseOfTheLibrary) {
  for (Real x = 0.001; x < 1; x += 0.037)
    for (const Real p : {0.1, 0.385, 0.5, 0.9})
      EXPECT_NEAR(power_of_share(x, p), std::pow(x, p), 1e-4) << x << " " << p;
}

TEST(Gate, HasTheEnergyOfItsJet) {
  const Real jet = 0.61 * 0.3, energy = jet + 1 / (2 * g * jet * jet);
  const Passage free = gate_passage(energy, 0.5, jet, g);
  EXPECT_NEAR(free.discharge, 1, 1e-12);
  EXPECT_EQ(free.state, StructureState::Free);
}

TEST(Gate, HasTheMomentumOfItsDrownedJet) {
  const Real jet = 0.183, q = 1, tail = 1.3;
  const Real over = std::sqrt(tail * tail - 2 * q * q / g * (1 / jet - 1 / tail));
  const Passage p = gate_passage(over + q * q / (2 * g * jet * jet), tail, jet, g);
  EXPECT_NEAR(p.discharge, 1, 1e-10);
  EXPECT_EQ(p.state, StructureState::Submerged);
}

TEST(Gate, GoesOverIntoTheNextRegimeWithoutAJump) {
  const Real energy = 2, jet = 0.2;
  const Real free = gate_passage(energy, 0, jet, g).discharge;
  const Real drowns = conjugate_depth(jet, free, g);
  EXPECT_NEAR(gate_passage(energy, drowns + 1e-9, jet, g).discharge, free, 1e-6);
  EXPECT_NEAR(gate_passage(energy, energy - 1e-9, jet, g).discharge, 0, 1e-3);
  const Real out = 2 * energy / 3;  // the lip leaves the water
  EXPECT_NEAR(gate_passage(energy, 0, out - 1e-9, g).discharge,
              gate_passage(energy, 0, out + 1e-9, g).discharge, 1e-6);
  EXPECT_EQ(gate_passage(energy, 0, 0, g).discharge, 0);
}

TEST(Gate, ContractsByTheAngleOfItsLip) {
  for (Real x = 0; x <= 1; x += 0.05) EXPECT_NEAR(arc_cosine(x), std::acos(x), 7e-5);
  const Real t = std::acos(1.2 / 2) / (std::acos(-1.0) / 2);
  EXPECT_NEAR(radial_contraction(0.3, 2, 1.5), 1 - 0.75 * t + 0.36 * t * t, 1e-4);
}

TEST(Culvert, RunsFullByItsLosses) {
  Structure s;
  s.area = 2;
  s.height = 1;
  s.coefficient = 0.6;
  s.loss = 1.787;
  const Passage p = culvert_passage(s, 1, 4.5, 3, 0, 0, g);
  EXPECT_NEAR(p.discharge, 2 * std::sqrt(2 * g * 1.5 / 1.787), 1e-12);
  EXPECT_EQ(p.state, StructureState::Full);
  EXPECT_EQ(culvert_passage(s, 1, 3, 4.5, 0, 0, g).discharge, 0);
}

TEST(Culvert, IsHeldByItsInlet) {
  Structure s;
  s.area = 2;
  s.height = 1;
  s.coefficient = 0.6;
  s.loss = 1.5;
  const Passage low = culvert_passage(s, 1, 0.6, -5, 0, -1, g);  // critical in 2 m of width
  EXPECT_NEAR(low.discharge, 2 * std::pow(0.4, 1.5) * std::sqrt(g), 1e-12);
  EXPECT_EQ(low.state, StructureState::Inlet);
  const Passage high = culvert_passage(s, 1, 5, -5, 0, -9, g);
  EXPECT_NEAR(high.discharge, 0.6 * 2 * std::sqrt(2 * g * 4.5), 1e-12);
  EXPECT_EQ(culvert_passage(s, 0, 5, -5, 0, -9, g).discharge, 0);
}

TEST(Bridge, HasLowPressureAndWeirFlow) {
  Structure s;
  s.kind = StructureKind::Bridge;
  s.coefficient = 0.9;
  s.height = 2;
  s.deck = 3;
  s.deck_coefficient = 1.5;
  const Passage low = bridge_passage(s, 0.5, 0, 1.5, 1.4, g);
  EXPECT_NEAR(low.discharge, 0.5 * 0.9 * 1.4 * std::sqrt(2 * g * 0.1), 1e-12);
  EXPECT_EQ(low.state, StructureState::Submerged);
  const Passage pressure = bridge_passage(s, 0.5, 0, 2.8, 0.5, g);
  EXPECT_NEAR(pressure.discharge, 0.5 * 0.5 * 2 * std::sqrt(2 * g * 1.8), 1e-12);
  EXPECT_EQ(pressure.state, StructureState::Pressure);
  const Passage over = bridge_passage(s, 0.5, 0, 4, 2.5, g);
  EXPECT_NEAR(over.discharge, 0.5 * 0.8 * 2 * std::sqrt(2 * g * 1.5) + 1.5, 1e-12);
  EXPECT_EQ(over.state, StructureState::Overflow);
}

/// A steady flow that the structure's law asks for passes as it comes.
TEST(EdgePassage, LeavesASteadyFlowAlone) {
  const Real q = 1, head = std::pow(q / 1.7, 2.0 / 3);
  const Real h = 1.684077751;  // energy: 1 m of crest and the head
  EXPECT_NEAR(h + q * q / (2 * g * h * h), 1 + head, 1e-8);
  const EdgeWater up{{h, q / h, 0}, 0}, down{{0.6, -q / 0.6, 0}, 0};
  const auto law = [](Real energy, Real tail) {
    return weir_passage(energy - 1, tail - 1, 1.7, false);
  };
  EXPECT_NEAR(edge_passage(law, up, down, g).discharge, q, 1e-6);
}

/// However steep the law near level water, what passes stays what both sides' waves can carry.
TEST(EdgePassage, IsBoundedByTheWaves) {
  const EdgeWater up{{2.001, 0, 0}, 0}, down{{2, 0, 0}, 0};
  const auto law = [](Real energy, Real tail) {
    return weir_passage(energy - 0.5, tail - 0.5, 1.7, false);
  };
  const Real steep = law(2.001, 2).discharge, q = edge_passage(law, up, down, g).discharge;
  EXPECT_GT(q, 0);
  EXPECT_LT(q, 0.5 * 0.001 * std::sqrt(g * 2));
  EXPECT_LT(q, steep);
  EXPECT_EQ(edge_passage(law, down, down, g).discharge, 0);
}

/// The state is that of the water that passes, however near level and steep the law.
TEST(EdgePassage, TellsHowWaterPasses) {
  for (const Real crest : {0.0, 0.5, 1.99})
    for (Real over = 1e-12; over < 0.3; over *= 3)
      for (const bool sharp : {false, true})
        for (const Real coefficient : {1.7, 20.0, 1e3}) {
          const EdgeWater up{{2 + over, 0, 0}, 0}, down{{2, 0, 0}, 0};
          const Passage p = edge_passage(
              [&](Real energy, Real tail) {
                return weir_passage(energy - crest, tail - crest, coefficient, sharp);
              },
              up, down, g);
          EXPECT_TRUE(p.discharge > 0) << over;
          EXPECT_NE(p.state, StructureState::None) << over << ' ' << crest << ' ' << coefficient;
        }
}

}  // namespace
}  // namespace freshet
