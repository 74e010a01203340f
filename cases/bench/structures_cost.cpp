#include "cases/bench/structures_cost.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "cases/model/structures_on_mesh.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

constexpr int culverts = 200, gates = 50, turns = 8;
constexpr double seconds_a_turn = 0.5;

PlaceSpec point(Real x, Real y) { return {PlaceSpec::Kind::Point, {x, y}, {}, "", "bench"}; }

/// Spread over the square of 1000 m, gates on lines as long as ten edges.
Case case_with_structures(GlobalIndex cells) {
  Case given;
  const Real edge = 1000 / std::sqrt(static_cast<Real>(cells));
  for (int k = 0; k < gates; ++k) {
    StructureSpec s;
    s.name = "gate " + std::to_string(k);
    s.origin = s.name;
    s.type = "gate";
    s.physics.kind = StructureKind::SluiceGate;
    s.physics.contraction = 0.61;
    s.opening = 0.5;
    const Real x = 1000 * (k + 0.5) / gates, y = k % 2 == 0 ? 350 : 650;
    s.line = {{x, y}, {x, y + 10 * edge}};
    given.structures.push_back(s);
  }
  for (int k = 0; k < culverts; ++k) {
    StructureSpec s;
    s.name = "culvert " + std::to_string(k);
    s.origin = s.name;
    s.type = "culvert";
    s.physics.kind = StructureKind::Culvert;
    s.physics.area = 2;
    s.physics.height = 1;
    s.physics.coefficient = 0.6;
    s.physics.loss = 1.8;
    const Real x = 1000 * (k + 0.5) / culverts;
    s.from = point(x, 420);
    s.to = point(x, 380);
    given.structures.push_back(s);
  }
  return given;
}

double time_steps(FlowSolver& solver, MPI_Comm communicator, int steps) {
  using Clock = std::chrono::steady_clock;
  mpi::check(MPI_Barrier(communicator), "MPI_Barrier");
  const auto begin = Clock::now();
  for (int k = 0; k < steps; ++k) solver.step(1e9);
  return mpi::max(communicator, std::chrono::duration<double>(Clock::now() - begin).count()) /
         steps;
}

}  // namespace

void measure_structures_cost(FlowSpeed& row, MPI_Comm communicator, Backend backend,
                             GlobalIndex cells) {
  const Mesh plain = make_mesh(communicator, bench_square(row.shape, cells));
  Mesh split = make_mesh(communicator, bench_square(row.shape, cells));
  const Case given = case_with_structures(plain.cells_global);
  const StructureChains chains = lay_structures(split, given);
  FlowOptions options;
  options.cfl = 0.5;
  const std::vector<Real> manning(plain.cells, 0);
  FlowSetup with{.options = options, .backend = backend};
  with.processes.push_back(structures_on_mesh(given, split, chains));
  FlowSolver without(plain, manning, {.options = options, .backend = backend});
  FlowSolver solver(split, manning, std::move(with));
  for (FlowSolver* each : {&without, &solver})
    each->start(radial_dam_break(each == &solver ? split : plain, 10));

  const int steps = std::max(
      3, static_cast<int>(seconds_a_turn / std::max(time_steps(without, communicator, 2), 1e-9)));
  time_steps(solver, communicator, 2);
  double best_without = 1e300, best = 1e300;
  for (int turn = 0; turn < turns; ++turn) {
    best_without = std::min(best_without, time_steps(without, communicator, steps));
    best = std::min(best, time_steps(solver, communicator, steps));
  }
  row.cells = plain.cells_global;
  row.mcell_steps_per_s = 1e-6 * static_cast<double>(row.cells) / best;
  row.share = 1 - best_without / best;
  row.bytes_per_cell = static_cast<double>(mpi::sum(communicator, solver.device_bytes())) /
                       static_cast<double>(row.cells);
}

}  // namespace freshet
