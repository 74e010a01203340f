// Lines as chains of edges: the same on any number of ranks.
#include "mesh/query/edge_chain.hpp"

#include <cmath>

#include "kernels/error.hpp"
#include "mesh/query/cell_side.hpp"
#include "mesh/sources/sources.hpp"
#include "tests/mpi_main.hpp"

namespace freshet {
namespace {

using Line = std::vector<std::array<Real, 2>>;

/// 8 m x 8 m in cells of 1 m.
Mesh square(MPI_Comm communicator, CellShape shape) {
  MeshSpec spec;
  spec.source = rectangle_source({{0, 8}, {0, 8}, {8, 8}, shape});
  return make_mesh(communicator, spec);
}

EdgeChain chain_of(const Line& line, CellShape shape = CellShape::Quadrilaterals) {
  const Mesh mesh = square(MPI_COMM_WORLD, shape);
  return EdgeSnapping(mesh).chain(line, "case.toml:7: weir.line");
}

std::string error_of(const Line& line) {
  try {
    chain_of(line);
  } catch (const InputError& error) {
    return error.what();
  }
  return "none";
}

/// Edge follows edge, and the cells beside each lie where they are said to.
void check_chain(const EdgeChain& chain, CellShape shape) {
  const Mesh mesh = square(MPI_COMM_WORLD, shape);
  Real way = 0;
  for (std::size_t e = 0; e < chain.edges.size(); ++e) {
    const ChainEdge& edge = chain.edges[e];
    if (e > 0) {
      EXPECT_EQ(edge.from, chain.edges[e - 1].to);
      EXPECT_EQ(edge.start, chain.edges[e - 1].end);
    }
    EXPECT_NEAR(edge.distance, way + edge.length / 2, 1e-12);
    way += edge.length;
    const auto normal = edge.normal();
    for (const EdgeCell* side : {&edge.left, &edge.right}) {
      const Index cell = owned_cell(mesh, side->number);
      if (side->number < 0 || cell < 0) continue;
      const Real across = (mesh.centroid_x[cell] - edge.start[0]) * normal[0] +
                          (mesh.centroid_y[cell] - edge.start[1]) * normal[1];
      EXPECT_GT(side == &edge.right ? across : -across, 0);
      const CellSide along = cell_side(mesh, cell, side->slot);
      EXPECT_DOUBLE_EQ(along.length, edge.length);
      EXPECT_DOUBLE_EQ(along.middle_x, (edge.start[0] + edge.end[0]) / 2);
      EXPECT_DOUBLE_EQ(along.middle_y, (edge.start[1] + edge.end[1]) / 2);
    }
  }
  EXPECT_NEAR(chain.length, way, 1e-12);
}

TEST(EdgeChain, FollowsALineThatRunsAlongEdges) {
  for (const auto shape : {CellShape::Quadrilaterals, CellShape::TrianglesUnaligned}) {
    const EdgeChain chain = chain_of({{3, 1}, {3, 6}}, CellShape::Quadrilaterals);
    ASSERT_EQ(chain.edges.size(), 5u);
    EXPECT_DOUBLE_EQ(chain.length, 5);
    EXPECT_EQ(chain.off, 0);
    for (const auto& edge : chain.edges) {
      EXPECT_DOUBLE_EQ(edge.normal()[0], 1);  // the right of the way up
      EXPECT_GE(edge.left.number, 0);
      EXPECT_GE(edge.right.number, 0);
    }
    check_chain(chain_of({{0.7, 1.2}, {7.4, 6.1}}, shape), shape);
    check_chain(chain_of({{2, 2}, {6, 2}, {6, 6}, {2, 6}, {2, 2}}, shape), shape);
  }
}

TEST(EdgeChain, TurnsRoundWithItsLine) {
  const EdgeChain up = chain_of({{1, 1}, {5, 3}, {5, 7}});
  const EdgeChain down = chain_of({{5, 7}, {5, 3}, {1, 1}});
  ASSERT_EQ(up.edges.size(), down.edges.size());
  for (std::size_t e = 0; e < up.edges.size(); ++e) {
    const ChainEdge &there = up.edges[e], &back = down.edges[up.edges.size() - 1 - e];
    EXPECT_EQ(there.from, back.to);
    EXPECT_EQ(there.left.number, back.right.number);
    EXPECT_EQ(there.right.slot, back.left.slot);
  }
}

TEST(EdgeChain, HasOneSideOnTheRim) {
  const EdgeChain chain = chain_of({{0, 2}, {0, 5}});
  ASSERT_EQ(chain.edges.size(), 3u);
  for (const auto& edge : chain.edges) {
    EXPECT_EQ(edge.left.number, -1);
    EXPECT_GE(edge.right.number, 0);
  }
}

TEST(EdgeChain, CutsNoBendAndPassesOverSurveyedWiggles) {
  const EdgeChain bend = chain_of({{2, 2}, {6, 2}, {6, 6}});
  EXPECT_DOUBLE_EQ(bend.length, 8);
  EXPECT_EQ(bend.off, 0);
  Line surveyed;
  for (int i = 0; i <= 60; ++i) surveyed.push_back({1 + 0.1 * i, 4 + (i % 2 == 0 ? 0.2 : -0.2)});
  const EdgeChain chain = chain_of(surveyed);
  EXPECT_DOUBLE_EQ(chain.length, 6);
  for (const auto& edge : chain.edges) EXPECT_EQ(edge.start[1], 4);
}

TEST(EdgeChain, StaysWithinAnEdgeOfTheLine) {
  for (const auto shape : {CellShape::Quadrilaterals, CellShape::TrianglesUnaligned}) {
    const EdgeChain chain = chain_of({{0.3, 0.4}, {7.8, 3.1}}, shape);
    EXPECT_LT(chain.off, 0.75);
    EXPECT_LT(chain.length, 1.45 * std::hypot(7.5, 2.7));
  }
}

TEST(EdgeChain, IsTheSameOnAllRanksAndOnOne) {
  const Line line{{0.3, 7.2}, {3.9, 3.1}, {7.6, 5.2}};
  const auto shape = CellShape::TrianglesUnaligned;
  const EdgeChain many = chain_of(line, shape);
  const Mesh alone = square(MPI_COMM_SELF, shape);
  const EdgeChain one = EdgeSnapping(alone).chain(line, "line");
  ASSERT_EQ(many.edges.size(), one.edges.size());
  for (std::size_t e = 0; e < many.edges.size(); ++e) {
    EXPECT_EQ(many.edges[e].from, one.edges[e].from);
    EXPECT_EQ(many.edges[e].left.number, one.edges[e].left.number);
    EXPECT_EQ(many.edges[e].right.number, one.edges[e].right.number);
    EXPECT_EQ(many.edges[e].left.slot, one.edges[e].left.slot);
    EXPECT_EQ(many.edges[e].distance, one.edges[e].distance);
  }
}

TEST(EdgeChain, RefusesLinesThatAreNone) {
  EXPECT_EQ(error_of({{3, 4}, {3, 20}}), "case.toml:7: weir.line: leaves the mesh at: (3, 20) m");
  EXPECT_EQ(error_of({{30, 4}, {30, 5}}),
            "case.toml:7: weir.line: lies off the mesh, at: (30, 4) m");
  EXPECT_NE(error_of({{1, 4}, {6, 4}, {2, 4}}).find("doubles back or crosses itself at"),
            std::string::npos);
  EXPECT_NE(error_of({{1, 4}, {6, 4}, {6, 6}, {4, 6}, {4, 2}}).find("crosses itself"),
            std::string::npos);
  EXPECT_NE(error_of({{3, 4}, {3.2, 4.1}}).find("shorter than the edges"), std::string::npos);
  EXPECT_NE(error_of({{3, 4}}).find("needs two points"), std::string::npos);
}

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
