#include "cases/bench/loads_cost.hpp"

#include <filesystem>

#include "cases/bench/turn_about.hpp"
#include "cases/simulation/face_loads.hpp"

namespace freshet {

void measure_loads_cost(FlowSpeed& row, MPI_Comm communicator, Backend backend, GlobalIndex cells) {
  const Mesh mesh = make_mesh(communicator, bench_square(row.shape, cells));
  FlowOptions options;
  options.order = row.order;
  options.scheme = row.scheme;
  options.cfl = 0.5;
  const std::vector<Real> manning(mesh.cells, 0);
  FlowSolver without(mesh, manning, {.options = options, .backend = backend});
  FlowSolver solver(mesh, manning, {.options = options, .backend = backend});
  for (FlowSolver* each : {&without, &solver}) each->start(radial_dam_break(mesh, 10));

  LoadFace face;
  face.name = "side";
  face.boundaries = {"left"};
  if (row.shape == CellShape::Triangles) face.boundaries.emplace_back("right");
  const auto folder = std::filesystem::temp_directory_path() / "freshet_bench_loads";
  FaceLoads loads(mesh, {face}, options.gravity);
  loads.begin(solver, folder, false);
  const TurnAbout seconds = time_turn_about(
      communicator, [&] { without.step(1e9); },
      [&] {
        solver.step(1e9);
        loads.add_steps(solver, [](Real) { return true; });
      });
  row.cells = mesh.cells_global;
  row.mcell_steps_per_s = 1e-6 * static_cast<double>(row.cells) / seconds.with;
  row.added_share = seconds.added_share();
  measure_bytes(row, solver, mesh);
  if (mesh.rank == 0) std::filesystem::remove_all(folder);
}

}  // namespace freshet
