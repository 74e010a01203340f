// The mesh must be the same, to the last bit, on any number of ranks: each mesh is made on all
// ranks and, by every rank for itself, on one.
#include "tests/mesh_checks.hpp"
#include "tests/mpi_main.hpp"

namespace freshet {
namespace {

using testing_mesh::at;
using testing_mesh::check_sound;
using testing_mesh::data_file;
using testing_mesh::mesh_hash;

MeshSpec rectangle(GlobalIndex nx, GlobalIndex ny, CellShape shape) {
  MeshSpec spec;
  spec.rectangle = {{-3, 7}, {2, 9}, {nx, ny}, shape};
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

void check_same_on_all_ranks(const MeshSpec& spec) {
  const Mesh alone = make_mesh(MPI_COMM_SELF, spec), mesh = make_mesh(MPI_COMM_WORLD, spec);
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
  spec.source = MeshSource::Channel;
  spec.channel = {{{0, 0}, {10, 0}, {17, 9}, {30, 5}}, 2.5, {33, 4}, CellShape::Quadrilaterals};
  check_same_on_all_ranks(spec);
  spec.channel.shape = CellShape::Triangles;
  check_same_on_all_ranks(spec);
}

TEST(ParallelMesh, Malpasset) {
  MeshSpec spec;
  spec.source = MeshSource::Selafin;
  spec.file = data_file("malpasset/geo_malpasset-small.slf");
  spec.boundary_file = data_file("malpasset/geo_malpasset-small.cli");
  if (!std::filesystem::exists(spec.file)) GTEST_SKIP() << "no " << spec.file;
  check_same_on_all_ranks(spec);
}

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
