// A raster gives the bits of a mesh of quadrilaterals with the same cells, on any number of ranks,
// with what is dry left out or not, and over a restart.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "mesh/sources/sources.hpp"
#include "post/state_hash.hpp"
#include "solver/flow/flow_solver.hpp"
#include "tests/mpi_main.hpp"
#include "tests/support/scratch.hpp"
#include "tests/support/test_backend.hpp"

namespace freshet {
namespace {

constexpr int kColumns = 150, kRows = 70;  // windows that are whole, cut off, and with holes

bool is_hole(int column, int row) {
  return std::hypot(column - 75, row - 30) < 6 || (column > 128 && row < 12) ||
         (column == 40 && row > 20 && row < 45) || (column > 100 && row > 50 + column % 3);
}

void write_raster(const std::filesystem::path& file) {
  std::ofstream out(file);
  out << "ncols " << kColumns << "\nnrows " << kRows
      << "\nxllcorner 0\nyllcorner 0\ncellsize 0.7\nNODATA_value -9999\n";
  for (int row = kRows - 1; row >= 0; --row) {
    for (int column = 0; column < kColumns; ++column)
      out << (is_hole(column, row)
                  ? -9999
                  : 0.01 * column + 0.4 * std::sin(0.3 * column) * std::cos(0.2 * row))
          << ' ';
    out << '\n';
  }
}

struct Scheme {
  int order;
  TimeScheme time;
  MixingKind mixing;
};

class Trial {
 public:
  Trial(MPI_Comm communicator, const std::filesystem::path& file, const Scheme& scheme,
        bool pixels = true, bool skipping = true)
      : mesh_(make_mesh(communicator, spec_of(file))) {
    EXPECT_TRUE(mesh_.pixels.has_value());
    FlowSetup setup;
    setup.backend = test_backend();
    setup.options.order = scheme.order;
    setup.options.scheme = scheme.time;
    setup.options.mixing.kind = scheme.mixing;
    setup.options.mixing.viscosity = 0.05;
    setup.options.pixels = pixels;
    setup.options.skip_dry = skipping;
    setup.boundaries = {
        BoundaryCondition::of("bottom", "transmissive"),
        BoundaryCondition::of("right", "discharge", {PiecewiseLinear{{0}, {4}, "q"}})};
    const std::vector<Real> manning(mesh_.cells, 0.03);
    solver_ = std::make_unique<FlowSolver>(mesh_, manning, std::move(setup));
  }
  void start() {
    FlowState state;
    for (Index c = 0; c < mesh_.owned; ++c)
      state.depth.push_back(mesh_.centroid_x[c] < 35 ? std::max<Real>(1.5 - mesh_.bed[c], 0) : 0);
    state.velocity_x.resize(state.depth.size());
    state.velocity_y.resize(state.depth.size());
    solver_->start(state);
  }
  void run(Real until) {
    while (solver_->time() < until) solver_->step(until);
  }
  FlowSolver& solver() { return *solver_; }
  std::string hash() const {
    const FlowState s = solver_->state();
    return state_hash(mesh_, {s.depth, s.velocity_x, s.velocity_y, s.bed});
  }

 private:
  static MeshSpec spec_of(const std::filesystem::path& file) {
    MeshSpec spec;
    spec.source = raster_source(file);
    return spec;
  }
  Mesh mesh_;
  std::unique_ptr<FlowSolver> solver_;
};

const Scheme kSchemes[] = {{1, TimeScheme::Euler, MixingKind::None},
                           {2, TimeScheme::Hancock, MixingKind::None},
                           {2, TimeScheme::RungeKutta2, MixingKind::None},
                           {2, TimeScheme::Hancock, MixingKind::Constant}};

TEST(RasterFlow, HasTheBitsOfQuadrilateralsOnAnyRanks) {
  const test::Scratch scratch("raster");
  const auto file = scratch / "bed.asc";
  if (mpi::rank_of(MPI_COMM_WORLD) == 0) write_raster(file);
  MPI_Barrier(MPI_COMM_WORLD);
  for (const Scheme& scheme : kSchemes) {
    Trial all(MPI_COMM_WORLD, file, scheme), whole(MPI_COMM_WORLD, file, scheme, true, false),
        polygons(MPI_COMM_SELF, file, scheme, false, false);
    for (Trial* trial : {&all, &whole, &polygons}) {
      trial->start();
      trial->run(4);
    }
    EXPECT_EQ(all.hash(), polygons.hash()) << "order " << scheme.order;
    EXPECT_EQ(whole.hash(), polygons.hash()) << "order " << scheme.order;
    EXPECT_EQ(all.solver().steps(), polygons.solver().steps());
    const VolumeBalance volumes = all.solver().volumes();
    EXPECT_GT(volumes.whole.in, 1);
  }
}

TEST(RasterFlow, GoesOnAfterARestart) {
  const test::Scratch scratch("raster");
  const auto file = scratch / "bed.asc";
  if (mpi::rank_of(MPI_COMM_WORLD) == 0) write_raster(file);
  MPI_Barrier(MPI_COMM_WORLD);
  Trial whole(MPI_COMM_WORLD, file, kSchemes[1]), second(MPI_COMM_WORLD, file, kSchemes[1]);
  whole.start();
  whole.run(2);
  second.solver().load(whole.solver().save());
  whole.run(4);
  second.run(4);
  EXPECT_EQ(second.hash(), whole.hash());
}

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
