// Points and lines in cells.
#include <set>

#include "mesh/query/point_location.hpp"
#include "mesh/sources/sources.hpp"
#include "tests/mesh_checks.hpp"
#include "tests/mpi_main.hpp"

namespace freshet {
namespace {

using namespace testing_mesh;

Mesh square(CellShape shape) {
  MeshSpec spec;
  spec.source = rectangle_source({{0, 8}, {0, 8}, {8, 8}, shape});
  return make_mesh(MPI_COMM_SELF, spec);
}

using Line = std::vector<std::array<Real, 2>>;

Real length(const std::vector<LinePiece>& pieces) {
  Real sum = 0;
  for (const auto& piece : pieces) sum += piece.length;
  return sum;
}

TEST(PointLocation, FindsTheCellOfEveryCentroidAndNothingOutside) {
  for (const auto shape : {CellShape::Quadrilaterals, CellShape::TrianglesUnaligned}) {
    const Mesh mesh = square(shape);
    const PointLocation location(mesh);
    for (Index c = 0; c < mesh.owned; ++c) {
      EXPECT_EQ(location.find(mesh.centroid_x[c], mesh.centroid_y[c]), c);
      EXPECT_EQ(location.nearest(mesh.centroid_x[c], mesh.centroid_y[c]).cell, c);
    }
    EXPECT_EQ(location.find(-0.001, 4), -1);
    EXPECT_EQ(location.find(4, 8.001), -1);
    EXPECT_EQ(location.find(std::nan(""), 4), -1);
    EXPECT_GE(location.find(8, 8), 0);
  }
}

TEST(PointLocation, TheLowestCellWinsOnASharedVertex) {
  const Mesh mesh = square(CellShape::Quadrilaterals);
  const PointLocation location(mesh);
  Index lowest = mesh.cells;
  for (Index c = mesh.cells; c-- > 0;)
    if (std::abs(mesh.centroid_x[c] - 4) < 1 && std::abs(mesh.centroid_y[c] - 4) < 1) lowest = c;
  EXPECT_EQ(location.find(4, 4), lowest);
}

TEST(PointLocation, NearestIsThatOfASearchThroughAll) {
  const Mesh mesh = square(CellShape::TrianglesUnaligned);
  const PointLocation location(mesh);
  const auto accept = [](Index cell) { return cell % 7 == 3; };
  for (int i = -4; i < 24; ++i)
    for (int j = -4; j < 24; ++j) {
      const Real x = 0.51 * i, y = 0.49 * j;
      Index best = -1;
      const auto distance = [&](Index c) {
        return std::hypot(mesh.centroid_x[c] - x, mesh.centroid_y[c] - y);
      };
      for (Index c = 0; c < mesh.owned; ++c)
        if (accept(c) && (best < 0 || distance(c) < distance(best))) best = c;
      EXPECT_EQ(location.nearest(x, y, accept).cell, best);
    }
  EXPECT_EQ(location.nearest(0, 0, [](Index) { return false; }).cell, -1);
}

TEST(LinePieces, CoverTheLineOnceAlsoAlongSides) {
  for (const auto shape : {CellShape::Quadrilaterals, CellShape::Triangles}) {
    const Mesh mesh = square(shape);
    const PointLocation location(mesh);
    EXPECT_NEAR(length(location.cross(Line{{0, 4}, {8, 4}})), 8, 1e-13);
    EXPECT_NEAR(length(location.cross(Line{{3, 8}, {3, 0}})), 8, 1e-13);
    EXPECT_NEAR(length(location.cross(Line{{0, 0}, {8, 8}})), std::sqrt(128), 1e-12);
    EXPECT_NEAR(length(location.cross(Line{{0, 8}, {8, 0}})), std::sqrt(128), 1e-12);
    EXPECT_NEAR(length(location.cross(Line{{0, 0}, {8, 0}, {8, 8}})), 16, 1e-12);
    EXPECT_NEAR(length(location.cross(Line{{-5, 3.7}, {20, 3.7}})), 8, 1e-12);
    EXPECT_NEAR(length(location.cross(Line{{1.3, 1.2}, {1.3, 1.2}, {1.4, 1.2}})), 0.1, 1e-13);
    EXPECT_TRUE(location.cross(Line{{-1, -1}, {-1, 9}}).empty());
    EXPECT_TRUE(location.cross(Line{{1, 1}}).empty());
  }
}

TEST(LinePieces, FollowTheLine) {
  const Mesh mesh = square(CellShape::Quadrilaterals);
  const PointLocation location(mesh);
  const auto pieces = location.cross(Line{{0.5, 0.25}, {6.5, 0.25}, {6.5, 3.25}});
  ASSERT_EQ(pieces.size(), 7u + 4u);
  Real reached = 0;
  for (const auto& piece : pieces) {
    EXPECT_NEAR(piece.distance - piece.length / 2, reached, 1e-12);
    reached += piece.length;
    EXPECT_EQ(location.find(piece.middle_x, piece.middle_y), piece.cell);
    EXPECT_EQ(piece.along_x, piece.distance < 6 ? 1 : 0);
    EXPECT_EQ(piece.along_y, piece.distance < 6 ? 0 : 1);
  }
  EXPECT_NEAR(reached, 9, 1e-12);
}

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
