// Rasters as meshes and as beds.
#include <map>

#include "mesh/formats/raster.hpp"
#include "mesh/query/mesh_info.hpp"
#include "mesh/raw_mesh.hpp"
#include "mesh/sources/sources.hpp"
#include "tests/mesh_checks.hpp"
#include "tests/mesh_files.hpp"
#include "tests/mpi_main.hpp"

namespace freshet {
namespace {

using namespace testing_mesh;

constexpr double kGone = -9999;

TEST(RasterFile, IsReadWithItsPlaceAndGaps) {
  const Folder folder;
  const Raster raster(folder.write("a.asc", ascii_raster({{1, 2, kGone}, {4, 5, 6}}, 10, 20, 5)));
  EXPECT_EQ(raster.columns(), 3);
  EXPECT_EQ(raster.rows(), 2);
  EXPECT_EQ(raster.extent(), (std::array<Real, 4>{10, 20, 25, 30}));
  const auto rows = raster.read_rows(0, 2);
  EXPECT_EQ(rows[1], 2);
  EXPECT_TRUE(std::isnan(rows[2]));
  EXPECT_EQ(raster.read_rows(1, 1), (std::vector<Real>{4, 5, 6}));
}

TEST(RasterFile, SamplesBilinearly) {
  const Folder folder;
  std::vector<std::vector<double>> rows(300, std::vector<double>(400));  // several tiles
  for (int j = 0; j < 300; ++j)
    for (int i = 0; i < 400; ++i) rows[j][i] = 2 * (i + 0.5) - 3 * (300 - j - 0.5);
  const Raster raster(folder.write("plane.asc", ascii_raster(rows)));
  for (const auto& [x, y] : {std::pair{0.5, 0.5}, {127.9, 128.2}, {255.7, 3.3}, {399.4, 299.5}})
    EXPECT_NEAR(raster.sample(x, y).value(), 2 * x - 3 * y, 1e-9);
  EXPECT_NEAR(raster.sample(0, 150).value(), 2 * 0.5 - 3 * 150, 1e-9);  // outer half pixel: nearest
  EXPECT_NEAR(raster.sample(400, 300).value(), 2 * 399.5 - 3 * 299.5, 1e-9);
  EXPECT_FALSE(raster.sample(-0.1, 150));
  EXPECT_FALSE(raster.sample(10, 300.1));
  EXPECT_FALSE(raster.sample(std::nan(""), 1));
}

TEST(RasterFile, GapsSpoilOnlyWhatTheyTouch) {
  const Folder folder;
  const Raster raster(folder.write("a.asc", ascii_raster({{1, 2, kGone}, {4, 5, 6}})));
  EXPECT_EQ(raster.sample(1, 1).value(), 3);
  EXPECT_FALSE(raster.sample(2, 1));
}

TEST(RasterFile, BrokenFilesAreNamed) {
  const Folder folder;
  expect_has(input_error([&] { Raster(folder.path() / "none.tif"); }), "none.tif");
  const auto text = folder.write("text.tif", "this is no raster");
  expect_has(input_error([&] { const Raster raster(text); }), "text.tif");
  expect_has(input_error([&] { const Raster raster(folder.path()); }), folder.path().string());
}

std::map<std::string, GlobalIndex> counted(const Mesh& mesh) {
  std::map<std::string, GlobalIndex> edges;
  for (const auto& boundary : describe(mesh).boundaries) edges[boundary.name] = boundary.edges;
  return edges;
}

TEST(RasterMesh, HasOneCellForEachPixelWithData) {
  const Folder folder;
  const std::vector<std::vector<double>> rows{
      {1.3, 2, 3, 4}, {5, kGone, kGone, 8}, {9, 10, kGone, 12}};
  MeshSpec spec;
  spec.source = raster_source(folder.write("a.asc", ascii_raster(rows, 100, 200, 2)));
  const Mesh mesh = make_mesh(MPI_COMM_SELF, spec);
  check_sound(mesh);
  EXPECT_EQ(mesh.cells_global, 9);
  EXPECT_EQ(total_area(mesh), 36);
  for (Index c = 0; c < mesh.owned; ++c) {
    const auto i = static_cast<int>((mesh.centroid_x[c] - 100) / 2);
    const auto j = static_cast<int>((206 - mesh.centroid_y[c]) / 2);
    EXPECT_EQ(mesh.bed[c], rows[j][i]);
  }
  EXPECT_EQ(counted(mesh), (std::map<std::string, GlobalIndex>{
                               {"left", 3}, {"right", 3}, {"bottom", 3}, {"top", 4}, {"edge", 7}}));
  EXPECT_EQ(describe(mesh).extent, (std::array<Real, 4>{100, 200, 108, 206}));
  const auto bed_at = [&](Real x, Real y) {
    for (Index v = 0; v < mesh.vertices; ++v)
      if (mesh.vertex_x[v] == x && mesh.vertex_y[v] == y) return mesh.vertex_bed[v];
    return kNoBed;
  };
  EXPECT_EQ(bed_at(100, 206), 1.3);
  EXPECT_NEAR(bed_at(102, 202), 8, 1e-14);  // mean of 5, 9 and 10
}

TEST(RasterMesh, EachHoleIsABoundaryOfItsOwn) {
  const Folder folder;
  std::vector<std::vector<double>> rows(8, std::vector<double>(9, 1));
  // Two shapes that touch at a corner are one hole; a pair is another.
  rows[2][5] = rows[3][4] = kGone;
  rows[1][1] = rows[2][1] = rows[3][1] = rows[3][2] = rows[1][3] = rows[2][2] = rows[2][3] = kGone;
  rows[6][1] = rows[6][2] = kGone;
  rows[5][8] = rows[5][7] = rows[6][6] = rows[7][5] = kGone;  // from the right rim to the lower one
  MeshSpec spec;
  spec.source = raster_source(folder.write("a.asc", ascii_raster(rows)));
  const Mesh mesh = make_mesh(MPI_COMM_SELF, spec);
  check_sound(mesh);
  const auto edges = counted(mesh);
  EXPECT_EQ(edges.at("hole_1"), 22);
  EXPECT_EQ(edges.at("hole_2"), 6);
  EXPECT_EQ(edges.at("edge"), 12);
  EXPECT_FALSE(edges.contains("hole_3"));
}

TEST(RasterMesh, WithoutDataIsRefused) {
  const Folder folder;
  MeshSpec spec;
  spec.source = raster_source(folder.write("empty.asc", ascii_raster({{kGone, kGone}})));
  expect_has(make_error(spec), "empty.asc: no cells");
}

TEST(Raster, ReadsAWideOneOnceHoweverManyRowsAreSampled) {
  const Folder folder;
  const int columns = 40000;
  const Raster raster(folder.write("wide.asc", ascii_raster(std::vector<std::vector<double>>(
                                                   4, std::vector<double>(columns, 1)))));
  for (const Real y : {3.5, 2.5, 1.5, 0.5})
    for (int column = 0; column < columns; column += 64)
      EXPECT_EQ(raster.nearest(column + 0.5, y).value_or(0), 1);
  EXPECT_EQ(raster.tiles_read(), (columns + 127) / 128);
}

TEST(BedFromRaster, MustCoverTheMesh) {
  const Folder folder;
  MeshSpec spec;
  spec.source = rectangle_source({{0, 4}, {0, 2}, {4, 2}, CellShape::Triangles});
  spec.bed.source = BedSource::Raster;
  spec.bed.raster = folder.write("small.asc", ascii_raster({{1, 2, 3}, {1, 2, 3}}));
  const auto text = make_error(spec);
  expect_has(text, "small.asc");
  expect_has(text, "(4.0");
  spec.source = rectangle_source({{0, 3}, {0, 2}, {4, 2}, CellShape::Triangles});
  const Mesh mesh = make_mesh(MPI_COMM_SELF, spec);
  EXPECT_NEAR(describe(mesh).bed_max, (3 + 3 + 2.75) / 3, 1e-12);
}

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
