#pragma once
#include "cases/dam/dam_run.hpp"
#include "mesh/mesh.hpp"
#include "post/summary.hpp"
#include "solver/flow/flow_solver.hpp"

namespace freshet {

/// Water that is there but should not be, or is missing, over the largest volume (m3) that the
/// balance knows: that at the start, now, or gone through the boundaries.
Real volume_error(const VolumeBalance& volumes, Real volume_start);

/// What the solver alone can tell of a run: its status, steps, volumes and time steps. Collective.
void summarise_flow(RunSummary& summary, const FlowSolver& solver, const Mesh& mesh,
                    Real volume_start);

/// Fills in what a dam alone tells of its run. Collective.
void summarise_dam(RunSummary& summary, const DamResult& found, MPI_Comm communicator);

}  // namespace freshet
