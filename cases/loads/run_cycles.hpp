#pragma once
#include <mpi.h>

#include <functional>

#include "cases/loads/cycles.hpp"

namespace freshet {

/// Counts the [[cycles]] of a run whose results lie in `out`, writes out/cycles and returns their
/// figures, the same on all ranks. `say` is called on all ranks. A table of the run that cannot be
/// counted (gaps, no such column) costs a note and its own figures, not the run. Collective.
std::map<std::string, Real> run_cycles(const std::vector<CyclesSpec>& specs,
                                       const std::filesystem::path& out, MPI_Comm communicator,
                                       const std::function<void(const std::string&)>& say);

}  // namespace freshet
