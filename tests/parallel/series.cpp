#include "post/series.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "kernels/error.hpp"
#include "tests/mpi_main.hpp"
#include "tests/support/scratch.hpp"
#include "tests/support/strip_mesh.hpp"

namespace freshet {
namespace {

using test::StripShape;

std::string text_of(const std::filesystem::path& path) {
  MPI_Barrier(MPI_COMM_WORLD);
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  MPI_Barrier(MPI_COMM_WORLD);
  return text.str();
}

Index local_cell(const Mesh& mesh, GlobalIndex cell) {
  const bool mine = cell >= mesh.first_cell && cell < mesh.first_cell + mesh.owned;
  return mine ? static_cast<Index>(cell - mesh.first_cell) : -1;
}

/// Of some cells only.
std::vector<Real> of(std::span<const Real> values, const std::vector<Index>& cells) {
  std::vector<Real> chosen;
  for (const Index c : cells) chosen.push_back(values[c]);
  return chosen;
}

void write_gauges(const Mesh& mesh, GaugeWriter& writer, Real time) {
  const auto state = test::strip_state(mesh, time);
  const auto& cells = writer.cells();
  const auto depth = of(state.depth, cells), u = of(state.velocity_x, cells);
  const auto v = of(state.velocity_y, cells), bed = of(test::owned_bed(mesh), cells);
  writer.write(time, {depth, u, v, bed});
}

TEST(Gauges, AreGatheredFromAnyRank) {
  const test::Scratch scratch("series");
  const Mesh mesh = test::strip_mesh(8, 5, StripShape::Quadrilaterals);
  GaugeWriter writer(
      mesh, scratch.path(),
      {{"P1", local_cell(mesh, 36)}, {"dam, \"left\"", -1}, {"P2", local_cell(mesh, 0)}});
  write_gauges(mesh, writer, 0.5);
  const Real bed = test::strip_bed(4.5, 4.5);  // of cell 36
  const std::string text = text_of(scratch / "gauges.csv");
  std::istringstream lines(text);
  std::string header, row;
  std::getline(lines, header);
  std::getline(lines, row);
  EXPECT_TRUE(header.starts_with(
      "time_s,P1_depth_m,P1_level_m,P1_velocity_x_m_per_s,P1_velocity_y_m_per_s,"));
  EXPECT_NE(header.find(",\"dam, \"\"left\"\"_depth_m\","), std::string::npos) << header;
  Real time = 0, depth = 0, level = 0, u = 0, v = 0;
  char comma = 0;
  std::istringstream(row) >> time >> comma >> depth >> comma >> level >> comma >> u >> comma >> v;
  EXPECT_EQ(time, 0.5);
  EXPECT_EQ(depth, 1 + 6.0 / 16 + 0.5);
  EXPECT_EQ(level, bed + depth);
  EXPECT_EQ(u, 0.1 * 36 - 0.5);
  EXPECT_NE(row.find(",nan,nan,nan,nan,0,"), std::string::npos) << row;
}

TEST(Gauges, GoOnAfterARestart) {
  const test::Scratch scratch("series");
  const Mesh mesh = test::strip_mesh(8, 5, StripShape::Quadrilaterals);
  const std::vector<GaugeCell> gauges{{"P1", local_cell(mesh, 7)}};
  {
    GaugeWriter writer(mesh, scratch.path(), gauges);
    for (const Real time : {0.0, 0.1, 0.2, 0.30000000000000004, 0.4})
      write_gauges(mesh, writer, time);
  }
  const std::string whole = text_of(scratch / "gauges.csv");
  if (mesh.rank == 0) std::ofstream(scratch / "gauges.csv", std::ios::app) << "0.5,0.1";  // killed
  MPI_Barrier(MPI_COMM_WORLD);
  {
    GaugeWriter writer(mesh, scratch.path(), gauges, true);
    for (const Real time : {0.30000000000000004, 0.4}) write_gauges(mesh, writer, time);
  }
  EXPECT_EQ(text_of(scratch / "gauges.csv"), whole);
  EXPECT_THROW(GaugeWriter(mesh, scratch.path(), {{"other", -1}}, true), InputError);
  EXPECT_EQ(text_of(scratch / "gauges.csv"), whole);
}

TEST(Sections, AreWrittenWithTheirUnits) {
  const test::Scratch scratch("series");
  const Mesh mesh = test::strip_mesh(2, 1, StripShape::Quadrilaterals);
  SectionWriter writer(mesh, scratch.path(), {"outlet", "inlet"});
  writer.write(1.5, {3, 4}, {2, 0.5});
  EXPECT_EQ(text_of(scratch / "sections.csv"),
            "time_s,outlet_discharge_m3_per_s,inlet_discharge_m3_per_s\n1.5,3,4\n");
  EXPECT_EQ(text_of(scratch / "section_volumes.csv"),
            "time_s,outlet_volume_m3,inlet_volume_m3\n1.5,2,0.5\n");
}

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
