// Meshes that gmsh makes of a small geometry, in all its formats.
#include <map>

#include "mesh/formats/run_program.hpp"
#include "mesh/query/mesh_info.hpp"
#include "mesh/sources/sources.hpp"
#include "tests/mesh_checks.hpp"
#include "tests/mesh_files.hpp"
#include "tests/mpi_main.hpp"

namespace freshet {
namespace {

using namespace testing_mesh;

MeshSpec gmsh(const std::filesystem::path& file) {
  MeshSpec spec;
  spec.source = gmsh_source(file);
  return spec;
}

void check_two_squares(const Mesh& mesh) {
  check_sound(mesh);
  EXPECT_EQ(mesh.slots, 4);
  const MeshInfo info = describe(mesh);
  EXPECT_GT(info.triangles, 0);
  EXPECT_GT(info.quadrilaterals, 0);
  EXPECT_NEAR(info.area, 2, 1e-9);
  std::map<std::string, Real> lengths, areas;
  for (const auto& boundary : info.boundaries) lengths[boundary.name] = boundary.length;
  for (const auto& zone : info.zones) areas[zone.name] = zone.area;
  ASSERT_EQ(lengths.size(), 3u);
  EXPECT_NEAR(lengths["inflow"], 1, 1e-9);
  EXPECT_NEAR(lengths["outflow"], 1, 1e-9);
  EXPECT_NEAR(lengths["wall"], 4, 1e-9);
  ASSERT_EQ(areas.size(), 2u);
  EXPECT_NEAR(areas["meadow"], 1, 1e-9);
  EXPECT_NEAR(areas["town"], 1, 1e-9);
  for (Index c = 0; c < mesh.cells; ++c) {
    EXPECT_NEAR(mesh.bed[c], 1 + 0.5 * mesh.centroid_x[c], 1e-9);
    EXPECT_NEAR(mesh.bed_slope_x[c], 0.5, 1e-9);
    EXPECT_EQ(mesh.zone_names[mesh.zone[c]], mesh.centroid_x[c] < 1 ? "meadow" : "town");
  }
}

TEST(Gmsh, FormatsTwoAndFourTextAndBinary) {
  const Folder folder;
  const auto geometry = folder.write("two.geo", two_squares_geo());
  for (const char* format : {"msh22", "msh40", "msh41"})
    for (const bool binary : {false, true}) {
      if (binary && std::string(format) == "msh40") continue;  // gmsh writes an empty file
      const auto file = folder.path() / (std::string(format) + (binary ? "b.msh" : ".msh"));
      std::vector<std::string> words{"gmsh", "-2", "-format", format, "-o", file, geometry};
      if (binary) words.push_back("-bin");
      ASSERT_EQ(run_program(words, folder.path() / "log"), 0);
      SCOPED_TRACE(file);
      check_two_squares(make_mesh(MPI_COMM_SELF, gmsh(file)));
    }
}

TEST(Gmsh, GeometryIsMeshedOnTheWay) {
  const Folder folder;
  auto spec = gmsh(folder.write("two.geo", two_squares_geo()));
  spec.work_directory = folder.path() / "made/here";
  check_two_squares(make_mesh(MPI_COMM_SELF, spec));
  EXPECT_TRUE(std::filesystem::exists(spec.work_directory / "two.msh"));
  spec.refinements = 1;
  check_two_squares(make_mesh(MPI_COMM_SELF, spec));
}

const char* kHead = "$MeshFormat\n2.2 0 8\n$EndMeshFormat\n";
const char* kNodes = "$Nodes\n4\n1 0 0 5\n2 2 0 5\n3 2 1 5\n4 0 1 5\n$EndNodes\n";

TEST(Gmsh, GroupsWithoutNamesAreCalledByNumber) {
  const Folder folder;
  const auto file = folder.write("a.msh", std::string(kHead) + kNodes +
                                              "$Elements\n3\n1 1 2 12 1 1 2\n2 2 2 7 1 1 2 3\n"
                                              "3 2 2 8 1 1 4 3\n$EndElements\n");
  const Mesh mesh = make_mesh(MPI_COMM_SELF, gmsh(file));
  check_sound(mesh);  // the second triangle is clockwise
  EXPECT_EQ(mesh.boundary_names, (std::vector<std::string>{"12", "wall"}));
  EXPECT_EQ(mesh.zone_names, (std::vector<std::string>{"7", "8"}));
}

TEST(Gmsh, BrokenFilesAreNamed) {
  const Folder folder;
  const auto error = [&](const std::string& text) {
    const auto message = make_error(gmsh(folder.write("bad.msh", text)));
    expect_has(message, "bad.msh");
    return message;
  };
  expect_has(make_error(gmsh(folder.path() / "none.msh")), "cannot be opened");
  expect_has(error("hello\n"), "not a Gmsh mesh");
  expect_has(error("$MeshFormat\n1.0 0 8\n$EndMeshFormat\n"), "2.2, 4.0 or 4.1 are needed");
  expect_has(error(std::string(kHead) + kNodes), "no $Elements");
  expect_has(error(std::string(kHead) + "$PhysicalNames\n1\n1 1 inflow\n"), "$PhysicalNames");
  error(std::string(kHead) + kNodes + "$Elements\n1\n1 2 2 0 1 1 2 9\n$EndElements\n");
  error(std::string(kHead) + kNodes + "$Elements\n2\n1 2 2 0 1 1 2 3\n$EndElements\n");
  error(std::string(kHead) + kNodes + "$Elements\n1\n1 1 2 0 1 1 2\n$EndElements\n");
  error(std::string(kHead) + kNodes + "$Elements\n0\n$EndElements\n");
}

TEST(Gmsh, BrokenGeometryShowsWhatGmshSays) {
  const Folder folder;
  auto spec = gmsh(folder.write("bad.geo", "Point(1) = {0, 0};\nfoo bar;\n"));
  spec.work_directory = folder.path();
  const auto text = make_error(spec);
  expect_has(text, "bad.geo: gmsh failed");
  expect_has(text, "line 2");
}

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
