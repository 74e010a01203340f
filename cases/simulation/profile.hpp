#pragma once
#include <mpi.h>

#include <string>
#include <vector>

#include "solver/flow/flow_solver.hpp"

namespace freshet {

/// What share of the steps' time each task took, as the mean over the ranks: a line a task, in the
/// order of the step. Of a
/// solver that was set up for profiling. Collective.
std::vector<std::string> profile_of(const FlowSolver& solver, MPI_Comm communicator);

}  // namespace freshet
