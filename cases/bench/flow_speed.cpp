#include "cases/bench/flow_speed.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "cases/bench/turn_about.hpp"
#include "kernels/error.hpp"
#include "mesh/mesh.hpp"
#include "mesh/parallel/mpi.hpp"
#include "mesh/query/mesh_info.hpp"
#include "mesh/sources/sources.hpp"
#include "solver/flow/flow_solver.hpp"

namespace freshet {
namespace {

constexpr double seconds_a_run = 1.5;
constexpr int runs = 2;

/// Steps a second; all ranks agree on how many steps a run has.
double steps_per_second(FlowSolver& solver, MPI_Comm communicator) {
  const auto step = [&] { solver.step(1e9); };
  seconds_a_step(communicator, 1, step);
  const double one = seconds_a_step(communicator, 2, step);
  const int steps = std::max(3, static_cast<int>(seconds_a_run / one));
  double best = 0;
  for (int run = 0; run < runs; ++run)
    best = std::max(best, 1 / seconds_a_step(communicator, steps, step));
  return best;
}

}  // namespace

MeshSpec bench_square(CellShape shape, GlobalIndex cells) {
  const double cells_a_square = shape == CellShape::Triangles ? 2 : 1;
  const auto side = static_cast<GlobalIndex>(std::lround(std::sqrt(cells / cells_a_square)));
  MeshSpec spec;
  spec.source = rectangle_source({{0, 1000}, {0, 1000}, {side, side}, shape});
  spec.bed.source = BedSource::Expression;
  spec.bed.expression = [](Real, Real) { return 0.0; };
  return spec;
}

FlowState radial_dam_break(const Mesh& mesh, Real outside, Real within) {
  FlowState state;
  state.velocity_x.assign(mesh.owned, 0);
  state.velocity_y = state.velocity_x;
  for (Index i = 0; i < mesh.owned; ++i) {
    const Real radius = std::hypot(mesh.centroid_x[i] - 500, mesh.centroid_y[i] - 500);
    state.depth.push_back(radius < within ? 15 : outside);
  }
  return state;
}

const char* topology_name(CellShape shape) {
  if (shape == CellShape::Pixels) return "raster";
  return shape == CellShape::Quadrilaterals ? "quadrilaterals" : "triangles";
}

const char* scheme_name(TimeScheme scheme) {
  if (scheme == TimeScheme::Euler) return "euler";
  return scheme == TimeScheme::Hancock ? "hancock" : "rk2";
}

std::vector<FlowSpeed> bench_rows(const std::string& name) {
  const bool all = name.empty() || name == "flow";
  std::vector<FlowSpeed> rows;
  for (const char* problem : {"radial_wet", "radial_dry"}) {
    if (!all && name != problem) continue;
    for (const CellShape shape :
         {CellShape::Pixels, CellShape::Triangles, CellShape::Quadrilaterals}) {
      rows.push_back({problem, shape, 1, TimeScheme::Euler});
      rows.push_back({problem, shape, 2, TimeScheme::Hancock});
      rows.push_back({problem, shape, 2, TimeScheme::RungeKutta2});
    }
  }
  if (all || name == "mostly_dry")
    for (const CellShape shape : {CellShape::Pixels, CellShape::Triangles})
      for (const bool skipping : {true, false})
        rows.push_back({"mostly_dry", shape, 2, TimeScheme::Hancock, skipping});
  if (name.empty() || name == "structures")
    rows.push_back({"structures", CellShape::Quadrilaterals, 2, TimeScheme::Hancock});
  if (name.empty() || name == "loads")
    for (const CellShape shape : {CellShape::Triangles, CellShape::Quadrilaterals})
      rows.push_back({"loads", shape, 2, TimeScheme::Hancock});
  require(!rows.empty(),
          "bench: no such benchmark; there are flow, radial_wet, radial_dry, mostly_dry, "
          "structures, loads and scaling",
          name);
  return rows;
}

void measure_flow_speed(FlowSpeed& row, MPI_Comm communicator, Backend backend, GlobalIndex cells) {
  const Mesh mesh = make_mesh(communicator, bench_square(row.shape, cells));
  FlowOptions options;
  options.order = row.order;
  options.scheme = row.scheme;
  options.cfl = 0.5;
  options.skip_dry = row.skipping;
  const std::vector<Real> manning(mesh.cells, 0);
  FlowSolver solver(mesh, manning, {.options = options, .backend = backend});
  const Real within = row.problem == "mostly_dry" ? 1000 * std::sqrt(0.05 / std::numbers::pi) : 100;
  solver.start(radial_dam_break(mesh, row.problem == "radial_wet" ? 10 : 0, within));
  row.cells = mesh.cells_global;
  row.mcell_steps_per_s =
      1e-6 * static_cast<double>(mesh.cells_global) * steps_per_second(solver, communicator);
  measure_bytes(row, solver, mesh);
}

void measure_bytes(FlowSpeed& row, const FlowSolver& solver, const Mesh& mesh) {
  const auto cells = static_cast<double>(mesh.cells_global);
  const MPI_Comm communicator = mesh.communicator;
  row.bytes_per_cell = static_cast<double>(mpi::sum(communicator, solver.device_bytes())) / cells;
  row.mesh_bytes_per_cell = static_cast<double>(mpi::sum(communicator, mesh_bytes(mesh))) / cells;
  row.bytes_per_step = mpi::sum(communicator, solver.step_bytes());
}

}  // namespace freshet
