// Rectangles, channels, refinement and bed expressions.
#include <map>

#include "mesh/query/mesh_info.hpp"
#include "mesh/sources/sources.hpp"
#include "tests/mesh_checks.hpp"
#include "tests/mpi_main.hpp"

namespace freshet {
namespace {

using namespace testing_mesh;

MeshSpec rectangle(CellShape shape) {
  MeshSpec spec;
  spec.source = rectangle_source({{-3, 7}, {2, 9}, {20, 14}, shape});
  return spec;
}

MeshSpec channel(CellShape shape) {
  MeshSpec spec;
  spec.source = channel_source({{{0, 0}, {30, 0}, {30, 40}}, 4, {70, 5}, shape});
  return spec;
}

const CellShape kShapes[] = {CellShape::Quadrilaterals, CellShape::Triangles,
                             CellShape::TrianglesUnaligned};

TEST(Rectangle, IsSoundAndHasItsAreaAndSides) {
  for (const auto shape : kShapes) {
    const Mesh mesh = make_mesh(MPI_COMM_SELF, rectangle(shape));
    check_sound(mesh);
    EXPECT_NEAR(total_area(mesh), 70, 1e-11);
    EXPECT_EQ(mesh.cells_global, shape == CellShape::Quadrilaterals ? 280 : 560);
    EXPECT_EQ(mesh.slots, shape == CellShape::Quadrilaterals ? 4 : 3);
    const MeshInfo info = describe(mesh);
    EXPECT_EQ(info.vertices, 21 * 15);
    ASSERT_EQ(info.boundaries.size(), 4u);
    const std::vector<std::string> names{"left", "right", "bottom", "top"};
    for (int b = 0; b < 4; ++b) {
      EXPECT_EQ(info.boundaries[b].name, names[b]);
      EXPECT_EQ(info.boundaries[b].edges, b < 2 ? 14 : 20);
      EXPECT_NEAR(info.boundaries[b].length, b < 2 ? 7 : 10, 1e-12);
    }
    EXPECT_EQ(info.extent, (std::array<Real, 4>{-3, 2, 7, 9}));
  }
}

TEST(Rectangle, BoundaryLiesWhereItsNameSays) {
  const Mesh mesh = make_mesh(MPI_COMM_SELF, rectangle(CellShape::TrianglesUnaligned));
  for (Index b = 0; b < mesh.boundary.size(); ++b) {
    const CellSide side = cell_side(mesh, mesh.boundary.cell[b], mesh.boundary.slot[b]);
    const std::string& name = mesh.boundary_names[mesh.boundary.name[b]];
    EXPECT_TRUE(name != "left" || side.normal_x == -1);
    EXPECT_TRUE(name != "right" || side.middle_x == 7);
    EXPECT_TRUE(name != "bottom" || side.normal_y == -1);
    EXPECT_TRUE(name != "top" || side.middle_y == 9);
  }
}

TEST(Rectangle, UnalignedTrianglesAreMovedButNotTooFar) {
  const Mesh mesh = make_mesh(MPI_COMM_SELF, rectangle(CellShape::TrianglesUnaligned));
  const MeshInfo info = describe(mesh);
  EXPECT_LT(info.area_min, 0.11);
  EXPECT_GT(info.area_min, 0.02);
  EXPECT_GT(info.area_max, 0.14);
}

TEST(Rectangle, NeighboursOnTheCurveAreNear) {
  auto spec = rectangle(CellShape::Quadrilaterals);
  spec.source = rectangle_source({{0, 64}, {0, 64}, {64, 64}, CellShape::Quadrilaterals});
  const Mesh mesh = make_mesh(MPI_COMM_SELF, spec);
  Real way = 0;
  for (Index c = 1; c < mesh.owned; ++c)
    way += std::hypot(mesh.centroid_x[c] - mesh.centroid_x[c - 1],
                      mesh.centroid_y[c] - mesh.centroid_y[c - 1]);
  EXPECT_NEAR(way, 64 * 64 - 1, 1e-9);  // a Hilbert curve steps from a cell to one beside it
}

TEST(Rectangle, PlaneBedHasItsSlopeEverywhere) {
  for (const auto shape : kShapes) {
    auto spec = rectangle(shape);
    spec.bed.source = BedSource::Expression;
    spec.bed.expression = [](Real x, Real y) { return 5 + 0.25 * x - 0.5 * y; };
    const Mesh mesh = make_mesh(MPI_COMM_SELF, spec);
    for (Index c = 0; c < mesh.cells; ++c) {
      EXPECT_NEAR(mesh.bed[c], 5 + 0.25 * mesh.centroid_x[c] - 0.5 * mesh.centroid_y[c], 1e-13);
      EXPECT_NEAR(mesh.bed_slope_x[c], 0.25, 1e-12);
      EXPECT_NEAR(mesh.bed_slope_y[c], -0.5, 1e-12);
    }
  }
}

TEST(Rectangle, LevelBedIsExactlyLevel) {
  for (const auto shape : kShapes) {
    auto spec = rectangle(shape);
    spec.bed.source = BedSource::Expression;
    spec.bed.expression = [](Real, Real) { return 0.1; };
    const Mesh mesh = make_mesh(MPI_COMM_SELF, spec);
    for (Index c = 0; c < mesh.cells; ++c) {
      EXPECT_EQ(mesh.bed[c], 0.1);
      EXPECT_EQ(mesh.bed_slope_x[c], 0);
      EXPECT_EQ(mesh.bed_slope_y[c], 0);
    }
  }
}

TEST(Rectangle, WrongSpecIsRefused) {
  MeshSpec spec;
  spec.source = rectangle_source({{1, 1}, {2, 9}, {20, 14}});
  expect_has(make_error(spec), "x needs two ascending values");
  spec.source = rectangle_source({{-3, 7}, {2, 9}, {20, 0}});
  expect_has(make_error(spec), "number of cells: 0");
  spec = rectangle(CellShape::Triangles);
  spec.bed.source = BedSource::Expression;
  spec.bed.expression = [](Real x, Real) { return x > 3 ? std::log(-x) : 0; };
  expect_has(make_error(spec), "not a finite value");
  spec.refinements = -1;
  expect_has(make_error(spec), "refinements: -1");
}

TEST(OneCell, IsAMesh) {
  MeshSpec spec;
  spec.source = rectangle_source({{-3, 7}, {2, 9}, {1, 1}});
  const Mesh mesh = make_mesh(MPI_COMM_SELF, spec);
  check_sound(mesh);
  EXPECT_EQ(mesh.cells, 1);
  EXPECT_EQ(mesh.faces, 4);
  EXPECT_EQ(mesh.boundary.size(), 4);
}

TEST(Refinement, SplitsEveryCellInFour) {
  for (const auto shape : kShapes)
    for (const int levels : {1, 2}) {
      auto spec = rectangle(shape);
      const Mesh coarse = make_mesh(MPI_COMM_SELF, spec);
      spec.refinements = levels;
      const Mesh fine = make_mesh(MPI_COMM_SELF, spec);
      check_sound(fine);
      EXPECT_EQ(fine.cells_global, coarse.cells_global << (2 * levels));
      EXPECT_EQ(fine.boundary.total, coarse.boundary.total << levels);
      EXPECT_EQ(fine.boundary_names, coarse.boundary_names);
      EXPECT_NEAR(total_area(fine), 70, 1e-11);
      if (shape != CellShape::Quadrilaterals) continue;
      const MeshInfo info = describe(fine);
      EXPECT_NEAR(info.area_min, info.area_max, 1e-12);
    }
}

TEST(Channel, HasWidthTimesLengthAndItsBanks) {
  for (const auto shape : {CellShape::Quadrilaterals, CellShape::Triangles}) {
    const Mesh mesh = make_mesh(MPI_COMM_SELF, channel(shape));
    check_sound(mesh);
    EXPECT_NEAR(total_area(mesh), 4 * 70, 1e-10);
    EXPECT_EQ(mesh.cells_global, shape == CellShape::Quadrilaterals ? 350 : 700);
    const MeshInfo info = describe(mesh);
    ASSERT_EQ(info.boundaries.size(), 4u);
    const std::map<std::string, Real> lengths{
        {"inflow", 4}, {"outflow", 4}, {"left_bank", 66}, {"right_bank", 74}};
    for (const auto& boundary : info.boundaries)
      EXPECT_NEAR(boundary.length, lengths.at(boundary.name), 1e-11) << boundary.name;
  }
}

TEST(Channel, WrongSpecIsRefused) {
  MeshSpec spec;
  const auto along = [&](const std::vector<std::array<Real, 2>>& line,
                         std::array<GlobalIndex, 2> cells = {70, 5}) {
    spec.source = channel_source({line, 4, cells});
    return make_error(spec);
  };
  expect_has(along({{0, 0}}), "two points or more");
  expect_has(along({{0, 0}, {1, 0}, {1, 0}}), "coincide");
  expect_has(along({{0, 0}, {5, 0}, {0, 0}}), "turns back");
  expect_has(along({{0, 0}, {10, 0}, {10, 1}, {0, 1}}), "bends too sharply");
  expect_has(along({{0, 0}, {30, 0}, {30, 40}}, {1, 5}), "at least as many cells along");
}

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
