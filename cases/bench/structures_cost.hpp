#pragma once
#include "cases/bench/flow_speed.hpp"

namespace freshet {

/// Times steps with 200 culverts and 50 gates of ten edges or so, in turns with the same steps
/// without any: fills in the speed with them and their share of a step. Collective.
void measure_structures_cost(FlowSpeed& row, MPI_Comm communicator, Backend backend,
                             GlobalIndex cells);

}  // namespace freshet
