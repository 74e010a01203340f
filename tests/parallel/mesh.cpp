// The mesh must be the same, to the last bit, on any number of ranks: each mesh is made on all
// ranks and, by every rank for itself, on one.
#include "mesh/formats/mesh_export.hpp"
#include "mesh/query/point_location.hpp"
#include "mesh/sources/sources.hpp"
#include "tests/mesh_checks.hpp"
#include "tests/mesh_files.hpp"
#include "tests/mpi_main.hpp"

namespace freshet {
namespace {

using testing_mesh::ascii_raster;
using testing_mesh::at;
using testing_mesh::check_sound;
using testing_mesh::cli_line;
using testing_mesh::data_file;
using testing_mesh::expect_has;
using testing_mesh::Folder;
using testing_mesh::make_error;
using testing_mesh::mesh_hash;

MeshSpec rectangle(GlobalIndex nx, GlobalIndex ny, CellShape shape) {
  MeshSpec spec;
  spec.source = rectangle_source({{-3, 7}, {2, 9}, {nx, ny}, shape});
  spec.bed.source = BedSource::Expression;
  spec.bed.expression = [](Real x, Real y) { return 0.1 * x * x - y * 0.3 + 1; };
  return spec;
}

/// Every halo cell receives the numbers and centroids that its owner sends.
void check_halo(const Mesh& mesh) {
  const HaloPlan& halo = mesh.halo;
  ASSERT_EQ(halo.receive_cells.size(), static_cast<std::size_t>(mesh.cells - mesh.owned));
  std::vector<Real> send(3 * halo.send_cells.size()), receive(3 * halo.receive_cells.size());
  for (std::size_t i = 0; i < halo.send_cells.size(); ++i) {
    const Index cell = halo.send_cells[i];
    ASSERT_LT(cell, mesh.owned);
    send[3 * i] = static_cast<Real>(mesh.global_number[cell]);
    send[3 * i + 1] = mesh.centroid_x[cell];
    send[3 * i + 2] = mesh.bed[cell];
  }
  halo.exchange(send, receive, 3);
  std::vector<bool> seen(mesh.cells, false);
  for (std::size_t i = 0; i < halo.receive_cells.size(); ++i) {
    const Index cell = halo.receive_cells[i];
    ASSERT_GE(cell, mesh.owned);
    EXPECT_FALSE(seen[cell]);
    seen[cell] = true;
    EXPECT_EQ(receive[3 * i], static_cast<Real>(mesh.global_number[cell]));
    EXPECT_EQ(receive[3 * i + 1], mesh.centroid_x[cell]);
    EXPECT_EQ(receive[3 * i + 2], mesh.bed[cell]);
  }
}

/// Cells up to `inner` have all their neighbours here, the right ones by the mesh on one rank.
void check_layers(const Mesh& mesh, const Mesh& alone) {
  for (Index c = 0; c < mesh.inner; ++c)
    for (int s = 0; s < mesh.slots; ++s) {
      const auto whole = static_cast<Index>(mesh.global_number[c]);
      const Index expected = alone.neighbour[at(alone, s, whole)];
      const Index found = mesh.neighbour[at(mesh, s, c)];
      if (expected >= 0)
        EXPECT_EQ(mesh.global_number[found], expected);
      else
        EXPECT_TRUE(c < mesh.owned ? mesh.boundary.first + ~found == ~expected : found == c);
    }
}

void check_same_on_all_ranks(const MeshSpec& spec, const CellShares& shares = {}) {
  const Mesh alone = make_mesh(MPI_COMM_SELF, spec), mesh = make_mesh(MPI_COMM_WORLD, spec, shares);
  check_sound(alone);
  check_sound(mesh);
  check_halo(mesh);
  EXPECT_EQ(mesh.cells_global, alone.cells_global);
  EXPECT_EQ(mesh.vertices_global, alone.vertices_global);
  EXPECT_EQ(mesh.boundary.total, alone.boundary.total);
  EXPECT_EQ(mesh.boundary_names, alone.boundary_names);
  EXPECT_EQ(mesh.zone_names, alone.zone_names);
  EXPECT_EQ(mesh_hash(mesh), mesh_hash(alone));
  check_layers(mesh, alone);
}

TEST(ParallelMesh, RectangleOfQuadrilaterals) {
  check_same_on_all_ranks(rectangle(23, 17, CellShape::Quadrilaterals));
}
TEST(ParallelMesh, RectangleOfTriangles) {
  check_same_on_all_ranks(rectangle(11, 29, CellShape::Triangles));
}
TEST(ParallelMesh, UnalignedTriangles) {
  check_same_on_all_ranks(rectangle(40, 30, CellShape::TrianglesUnaligned));
}
TEST(ParallelMesh, FewerCellsThanRanks) {
  check_same_on_all_ranks(rectangle(1, 1, CellShape::Quadrilaterals));
  check_same_on_all_ranks(rectangle(1, 1, CellShape::Triangles));
  check_same_on_all_ranks(rectangle(3, 1, CellShape::Quadrilaterals));
}

TEST(ParallelMesh, RefinedTwice) {
  auto spec = rectangle(5, 4, CellShape::TrianglesUnaligned);
  spec.refinements = 2;
  check_same_on_all_ranks(spec);
  spec = rectangle(3, 4, CellShape::Quadrilaterals);
  spec.refinements = 2;
  spec.bed.source = BedSource::Mesh;
  check_same_on_all_ranks(spec);
}

TEST(ParallelMesh, Channel) {
  MeshSpec spec;
  for (const auto shape : {CellShape::Quadrilaterals, CellShape::Triangles}) {
    spec.source = channel_source({{{0, 0}, {10, 0}, {17, 9}, {30, 5}}, 2.5, {33, 4}, shape});
    check_same_on_all_ranks(spec);
  }
}

TEST(ParallelMesh, Malpasset) {
  MeshSpec spec;
  const std::filesystem::path file = data_file("malpasset/geo_malpasset-small.slf");
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no " << file;
  spec.source = selafin_source(file, data_file("malpasset/geo_malpasset-small.cli"));
  check_same_on_all_ranks(spec);
}

/// Two parts that do not touch, one with a hole.
std::string islands() {
  std::vector<std::vector<double>> rows(9, std::vector<double>(12, 0));
  for (int j = 0; j < 9; ++j)
    for (int i = 0; i < 12; ++i) {
      const bool hole = i >= 2 && i < 4 && j >= 3 && j < 6, gap = i == 7;
      rows[j][i] = hole || gap ? -9999 : 0.1 * i * i + j;
    }
  return ascii_raster(rows, 100, 200, 2.5);
}

TEST(ParallelMesh, RasterWithAHoleInTwoParts) {
  const Folder folder;
  MeshSpec spec;
  spec.source = raster_source(folder.write("islands.asc", islands()));
  check_same_on_all_ranks(spec);
  spec.refinements = 1;
  check_same_on_all_ranks(spec);
}

/// Holes that wind over many rows, so over the seams of all ranks.
TEST(ParallelMesh, RasterWithManyHoles) {
  const Folder folder;
  MeshSpec spec;
  for (const int density : {3, 2}) {
    std::vector<std::vector<double>> rows(23, std::vector<double>(19, 1));
    for (int j = 1; j < 22; ++j)
      for (int i = 1; i < 18; ++i)
        if (mix_bits(100 * j + i + density) % 7 < static_cast<unsigned>(density))
          rows[j][i] = -9999;
    spec.source = raster_source(folder.write("holes.asc", ascii_raster(rows)));
    check_same_on_all_ranks(spec);
    EXPECT_GT(make_mesh(MPI_COMM_SELF, spec).boundary_names.size(), 10u);
  }
  std::vector<std::vector<double>> spiral(11, std::vector<double>(11, 1));
  for (int k = 1; k < 10; ++k) spiral[1][k] = spiral[9][k] = spiral[k][9] = spiral[k][1] = -9999;
  spiral[3][1] = 1;  // an opening
  spiral[5][5] = -9999;
  spec.source = raster_source(folder.write("spiral.asc", ascii_raster(spiral)));
  check_same_on_all_ranks(spec);
  EXPECT_EQ(make_mesh(MPI_COMM_SELF, spec).boundary_names.size(), 7u);
}

TEST(ParallelMesh, BedFromRaster) {
  const Folder folder;
  auto spec = rectangle(13, 11, CellShape::TrianglesUnaligned);
  spec.bed.source = BedSource::Raster;
  spec.bed.raster =
      folder.write("bed.asc", ascii_raster({{1, 2, 3}, {4, 6, 5}, {9, 8, 0}}, -5, 1, 5));
  check_same_on_all_ranks(spec);
}

TEST(ParallelMesh, Gmsh) {
  const Folder folder;
  MeshSpec spec;
  spec.work_directory = folder.path() / "work";
  spec.source = gmsh_source(folder.write("two.geo", testing_mesh::two_squares_geo()));
  const Mesh made = make_mesh(MPI_COMM_WORLD, spec);
  spec.source = gmsh_source(folder.path() / "work/two.msh");
  check_same_on_all_ranks(spec);
  EXPECT_EQ(mesh_hash(made), mesh_hash(make_mesh(MPI_COMM_WORLD, spec)));
}

TEST(ParallelMesh, BoundaryFile) {
  const Folder folder;
  MeshSpec spec;
  const auto file = folder.write("a.slf", testing_mesh::selafin_square(3).bytes());
  std::string lines;
  for (const int node : {1, 2, 3, 4, 8, 12, 16, 15, 14, 13, 9, 5})
    lines += cli_line(node < 5 ? 5 : 2, 4, 4, node, 1);
  spec.source = selafin_source(file, folder.write("a.cli", lines));
  check_same_on_all_ranks(spec);
}

TEST(ParallelMesh, ErrorsReachAllRanks) {
  const Folder folder;
  MeshSpec spec;
  auto writer = testing_mesh::selafin_square(3);
  writer.nodes.back() = 99;  // only the last rank reads it
  spec.source = selafin_source(folder.write("broken.slf", writer.bytes()));
  expect_has(make_error(spec, MPI_COMM_WORLD), "names node 99");
  spec.source = gmsh_source(folder.write("broken.msh", "$MeshFormat\n2.2 0 8\n$EndMeshFormat\n"));
  expect_has(make_error(spec, MPI_COMM_WORLD), "broken.msh: truncated");
  spec.source = gmsh_source(folder.write("broken.geo", "Point(1) = {0, 0};\nLine(1) = {1, 2};\n"));
  spec.work_directory = folder.path();
  expect_has(make_error(spec, MPI_COMM_WORLD), "broken.geo: gmsh failed");
}

TEST(ParallelMesh, ExportIsTheSameFile) {
  const Folder folder;
  auto spec = rectangle(9, 7, CellShape::TrianglesUnaligned);
  const Mesh alone = make_mesh(MPI_COMM_SELF, spec), mesh = make_mesh(MPI_COMM_WORLD, spec);
  const auto own = folder.path() / ("alone" + std::to_string(mesh.rank) + ".msh");
  const auto shared = folder.path() / "mesh.msh";
  write_gmsh(alone, own);
  write_gmsh(mesh, shared);
  const auto text = [](const std::filesystem::path& file) {
    std::ifstream stream(file);
    return std::string(std::istreambuf_iterator<char>(stream), {});
  };
  EXPECT_EQ(text(own), text(shared));
  spec = {};
  spec.source = gmsh_source(shared);
  const Mesh again = make_mesh(MPI_COMM_WORLD, spec);
  check_sound(again);
  EXPECT_EQ(again.cells_global, mesh.cells_global);
  EXPECT_EQ(again.boundary_names, mesh.boundary_names);
  EXPECT_EQ(again.zone_names, mesh.zone_names);
  EXPECT_NEAR(testing_mesh::total_area(again), 70, 1e-11);
}

/// Cells 0 .. 99, every tenth of them heavy; rank r brings an uneven block of them.
std::vector<std::int32_t> block_of_weights(int rank, int ranks) {
  const int begin = 100 * rank * rank / (ranks * ranks);
  const int end = 100 * (rank + 1) * (rank + 1) / (ranks * ranks);
  std::vector<std::int32_t> weights;
  for (int c = begin; c < end; ++c) weights.push_back(c % 10 == 0 || c > 80 ? 50 : 1);
  return weights;
}

TEST(ParallelMesh, SharesHaveEqualWeightWhoeverBringsThem) {
  const int rank = mpi::rank_of(MPI_COMM_WORLD), ranks = mpi::size_of(MPI_COMM_WORLD);
  const auto all = block_of_weights(0, 1);
  const auto shares = weighted_shares(MPI_COMM_WORLD, block_of_weights(rank, ranks));
  ASSERT_EQ(shares.size(), static_cast<std::size_t>(ranks) + 1);
  EXPECT_EQ(shares.front(), 0);
  EXPECT_EQ(shares.back(), 100);
  const auto weight = [&](GlobalIndex begin, GlobalIndex end) {
    return std::accumulate(all.begin() + begin, all.begin() + end, std::int64_t{0});
  };
  const auto mean = weight(0, 100) / ranks;
  for (int r = 0; r < ranks; ++r) EXPECT_LE(std::abs(weight(shares[r], shares[r + 1]) - mean), 50);
  const std::vector<std::int32_t> nothing;
  EXPECT_EQ(shares, weighted_shares(MPI_COMM_WORLD, rank == ranks - 1 ? all : nothing));
  const std::vector<std::int32_t> mine(all.begin() + shares[rank], all.begin() + shares[rank + 1]);
  EXPECT_NEAR(imbalance(MPI_COMM_WORLD, mine), 1, 50.0 / static_cast<Real>(mean));
}

TEST(ParallelMesh, NoRankIsLeftWithoutCells) {
  const int rank = mpi::rank_of(MPI_COMM_WORLD), ranks = mpi::size_of(MPI_COMM_WORLD);
  std::vector<std::int32_t> weights;  // all of the weight in the first cell
  if (rank == 0) weights = {1000000, 1, 1, 1, 1};
  const auto shares = weighted_shares(MPI_COMM_WORLD, weights);
  for (int r = 0; r < ranks; ++r) EXPECT_LT(shares[r], shares[r + 1]);
}

TEST(ParallelMesh, SharesChangeNoBit) {
  const int ranks = mpi::size_of(MPI_COMM_WORLD);
  for (const auto shape : {CellShape::Triangles, CellShape::Quadrilaterals}) {
    const auto spec = rectangle(10, 7, shape);
    CellShares shares = equal_shares(shape == CellShape::Triangles ? 140 : 70, ranks);
    for (int r = 1; r < ranks; ++r) shares[r] = 3 * r;  // the last has nearly all
    check_same_on_all_ranks(spec, shares);
    EXPECT_EQ(make_mesh(MPI_COMM_WORLD, spec, shares).shares, shares);
  }
}

TEST(ParallelMesh, EveryPointHasOneCell) {
  const auto spec = rectangle(10, 7, CellShape::Quadrilaterals);
  const Mesh alone = make_mesh(MPI_COMM_SELF, spec), mesh = make_mesh(MPI_COMM_WORLD, spec);
  const PointLocation location(mesh), location_alone(alone);
  for (int i = -1; i <= 41; ++i)
    for (int j = -1; j <= 29; ++j) {  // many on sides and corners
      const Real x = -3 + 0.25 * i, y = 2 + 0.25 * j;
      const bool in = i >= 0 && i <= 40 && j >= 0 && j <= 28;
      Index cell = location.find(x, y);
      const GlobalIndex found = lowest_over_ranks(mesh, cell);
      EXPECT_EQ(found, location_alone.find(x, y));
      EXPECT_EQ(found >= 0, in);
      EXPECT_EQ(mpi::sum(MPI_COMM_WORLD, GlobalIndex{cell >= 0}), in ? 1 : 0);
      const auto nearest = nearest_over_ranks(mesh, location.nearest(x, y));
      EXPECT_EQ(nearest.number, location_alone.nearest(x, y).number);
    }
}

TEST(ParallelMesh, LineLengthsSumToTheLine) {
  const auto spec = rectangle(10, 7, CellShape::Triangles);
  const Mesh mesh = make_mesh(MPI_COMM_WORLD, spec);
  const PointLocation location(mesh);
  using Line = std::vector<std::array<Real, 2>>;
  for (const Line& line :
       {Line{{-3, 5}, {7, 5}}, Line{{0, 2}, {0, 9}}, Line{{-3, 2}, {4, 9}},
        Line{{-2.9, 3.3}, {5, 6}, {6.5, 2.2}}, Line{{-3, 2}, {7, 2}, {7, 9}, {-3, 9}, {-3, 2}}}) {
    Real whole = 0, found = 0;
    for (std::size_t p = 0; p + 1 < line.size(); ++p)
      whole += std::hypot(line[p + 1][0] - line[p][0], line[p + 1][1] - line[p][1]);
    for (const auto& piece : location.cross(line)) found += piece.length;
    EXPECT_NEAR(mpi::sum(MPI_COMM_WORLD, found), whole, 1e-12 * whole);
  }
}

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
