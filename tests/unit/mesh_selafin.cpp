// SELAFIN files written here in every byte order and precision, boundary files, and broken ones.
#include <map>

#include "mesh/query/mesh_info.hpp"
#include "mesh/sources/sources.hpp"
#include "tests/mesh_checks.hpp"
#include "tests/mesh_files.hpp"
#include "tests/mpi_main.hpp"

namespace freshet {
namespace {

using namespace testing_mesh;

MeshSpec selafin(const std::filesystem::path& file, const std::filesystem::path& boundary = {}) {
  MeshSpec spec;
  spec.source = selafin_source(file, boundary);
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
  auto one_step = selafin_square(4);
  one_step.time_steps = 1;
  const std::string whole = one_step.bytes();
  expect_has(error(whole.substr(0, whole.size() - 10)), "truncated");
  expect_has(error(whole.substr(0, 300)), "truncated");
  for (std::size_t cut = 1; cut < whole.size(); cut += 7) error(whole.substr(0, cut));
  auto writer = selafin_square(4);
  writer.variables[1] = "FREE SURFACE";
  expect_has(error(writer.bytes()),
             "WATER DEPTH, FREE SURFACE; a case can use this mesh with a [bed]");
  writer = selafin_square(4);
  writer.nodes[4] = 26;
  expect_has(error(writer.bytes()), "cell 2 names node 26; there are 25");
  writer.nodes[4] = 0;
  expect_has(error(writer.bytes()), "names node 0");
  writer = selafin_square(4);
  writer.time_steps = 0;
  expect_has(error(writer.bytes()), "no time step");
}

TEST(Selafin, WhatFollowsTheLastWholeTimeStepIsNotedAndNotRead) {
  const Folder folder;
  auto writer = selafin_square(4);
  writer.time_steps = 3;
  const std::string whole = writer.bytes();
  writer.time_steps = 2;
  const std::string two = writer.bytes();
  const auto read = [&](const std::string& bytes) {
    return make_mesh(MPI_COMM_SELF, selafin(folder.write("a.slf", bytes)));
  };
  EXPECT_TRUE(read(whole).notes.empty());
  const auto step = whole.size() - two.size();
  for (const auto& junk : {std::string("\n"), std::string("junk"), std::string(step, '\0'),
                           std::string(2 * step + 5, '\7')}) {
    const Mesh mesh = read(whole + junk);
    ASSERT_EQ(mesh.notes.size(), 1u);
    expect_has(mesh.notes[0], "a.slf: the last " + std::to_string(junk.size()) + " bytes");
    expect_has(mesh.notes[0], "3 whole ones");
    EXPECT_EQ(mesh.vertex_bed[7], mesh.vertex_x[7] + 10 * mesh.vertex_y[7]);  // of the third
  }
  for (const std::size_t cut : {std::size_t{1}, std::size_t{30}, step - 1}) {
    const Mesh mesh = read(whole.substr(0, whole.size() - cut));
    ASSERT_EQ(mesh.notes.size(), 1u);
    expect_has(mesh.notes[0], "2 whole ones");
    EXPECT_EQ(mesh.vertex_bed[7], -99);  // of the second
  }
}

TEST(Selafin, WithoutBedServesWhereTheBedComesFromElsewhereOrIsNotNeeded) {
  const Folder folder;
  auto writer = selafin_square(4);
  writer.variables = {"WATER DEPTH", "FREE SURFACE"};
  auto spec = selafin(folder.write("a.slf", writer.bytes()));
  expect_has(make_error(spec), "a.slf: no bed level");
  spec.bed_needed = false;
  const Mesh flat = make_mesh(MPI_COMM_SELF, spec);
  EXPECT_FALSE(flat.has_bed);
  ASSERT_EQ(flat.notes.size(), 1u);
  expect_has(flat.notes[0], "WATER DEPTH, FREE SURFACE");
  expect_has(flat.notes[0], "[bed]");
  spec.bed_needed = true;
  spec.bed.source = BedSource::Expression;
  spec.bed.expression = [](Real x, Real) { return 3 * x; };
  const Mesh sloping = make_mesh(MPI_COMM_SELF, spec);
  EXPECT_TRUE(sloping.has_bed);
  EXPECT_TRUE(sloping.notes.empty());
  EXPECT_EQ(describe(sloping).bed_max, 3 * (3 + 2.0 / 3));
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

/// selafin_square(3) without its middle: the outer contour 1 2 3 4 8 12 16 15 14 13 9 5 and that
/// of the island, 6 10 11 7, with a code of depth for each node.
struct Frame {
  Folder folder;
  std::filesystem::path file;
  Frame() {
    auto writer = selafin_square(3);
    writer.nodes.erase(writer.nodes.begin() + 4 * 6, writer.nodes.begin() + 5 * 6);
    file = folder.write("frame.slf", writer.bytes());
  }
  Mesh mesh(const std::vector<int>& outer, const std::vector<int>& island) const {
    const int outer_nodes[] = {1, 2, 3, 4, 8, 12, 16, 15, 14, 13, 9, 5};
    const int island_nodes[] = {6, 10, 11, 7};
    std::string lines;
    for (int i = 0; i < 12; ++i) lines += cli_line(outer[i], 4, 4, outer_nodes[i], i + 1);
    for (int i = 0; i < 4; ++i) lines += cli_line(island[i], 4, 4, island_nodes[i], i + 13);
    return make_mesh(MPI_COMM_SELF, selafin(file, folder.write("frame.cli", lines)));
  }
};

TEST(BoundaryFile, ContoursCloseOnThemselves) {
  const Frame frame;
  using Edges = std::map<std::string, GlobalIndex>;
  const std::vector<int> dry(12, 2);
  EXPECT_EQ(counted(frame.mesh(dry, {5, 5, 5, 5})), (Edges{{"liquid_1", 4}, {"wall", 12}}));
  const Mesh over_start = frame.mesh({5, 5, 2, 2, 2, 2, 2, 2, 2, 2, 5, 5}, {4, 2, 2, 4});
  EXPECT_EQ(counted(over_start), (Edges{{"liquid_1", 3}, {"liquid_2", 1}, {"wall", 12}}));
  EXPECT_TRUE(over_start.notes.empty());
  // The last node of one contour and the first of the next, of one kind, are not one boundary.
  const Mesh two = frame.mesh({2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 5, 5}, {5, 5, 2, 2});
  EXPECT_EQ(counted(two), (Edges{{"liquid_1", 1}, {"liquid_2", 1}, {"wall", 14}}));
}

TEST(BoundaryFile, NodesWithoutAnEdgeAreNoted) {
  const Frame frame;
  const Mesh mesh = frame.mesh({2, 5, 2, 5, 5, 2, 2, 2, 2, 2, 2, 2}, {2, 5, 2, 2});
  EXPECT_EQ(counted(mesh)["wall"], 15);
  ASSERT_EQ(mesh.notes.size(), 1u);
  expect_has(mesh.notes[0], "frame.cli: liquid nodes without an edge");
  expect_has(mesh.notes[0], ": 2, 10");
}

TEST(BoundaryFile, ANodeOutOfItsPlaceIsNoted) {
  const Folder folder;
  const auto file = folder.write("a.slf", selafin_square(2).bytes());
  std::string lines;  // 1 2 3 6 9 8 7 4 is the rim
  for (const int node : {1, 3, 2, 6, 9, 8, 7, 4}) lines += cli_line(5, 4, 4, node, 1);
  const Mesh mesh = make_mesh(MPI_COMM_SELF, selafin(file, folder.write("a.cli", lines)));
  ASSERT_FALSE(mesh.notes.empty());
  expect_has(mesh.notes.back(), "edges of the mesh's boundary join nodes that do not follow");
}

TEST(BoundaryFile, CommentsAndFurtherColumnsAreRead) {
  const Folder folder;
  const auto file = folder.write("a.slf", selafin_square(2).bytes());
  std::string lines = "# made by hand\n\n";
  for (const int node : {1, 2, 3, 6, 9, 8, 7, 4}) {
    auto line = cli_line(node < 4 ? 5 : 2, 4, 4, node, node);
    line.pop_back();
    lines += line + (node == 6 ? "" : node < 6 ? "  0 1.5 7" : " # 3 (0)") + "\r\n";
  }
  const Mesh mesh = make_mesh(MPI_COMM_SELF, selafin(file, folder.write("a.cli", lines)));
  EXPECT_EQ(counted(mesh), (std::map<std::string, GlobalIndex>{{"liquid_1", 2}, {"wall", 6}}));
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
  expect_has(error("# nothing but words\n"), "no boundary nodes");
  expect_has(error(cli_line(2, 2, 2, 1, 1) + cli_line(5, 2, 2, 1, 2)), "b.cli:2: stands above");
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
