#pragma once
#include "cases/model/case_run.hpp"

namespace freshet {

/// Writes cells.csv into the run's folder: place, bed, state at the end and largest depth of every
/// cell, and the state that the first exact solution of the case's checks gives there. Collective.
void write_cells(const CaseRun& run);

}  // namespace freshet
