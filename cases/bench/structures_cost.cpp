#include "cases/bench/structures_cost.hpp"

#include <cmath>

#include "cases/bench/turn_about.hpp"
#include "cases/model/structures_on_mesh.hpp"

namespace freshet {
namespace {

constexpr int culverts = 200, gates = 50;

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

  const TurnAbout seconds = time_turn_about(
      communicator, [&] { without.step(1e9); }, [&] { solver.step(1e9); });
  row.cells = plain.cells_global;
  row.mcell_steps_per_s = 1e-6 * static_cast<double>(row.cells) / seconds.with;
  row.added_share = seconds.added_share();
  measure_bytes(row, solver, split);
}

}  // namespace freshet
