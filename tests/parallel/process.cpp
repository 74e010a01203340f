// Processes that are nothing but files of their own (tests/process/), on any number of ranks.
#include <gtest/gtest.h>

#include <cmath>

#include "cases/simulation/run_checkpoint.hpp"
#include "cases/simulation/run_summary.hpp"
#include "cases/simulation/written_fields.hpp"
#include "kernels/process/maxima.hpp"
#include "mesh/sources/sources.hpp"
#include "post/checkpoint.hpp"
#include "post/flow_file.hpp"
#include "post/state_hash.hpp"
#include "tests/mpi_main.hpp"
#include "tests/process/toy_scour.hpp"
#include "tests/process/toy_sink.hpp"
#include "tests/support/scratch.hpp"
#include "tests/support/test_backend.hpp"

namespace freshet {
namespace {

constexpr Real kEnd = 3;  // s

/// A dam break over a bump in a basin with one open side.
class Trial {
 public:
  explicit Trial(MPI_Comm communicator) : mesh_(make_mesh(communicator, spec())) {
    FlowSetup setup;
    setup.backend = test_backend();
    setup.boundaries = {BoundaryCondition::of("right", "transmissive")};
    setup.processes.push_back(std::make_unique<ToySinkOptions>(0.01));
    setup.processes.push_back(std::make_unique<ToyScourOptions>(0.005));
    setup.processes.push_back(std::make_unique<MaximaOptions>(std::vector<Real>{0.1}));
    const std::vector<Real> manning(mesh_.cells, 0.03);
    solver_ = std::make_unique<FlowSolver>(mesh_, manning, std::move(setup));
  }

  void start() {
    FlowState state;
    for (Index c = 0; c < mesh_.owned; ++c) {
      const Real level = mesh_.centroid_x[c] < 12 ? 2 : 0.3;
      state.depth.push_back(std::max<Real>(level - mesh_.bed[c], 0));
    }
    state.velocity_x.resize(state.depth.size());
    state.velocity_y.resize(state.depth.size());
    solver_->start(state);
    volume_start_ = solver_->volumes().now;
  }
  void run(Real until) {
    while (solver_->time() < until) solver_->step(until);
  }

  Mesh& mesh() { return mesh_; }
  FlowSolver& solver() { return *solver_; }
  Real volume_start() const { return volume_start_; }
  std::string hash() const {
    const FlowState s = solver_->state();
    return state_hash(mesh_, {s.depth, s.velocity_x, s.velocity_y, s.bed});
  }

 private:
  static MeshSpec spec() {
    MeshSpec spec;
    spec.source = rectangle_source({{0, 30}, {0, 10}, {24, 8}, CellShape::Triangles});
    spec.bed.source = BedSource::Expression;
    spec.bed.expression = [](Real x, Real y) {
      return 0.5 * std::exp(-0.1 * (x - 18) * (x - 18)) + 0.02 * y;
    };
    return spec;
  }

  Mesh mesh_;
  std::unique_ptr<FlowSolver> solver_;
  Real volume_start_ = 0;
};

TEST(ToyProcess, AccountsForItsWater) {
  Trial trial(MPI_COMM_WORLD);
  trial.start();
  trial.run(kEnd);
  const VolumeBalance volumes = trial.solver().volumes();
  ASSERT_TRUE(volumes.processes.contains("toy sink"));
  EXPECT_GT(volumes.processes.at("toy sink").out, 0.5 * 0.01 * kEnd * 300);
  EXPECT_EQ(volumes.processes.at("toy sink").in, 0);
  EXPECT_LT(volume_error(volumes, trial.volume_start()), 1e-14);
  RunSummary summary;
  summarise_flow(summary, trial.solver(), trial.mesh(), trial.volume_start());
  ASSERT_EQ(summary.sources.size(), 1u);
  EXPECT_EQ(summary.sources[0].volume_out_m3, volumes.processes.at("toy sink").out);
}

TEST(ToyProcess, GivesTheSameBitsOnAnyRanks) {
  Trial all(MPI_COMM_WORLD), alone(MPI_COMM_SELF);
  for (Trial* trial : {&all, &alone}) {
    trial->start();
    trial->run(kEnd);
  }
  EXPECT_TRUE(all.solver().moves_ground());
  EXPECT_EQ(all.hash(), alone.hash());
  EXPECT_EQ(all.solver().volumes().processes.at("toy sink").out,
            alone.solver().volumes().processes.at("toy sink").out);
}

TEST(ToyProcess, GoesOnFromACheckpoint) {
  const test::Scratch scratch("process");
  Trial whole(MPI_COMM_WORLD), first(MPI_COMM_WORLD), second(MPI_COMM_WORLD);
  for (Trial* trial : {&whole, &first}) {
    trial->start();
    trial->run(1);
  }
  const FlowSnapshot saved = first.solver().save();
  const auto file = write_checkpoint(first.mesh(), scratch.path(), view(saved), 1);
  Checkpoint read = read_checkpoint(second.mesh(), file);
  EXPECT_TRUE(read.cells.contains("toy_sink"));
  EXPECT_TRUE(read.cells.contains("bed"));
  second.solver().load(take_snapshot(read));
  whole.run(kEnd);
  second.run(kEnd);
  EXPECT_EQ(second.hash(), whole.hash());
  EXPECT_EQ(second.solver().volumes().processes.at("toy sink").out,
            whole.solver().volumes().processes.at("toy sink").out);
  read = read_checkpoint(second.mesh(), file);
  read.cells.erase("toy_sink");
  EXPECT_THROW(second.solver().load(take_snapshot(read)), InputError);
}

TEST(ToyProcess, StandsInTheOutput) {
  const test::Scratch scratch("process");
  Trial trial(MPI_COMM_WORLD);
  trial.start();
  trial.run(1);
  OutputOptions options;
  options.double_precision = true;
  {
    FlowWriter writer(trial.mesh(), scratch.path(), options, false,
                      fields_of(trial.solver(), Written::InTime));
    for (const Real time : {1.0, 2.0}) {
      trial.run(time);
      const FlowState s = trial.solver().state();
      writer.write(time, {s.depth, s.velocity_x, s.velocity_y, s.bed},
                   values_of(trial.solver(), Written::InTime));
    }
  }
  const hdf5::File file(MPI_COMM_WORLD, scratch / "flow.h5", hdf5::File::Mode::Read);
  const auto cells = trial.mesh().cells_global;
  std::vector<Real> taken(2 * cells), bed(2 * cells), level(2 * cells), depth(2 * cells);
  file.read<Real>("/VTKHDF/CellData/toy_sink", 0, taken);
  file.read<Real>("/VTKHDF/CellData/bed", 0, bed);
  file.read<Real>("/VTKHDF/CellData/level", 0, level);
  file.read<Real>("/VTKHDF/CellData/depth", 0, depth);
  EXPECT_EQ(file.text("/VTKHDF/CellData/toy_sink", "units"), "m3");
  Real more = 0, lower = 0;
  for (GlobalIndex c = 0; c < cells; ++c) {
    more += taken[cells + c] - taken[c];
    lower += bed[c] - bed[cells + c];
    EXPECT_EQ(level[cells + c], bed[cells + c] + depth[cells + c]);
  }
  EXPECT_GT(more, 0);
  EXPECT_GT(lower, 0);
}

TEST(TimeStep, ThatIsTooShortToGoOnEndsTheRun) {
  Trial trial(MPI_COMM_WORLD);
  trial.start();
  trial.run(1);
  FlowSnapshot saved = trial.solver().save();
  saved.reals["wave_rate"] = 1e25;  // 1/s
  trial.solver().load(saved);
  try {
    trial.solver().step(kEnd);
    FAIL() << "a step of 1e-25 s at 1 s";
  } catch (const SimulationError& error) {
    EXPECT_NE(std::string(error.what()).find("too short to go on"), std::string::npos)
        << error.what();
  }
}

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
