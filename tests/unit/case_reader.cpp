#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <fstream>

#include "cases/input/case_library.hpp"
#include "cases/input/case_schema.hpp"
#include "cases/input/nearest.hpp"
#include "cases/model/case.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {
namespace fs = std::filesystem;

const char* const kCase = R"toml(
title = "dam"
suite = "analytic"
[parameters]
h0 = 10
[mesh]
source = "channel"
centreline = [[0, 0], [10, 0.5], [20, 0]]
width = 2
cells = [40, 4]
shape = "triangles"
[bed]
expression = "0.1*x + h0"
[flow]
end_time = 50
order = 1
scheme = "rk2"
cfl = 0.5
[friction]
strickler = "20 + x"
zones = { forest = 0.1 }
[[boundary]]
name = "inflow"
type = "discharge"
discharge = { file = "q.csv", time = "t", value = "q" }
[[boundary]]
name = "outflow"
type = "rating"
rating = { level = [1, 2, 3], discharge = [0, 5, 20] }
[[initial]]
depth = 1
velocity_x = "y"
polygon = [[0, -1], [5, -1], [5, 1], [0, 1]]
[[initial]]
level = "max(h0, z)"
where = "x > 15"
[output]
interval = 5
precision = "double"
arrival_depths = [0.1]
[[gauge]]
name = "G1"
x = 1
y = 0
[[section]]
name = "S"
points = [[5, 1], [5, -1]]
[[check]]
kind = "max_level_rmse"
points = [[1, 2, 3], [4, 5, 6]]
bound = 0.5
)toml";

class CaseReader : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "freshet-case-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    write("case.toml", kCase);
    write("q.csv", "# measured\nt,q\n0, 1.5\n10,2.5\n");
  }
  void TearDown() override { fs::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
  }
  Case read(const std::vector<std::string>& overrides = {}) {
    return read_case(folder_.string(), overrides, "");
  }

  fs::path folder_;
};

TEST_F(CaseReader, ReadsMeshAndFlow) {
  const auto given = read();
  EXPECT_EQ(given.name, folder_.filename().string());
  EXPECT_EQ(given.title, "dam");
  EXPECT_EQ(given.mesh.source, MeshSource::Channel);
  EXPECT_EQ(given.mesh.channel.centreline[1][1], 0.5);
  EXPECT_EQ(given.mesh.channel.cells[0], 40);
  EXPECT_EQ(given.mesh.channel.shape, CellShape::Triangles);
  EXPECT_DOUBLE_EQ(given.mesh.bed.expression(5, 0), 10.5);
  EXPECT_EQ(given.end_time, 50);
  EXPECT_EQ(given.flow.order, 1);
  EXPECT_EQ(given.flow.scheme, TimeScheme::RungeKutta2);
  ASSERT_EQ(given.friction.size(), 2u);
  EXPECT_DOUBLE_EQ(given.friction[0].value(30, 0), 1.0 / 50);
  EXPECT_EQ(given.friction[1].zone, "forest");
  EXPECT_EQ(given.friction[1].value(0, 0), 0.1);
}

TEST_F(CaseReader, ReadsBoundariesAndInitialState) {
  const auto given = read();
  ASSERT_EQ(given.boundaries.size(), 2u);
  EXPECT_DOUBLE_EQ(given.boundaries[0].phases[0].series[0](5), 2);
  EXPECT_EQ(given.boundaries[1].phases[0].kind, boundary_kind("rating"));
  EXPECT_DOUBLE_EQ(given.boundaries[1].phases[0].series[0](2.5), 12.5);
  ASSERT_EQ(given.initial.size(), 2u);
  EXPECT_EQ(given.initial[0].depth(0, 0, 0), 1);
  EXPECT_FALSE(given.initial[0].level);
  EXPECT_EQ(given.initial[0].velocity_x(1, 7, 0), 7);
  EXPECT_EQ(given.initial[0].region.polygon.size(), 4u);
  EXPECT_EQ(given.initial[1].level(0, 0, 12), 12);
  EXPECT_TRUE(given.initial[1].region.where(16, 0));
  EXPECT_FALSE(given.initial[1].region.where(14, 0));
}

TEST_F(CaseReader, ReadsOutputAndChecks) {
  const auto given = read();
  EXPECT_TRUE(given.output.double_precision);
  EXPECT_EQ(given.output.arrival_depths, std::vector<Real>{0.1});
  EXPECT_EQ(given.output.gauges[0].name, "G1");
  EXPECT_EQ(given.output.sections[0].points[1][1], -1);
  EXPECT_EQ(given.checks[0].name, "max_level_rmse");
  EXPECT_EQ(given.checks[0].numbers.at("points"), (std::vector<Real>{1, 2, 3, 4, 5, 6}));
}

TEST_F(CaseReader, OverridesReplaceAndCreateKeys) {
  const auto given =
      read({"flow.cfl=0.25", "parameters.h0=2", "title=New name", "boundary.1.type=wall",
            "boundary.2.name=left_bank", "boundary.2.type=transmissive", "flow.max_time_step=0.5",
            "mesh.cells=[7, 3]", "boundary.1={name='outflow', type='wall'}"});
  EXPECT_EQ(given.flow.cfl, 0.25);
  EXPECT_DOUBLE_EQ(given.mesh.bed.expression(0, 0), 2);
  EXPECT_EQ(given.title, "New name");
  EXPECT_EQ(given.boundaries.size(), 3u);
  EXPECT_EQ(given.boundaries[1].phases[0].kind, boundary_kind("wall"));
  EXPECT_EQ(given.boundaries[2].name, "left_bank");
  EXPECT_EQ(given.flow.max_time_step, 0.5);
  EXPECT_EQ(given.mesh.channel.cells[1], 3);
}

TEST_F(CaseReader, ReadsMixing) {
  EXPECT_EQ(read().flow.mixing.kind, MixingKind::None);
  const auto constant = read({"mixing={model='constant', viscosity=0.5}"}).flow.mixing;
  EXPECT_EQ(constant.kind, MixingKind::Constant);
  EXPECT_EQ(constant.viscosity, 0.5);
  const auto elder = read({"mixing={model='elder', longitudinal=6}"}).flow.mixing;
  EXPECT_EQ(elder.kind, MixingKind::Elder);
  EXPECT_EQ(elder.longitudinal, 6);
  EXPECT_EQ(elder.transverse, 0.6);
  EXPECT_EQ(read({"mixing.model='smagorinsky'"}).flow.mixing.filter, 0.1);
  EXPECT_THROW(read({"mixing={model='constant'}"}), InputError);
  EXPECT_THROW(read({"mixing={model='elder', viscosity=1}"}), InputError);
  EXPECT_THROW(read({"mixing={model='constant', viscosity=-1}"}), InputError);
}

TEST_F(CaseReader, CopiesOfACaseAreIndependent) {
  auto first = std::make_unique<Case>(read());
  const Case copy = *first;
  first.reset();
  EXPECT_DOUBLE_EQ(copy.mesh.bed.expression(10, 0), 11);
  EXPECT_EQ(copy.initial[1].level(0, 0, 0), 10);
}

TEST_F(CaseReader, SkipsALineOfUnits) {
  write("q.csv", "\tq\r\nt (s)\tq (m3/s)\r\n0\t1\r\n4\t3\r\n");
  const auto given = read({"boundary.0.discharge.time=\"\""});
  EXPECT_DOUBLE_EQ(given.boundaries[0].phases[0].series[0](1), 1.5);
}

TEST_F(CaseReader, FindsCasesOfTheLibrary) {
  fs::create_directories(folder_ / "library/mine");
  write("library/mine/case.toml", kCase);
  setenv("FRESHET_LIBRARY", (folder_ / "library").c_str(), 1);
  EXPECT_EQ(library_names(), std::vector<std::string>{"mine"});
  EXPECT_EQ(find_case("mine"), folder_ / "library/mine/case.toml");
  EXPECT_THROW(find_case("yours"), InputError);
  unsetenv("FRESHET_LIBRARY");
}

TEST(Nearest, CountsEditsAndKeepsItsDistance) {
  EXPECT_EQ(edit_distance("clf", "cfl"), 1);
  EXPECT_EQ(edit_distance("", "abc"), 3);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3);
  EXPECT_EQ(nearest("clf", {"gravity", "cfl", "order"}), "cfl");
  EXPECT_EQ(nearest("weather", {"gravity", "cfl", "order"}), "");
}

TEST(CaseSchema, NamesEveryKeyOnce) {
  const auto schema = case_schema();
  for (std::size_t i = 0; i < schema.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_FALSE(schema[i].table == schema[j].table && schema[i].name == schema[j].name)
          << schema[i].name;
}

}  // namespace
}  // namespace freshet
