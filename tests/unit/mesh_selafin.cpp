// SELAFIN files written here in every byte order and precision, boundary files, and broken ones.
#include <map>

#include "mesh/mesh_info.hpp"
#include "tests/mesh_checks.hpp"
#include "tests/mesh_files.hpp"
#include "tests/mpi_main.hpp"

namespace freshet {
namespace {

using namespace testing_mesh;

MeshSpec selafin(const std::filesystem::path& file, const std::filesystem::path& boundary = {}) {
  MeshSpec spec;
  spec.source = MeshSource::Selafin;
  spec.file = file;
  spec.boundary_file = boundary;
  return spec;
}

TEST(Selafin, EveryByteOrderAndPrecision) {
  const Folder folder;
  for (const bool little : {false, true})
    for (const bool doubles : {false, true}) {
      auto writer = selafin_square(4);
      writer.little_endian = little;
      writer.doubles = doubles;
      const Mesh mesh = make_mesh(MPI_COMM_SELF, selafin(folder.write("a.slf", writer.bytes())));
      check_sound(mesh);
      EXPECT_EQ(mesh.cells_global, 32);
      EXPECT_EQ(mesh.vertices_global, 25);
      EXPECT_EQ(total_area(mesh), 16);
      EXPECT_EQ(mesh.boundary_names, std::vector<std::string>{"wall"});
      EXPECT_EQ(mesh.boundary.total, 16);
      for (Index v = 0; v < mesh.vertices; ++v)  // of the last time step
        EXPECT_EQ(mesh.vertex_bed[v], mesh.vertex_x[v] + 10 * mesh.vertex_y[v]);
    }
}

TEST(Selafin, FrenchBedOriginAndQuadrilaterals) {
  const Folder folder;
  SelafinWriter writer;
  writer.variables = {"FOND            M"};
  writer.corners = 4;
  writer.nodes = {1, 2, 3, 4};
  writer.x = {0, 2, 2, 0};
  writer.y = {0, 0, 1, 1};
  writer.values = {{1, 2, 2, 1}};
  writer.origin = {500, -20};
  const Mesh mesh = make_mesh(MPI_COMM_SELF, selafin(folder.write("a.slf", writer.bytes())));
  check_sound(mesh);
  EXPECT_EQ(mesh.slots, 4);
  EXPECT_EQ(mesh.centroid_x[0], 501);
  EXPECT_EQ(mesh.centroid_y[0], -19.5);
  EXPECT_EQ(mesh.bed[0], 1.5);
  EXPECT_EQ(mesh.bed_slope_x[0], 0.5);
}

TEST(Selafin, BrokenFilesNameTheFileAndTheFault) {
  const Folder folder;
  const auto error = [&](const std::string& bytes) {
    const auto file = folder.write("broken.slf", bytes);
    const auto text = make_error(selafin(file));
    expect_has(text, file.string());
    return text;
  };
  expect_has(make_error(selafin(folder.path() / "none.slf")), "none.slf: cannot be opened");
  expect_has(error("hello"), "not a SELAFIN file");
  expect_has(error(std::string(500, 'x')), "not a SELAFIN file");
  const std::string whole = selafin_square(4).bytes();
  expect_has(error(whole.substr(0, whole.size() - 10)), "truncated");
  expect_has(error(whole.substr(0, 300)), "truncated");
  for (std::size_t cut = 1; cut < whole.size(); cut += 7) error(whole.substr(0, cut));
  auto writer = selafin_square(4);
  writer.variables[1] = "FREE SURFACE";
  expect_has(error(writer.bytes()), "WATER DEPTH, FREE SURFACE");
  writer = selafin_square(4);
  writer.nodes[4] = 26;
  expect_has(error(writer.bytes()), "cell 2 names node 26; there are 25");
  writer.nodes[4] = 0;
  expect_has(error(writer.bytes()), "names node 0");
  writer = selafin_square(4);
  writer.time_steps = 0;
  expect_has(error(writer.bytes()), "no time step");
}

TEST(Selafin, BrokenMeshesNameTheCell) {
  const Folder folder;
  const auto error = [&](const SelafinWriter& writer) {
    return make_error(selafin(folder.write("broken.slf", writer.bytes())));
  };
  auto writer = selafin_square(2);
  writer.nodes.insert(writer.nodes.end(), {1, 2, 9});
  expect_has(error(writer), "cell");
  writer = selafin_square(2);
  writer.nodes[2] = 3;  // 1, 2 and 3 lie on a line
  expect_has(error(writer), "cell 1 (counted from 1) at (0, 0) m has no area");
  writer = selafin_square(2);
  writer.nodes[0] = writer.nodes[1];
  expect_has(error(writer), "two corners in one place");
  writer = selafin_square(2);
  writer.nodes.insert(writer.nodes.end(), {1, 5, 7});  // a third cell on the diagonal 1-5
  expect_has(error(writer), "three or more cells share");
  writer = selafin_square(1);
  writer.nodes = {1, 2, 4, 1, 2, 3};  // both above side 1-2
  expect_has(error(writer), "overlaps");
  writer = selafin_square(2);
  writer.x[4] = std::numeric_limits<double>::quiet_NaN();
  expect_has(error(writer), "not finite");
}

/// The rim of selafin_square(2) counter-clockwise: nodes 1 2 3 6 9 8 7 4.
std::string rim(const std::vector<int>& depth_codes) {
  const int nodes[] = {1, 2, 3, 6, 9, 8, 7, 4};
  std::string text;
  for (int i = 0; i < 8; ++i)
    text += cli_line(depth_codes[i], depth_codes[i] == 2 ? 2 : 4, 4, nodes[i], i + 1);
  return text;
}

std::map<std::string, GlobalIndex> counted(const Mesh& mesh) {
  std::map<std::string, GlobalIndex> edges;
  for (const auto& boundary : describe(mesh).boundaries) edges[boundary.name] = boundary.edges;
  return edges;
}

TEST(BoundaryFile, RunsOfLiquidNodesBecomeBoundaries) {
  const Folder folder;
  const auto file = folder.write("a.slf", selafin_square(2).bytes());
  const auto edges = [&](const std::vector<int>& codes) {
    return counted(make_mesh(MPI_COMM_SELF, selafin(file, folder.write("a.cli", rim(codes)))));
  };
  using Edges = std::map<std::string, GlobalIndex>;
  EXPECT_EQ(edges({2, 2, 2, 2, 2, 2, 2, 2}), (Edges{{"wall", 8}}));
  EXPECT_EQ(edges({2, 5, 5, 5, 2, 4, 4, 2}),
            (Edges{{"liquid_1", 2}, {"liquid_2", 1}, {"wall", 5}}));
  EXPECT_EQ(edges({5, 5, 2, 2, 2, 2, 5, 5}), (Edges{{"liquid_1", 3}, {"wall", 5}}));
  EXPECT_EQ(edges({2, 5, 5, 4, 4, 2, 2, 2}),
            (Edges{{"liquid_1", 2}, {"liquid_2", 1}, {"wall", 5}}));
  EXPECT_EQ(edges({5, 5, 5, 5, 5, 5, 5, 5}), (Edges{{"liquid_1", 8}}));
}

TEST(BoundaryFile, BrokenLinesAreNamed) {
  const Folder folder;
  const auto file = folder.write("a.slf", selafin_square(2).bytes());
  const auto error = [&](const std::string& text) {
    return make_error(selafin(file, folder.write("b.cli", text)));
  };
  expect_has(error("2 2 2 0 0 0 0 2 0 0 0 1\n"), "b.cli:1: 13 columns are needed, not: 12");
  expect_has(error(cli_line(2, 2, 2, 1, 1) + cli_line(2, 2, 2, 10, 2)), "b.cli:2");
  expect_has(error("2 x 2 0 0 0 0 2 0 0 0 1 1\n"), "whole number is needed, not: x");
  expect_has(error(""), "no boundary nodes");
  expect_has(make_error(selafin(file, folder.path() / "none.cli")), "none.cli");
}

TEST(Malpasset, BothMeshesAreAsPublished) {
  for (const auto& [name, cells, nodes] :
       {std::tuple{"small", 26000, 13541}, {"large", 104000, 53081}}) {
    const auto file = data_file(std::string("malpasset/geo_malpasset-") + name + ".slf");
    if (!std::filesystem::exists(file)) GTEST_SKIP() << "no " << file;
    const Mesh mesh = make_mesh(MPI_COMM_SELF, selafin(file));
    check_sound(mesh);
    const MeshInfo info = describe(mesh);
    EXPECT_EQ(info.cells, cells);
    EXPECT_EQ(info.vertices, nodes);
    EXPECT_NEAR(info.area, 51.85e6, 0.01e6);
    EXPECT_GE(info.bed_min, -20);
    EXPECT_LE(info.bed_max, 100);
    EXPECT_LT(info.bed_min, -19);
    EXPECT_GT(info.bed_max, 99);
  }
}

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
