#include "cases/simulation/run_summary.hpp"

#include <algorithm>
#include <cmath>

#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

TimeStepReport time_step_report(const FlowSolver& solver) {
  const StepReport r = solver.report();
  const Real all = std::max<Real>(solver.steps(), 1);
  const std::string by = r.boundary ? "boundary" : r.front ? "dry front" : "cell";
  return {
      r.smallest,         r.time, by, r.cell, r.x, r.y, r.depth, r.by_front / all, r.by_film / all,
      r.by_boundary / all};
}

}  // namespace

Real volume_error(const VolumeBalance& v, Real volume_start) {
  const Real scale = std::max({volume_start, v.now, v.net_in, v.net_out});
  return scale > 0 ? std::abs(v.now - volume_start - (v.net_in - v.net_out)) / scale : 0;
}

void summarise_flow(RunSummary& summary, const FlowSolver& solver, const Mesh& mesh,
                    Real volume_start) {
  RunSummary& s = summary;
  const VolumeBalance volumes = solver.volumes();
  s.status = solver.note().signal == 0 ? "done" : "stopped";
  s.ranks = mesh.ranks;
  s.cells = mesh.cells_global;
  s.steps = solver.steps();
  s.simulated_seconds = solver.time();
  s.peak_memory_bytes = peak_memory_bytes(mesh.communicator);
  s.volume_start_m3 = volume_start;
  s.volume_end_m3 = volumes.now;
  s.volume_in_m3 = volumes.whole.in;
  s.volume_out_m3 = volumes.whole.out;
  for (std::size_t k = 0; k < volumes.boundaries.size() - mesh.lines_inside; ++k)
    s.boundaries.push_back(
        {mesh.boundary_names[k], volumes.boundaries[k].in, volumes.boundaries[k].out});
  for (const auto& [name, passed] : volumes.processes)
    s.sources.push_back({name, passed.in, passed.out});
  s.volume_error_relative = volume_error(volumes, volume_start);
  s.time_step = time_step_report(solver);
}

void summarise_dam(RunSummary& summary, const DamResult& found, MPI_Comm communicator) {
  RunSummary& s = summary;
  s.status = found.signal == 0 ? "done" : "stopped";
  s.backend = "cpu";
  s.ranks = mpi::size_of(communicator);
  s.cells = found.cells;
  s.steps = found.steps;
  s.simulated_seconds = found.simulated_seconds;
  s.peak_memory_bytes = peak_memory_bytes(communicator);
}

}  // namespace freshet
