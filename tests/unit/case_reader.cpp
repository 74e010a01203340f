#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>

#include "cases/input/case_library.hpp"
#include "cases/input/case_schema.hpp"
#include "cases/input/key_type.hpp"
#include "cases/input/nearest.hpp"
#include "cases/model/case.hpp"
#include "kernels/error.hpp"
#include "mesh/mesh.hpp"
#include "mesh/query/mesh_info.hpp"
#include "tests/mpi_main.hpp"

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
  const auto info = describe(make_mesh(MPI_COMM_SELF, given.mesh));
  EXPECT_EQ(info.triangles, 2 * 40 * 4);
  EXPECT_EQ(info.quadrilaterals, 0);
  EXPECT_NEAR(info.area, 2 * 2 * std::hypot(10, 0.5), 0.02);
  EXPECT_GT(info.extent[3], 1.4);
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
  const auto scaled = read({"boundary.0.discharge.scale=3", "boundary.0.discharge.delay=10"});
  EXPECT_DOUBLE_EQ(scaled.boundaries[0].phases[0].series[0](15), 6);
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
  EXPECT_EQ(make_mesh(MPI_COMM_SELF, given.mesh).cells_global, 2 * 7 * 3);
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
  const auto& schema = case_schema();
  for (std::size_t i = 0; i < schema.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_FALSE(schema[i].table == schema[j].table && schema[i].key.name == schema[j].key.name)
          << schema[i].key.name;
}

TEST(CaseSchema, HasTheKeysOfEveryKind) {
  EXPECT_EQ(kind_names("mesh"),
            (std::vector<std::string>{"channel", "gmsh", "raster", "rectangle", "selafin"}));
  const auto checks = kind_names("check");
  EXPECT_EQ(std::count(checks.begin(), checks.end(), "volume_error"), 1);
  const std::vector<std::string> exact{"check.exact"};
  ASSERT_NE(schema_row(exact, "norm"), nullptr);
  EXPECT_EQ(schema_row(exact, "levels"), nullptr);
}

TEST(CaseSchema, ChecksHaveTypesThatAreReadAndDefaultsInTheirRange) {
  for (const auto& row : case_schema()) {
    const KeyType type = key_type(row.key.type);
    if (row.table.starts_with("check.") && !row.key.name.empty()) {
      EXPECT_NE(type.form, KeyType::Form::Other) << row.table << " " << row.key.type;
    }
    for (const Real number : numbers_in(row.key.fallback))
      EXPECT_TRUE(type.range.contains(number)) << row.table << " " << row.key.name;
  }
}

TEST(KeyType, IsWhatItsWordsSay) {
  const auto range = [](const char* words) { return key_type(words).range.text(); };
  EXPECT_EQ(range("number >= 0, s"), "must be at least 0");
  EXPECT_EQ(range("number > 0, <= 1"), "must be greater than 0 and at most 1");
  EXPECT_EQ(range("number 0 .. 0.499"), "must be at least 0 and at most 0.499");
  EXPECT_EQ(range("number 0 .. 89, degrees"), "must be at least 0 and at most 89");
  EXPECT_EQ(range("integer 2 .. 8"), "must be at least 2 and at most 8");
  EXPECT_TRUE(key_type("number, m").range.contains(-1e300));
  EXPECT_EQ(key_type("number or series; m").form, KeyType::Form::Other);
  EXPECT_EQ(key_type("list of [x, y, level], m").count, 3u);
  EXPECT_EQ(key_type("[number, number], m").count, 2u);
  EXPECT_TRUE(key_type("[integer, integer]").integers);
  EXPECT_EQ(key_type("\"l1\", \"l2\" or \"max\"").words,
            (std::vector<std::string>{"l1", "l2", "max"}));
  EXPECT_EQ(key_type("expression in x, y").words, (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(numbers_in("[1, 2.5]"), (std::vector<Real>{1, 2.5}));
  EXPECT_TRUE(numbers_in("as bound").empty());
  EXPECT_TRUE(numbers_in("1 or more").empty());
}

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
