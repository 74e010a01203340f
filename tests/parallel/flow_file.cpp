#include "post/flow_file.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "kernels/error.hpp"
#include "post/flow_steps.hpp"
#include "post/vtu_files.hpp"
#include "tests/mpi_main.hpp"
#include "tests/support/scratch.hpp"
#include "tests/support/strip_mesh.hpp"

namespace freshet {
namespace {

using hdf5::File;
using test::StripShape;

std::string text_of(const std::filesystem::path& path) {
  MPI_Barrier(MPI_COMM_WORLD);
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  MPI_Barrier(MPI_COMM_WORLD);
  return text.str();
}

void write_step(FlowWriter& writer, const Mesh& mesh, Real time) {
  const auto state = test::strip_state(mesh, time);
  writer.write(time, {state.depth, state.velocity_x, state.velocity_y, test::owned_bed(mesh)});
}

void write_maxima(FlowWriter& writer, const Mesh& mesh) {
  const auto state = test::strip_state(mesh, 3);
  writer.write_static(
      std::vector<FlowValues>{{{"max_depth", "m", "greatest water depth"}, state.depth},
                              {{"max_speed", "m/s", "greatest speed"}, state.velocity_x}});
}

template <class T>
std::vector<T> all_of(const File& file, const std::string& name, int columns = 1) {
  std::vector<T> values(file.rows(name) * columns);
  file.read<T>(name, 0, values);
  return values;
}

template <class T>
void expect_same(const File& a, const File& b, const std::string& name, int columns = 1) {
  EXPECT_EQ(all_of<T>(a, name, columns), all_of<T>(b, name, columns)) << name;
}

/// Every dataset of two files is equal.
template <class T>
void expect_same_files(const File& a, const File& b) {
  expect_same<double>(a, b, "/VTKHDF/Points", 3);
  expect_same<double>(a, b, "/VTKHDF/Steps/Values");
  for (const char* name : {"/VTKHDF/Connectivity", "/VTKHDF/Offsets", "/VTKHDF/NumberOfCells"})
    expect_same<std::int64_t>(a, b, name);
  expect_same<std::uint8_t>(a, b, "/VTKHDF/Types");
  if (a.has("/XDMF/topology")) expect_same<std::int64_t>(a, b, "/XDMF/topology");
  ASSERT_EQ(a.members("/VTKHDF/CellData"), b.members("/VTKHDF/CellData"));
  for (const auto& field : a.members("/VTKHDF/CellData")) {
    expect_same<T>(a, b, "/VTKHDF/CellData/" + field, field == "velocity" ? 3 : 1);
    expect_same<std::int64_t>(a, b, "/VTKHDF/Steps/CellDataOffsets/" + field);
  }
}

class FlowFile : public testing::TestWithParam<StripShape> {};

TEST_P(FlowFile, IsTheSameOnAnyRanks) {
  const test::Scratch scratch("flow");
  const int rank = mpi::rank_of(MPI_COMM_WORLD);
  const auto alone_folder = scratch / ("alone" + std::to_string(rank));
  const Mesh mesh = test::strip_mesh(11, 6, GetParam());
  const Mesh alone = test::strip_mesh(11, 6, GetParam(), MPI_COMM_SELF);
  for (const int compression : {0, 4}) {
    OutputOptions options;
    options.compression = compression;
    {
      FlowWriter writer(mesh, scratch / "all", options), writer_alone(alone, alone_folder, options);
      for (const Real time : {0.0, 0.1, 1e6}) {
        write_step(writer, mesh, time);
        write_step(writer_alone, alone, time);
      }
      write_maxima(writer, mesh);
      write_maxima(writer_alone, alone);
    }
    expect_same_files<float>(File(MPI_COMM_WORLD, scratch / "all/flow.h5", File::Mode::Read),
                             File(MPI_COMM_SELF, alone_folder / "flow.h5", File::Mode::Read));
    EXPECT_EQ(text_of(scratch / "all/flow.xdmf"), text_of(alone_folder / "flow.xdmf"));
    EXPECT_EQ(text_of(scratch / "all/maxima.xdmf"), text_of(alone_folder / "maxima.xdmf"));
  }
}

TEST_P(FlowFile, HoldsTheState) {
  const test::Scratch scratch("flow");
  const Mesh mesh = test::strip_mesh(9, 4, GetParam());
  const Mesh alone = test::strip_mesh(9, 4, GetParam(), MPI_COMM_SELF);
  OutputOptions options;
  options.double_precision = true;
  {
    FlowWriter writer(mesh, scratch.path(), options);
    for (const Real time : {0.25, 0.5}) write_step(writer, mesh, time);
  }
  const File file(MPI_COMM_WORLD, scratch / "flow.h5", File::Mode::Read);
  const auto depth = all_of<double>(file, "/VTKHDF/CellData/depth");
  const auto level = all_of<double>(file, "/VTKHDF/CellData/level");
  const auto velocity = all_of<double>(file, "/VTKHDF/CellData/velocity", 3);
  const auto state = test::strip_state(alone, 0.5);
  for (GlobalIndex c = 0; c < alone.cells_global; ++c) {
    const GlobalIndex row = alone.cells_global + c;
    EXPECT_EQ(depth[row], state.depth[c]);
    EXPECT_EQ(level[row], alone.bed[c] + state.depth[c]);
    EXPECT_EQ(velocity[3 * row + 1], state.velocity_y[c]);
  }
  EXPECT_EQ(file.text("/VTKHDF/CellData/velocity", "units"), "m/s");
}

TEST_P(FlowFile, GoesOnAfterARestart) {
  const test::Scratch scratch("flow");
  const Mesh mesh = test::strip_mesh(9, 4, GetParam());
  OutputOptions options;
  const std::vector<Real> times{0, 0.1, 0.2, 0.30000000000000004, 0.4};
  {
    FlowWriter writer(mesh, scratch / "whole", options), begun(mesh, scratch / "begun", options);
    for (const Real time : times) write_step(writer, mesh, time);
    for (const Real time : times) write_step(begun, mesh, time);
    write_maxima(writer, mesh);
    write_maxima(begun, mesh);
  }
  {
    options.double_precision = true;  // the old file's precision stays
    FlowWriter writer(mesh, scratch / "begun", options, true);
    write_step(writer, mesh, times[3]);
    write_step(writer, mesh, times[4]);
  }
  expect_same_files<float>(File(MPI_COMM_WORLD, scratch / "whole/flow.h5", File::Mode::Read),
                           File(MPI_COMM_WORLD, scratch / "begun/flow.h5", File::Mode::Read));
  EXPECT_EQ(text_of(scratch / "whole/flow.xdmf"), text_of(scratch / "begun/flow.xdmf"));
  const Mesh other = test::strip_mesh(9, 5, GetParam());
  EXPECT_THROW(FlowWriter(other, scratch / "begun", options, true), InputError);
}

INSTANTIATE_TEST_SUITE_P(Shapes, FlowFile,
                         testing::Values(StripShape::Quadrilaterals, StripShape::Triangles,
                                         StripShape::Mixed));

TEST(FlowFileOfABrokenRun, IsSetAside) {
  const test::Scratch scratch("flow");
  const Mesh mesh = test::strip_mesh(3, 3, StripShape::Quadrilaterals);
  if (mesh.rank == 0) std::ofstream(scratch / "flow.h5") << "not HDF5";
  MPI_Barrier(MPI_COMM_WORLD);
  FlowWriter writer(mesh, scratch.path(), {}, true);
  write_step(writer, mesh, 1);
  MPI_Barrier(MPI_COMM_WORLD);
  EXPECT_TRUE(std::filesystem::exists(scratch / "flow.h5.broken"));
}

TEST(VtuFiles, HaveAPieceARank) {
  const test::Scratch scratch("flow");
  const Mesh mesh = test::strip_mesh(3, 3, StripShape::Mixed);
  OutputOptions options;
  options.vtu = true;
  if (const auto why = why_no_vtu(); !why.empty()) GTEST_SKIP() << why;
  FlowWriter writer(mesh, scratch.path(), options);
  for (const Real time : {1.0, 2.0}) write_step(writer, mesh, time);
  EXPECT_NE(text_of(scratch / "flow.pvd").find("vtu/flow_000001.pvtu"), std::string::npos);
  for (int rank = 0; rank < mesh.ranks; ++rank)
    EXPECT_TRUE(
        std::filesystem::exists(scratch / ("vtu/flow_000001_000" + std::to_string(rank) + ".vtu")));
}

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
