#pragma once
#include "cases/bench/flow_speed.hpp"

namespace freshet {

/// Times steps with forces on the edges of the square's left side (of triangles, which have fewer a
/// side, on the right one too) and a row of loads.csv and loads.h5 in each step, in turns with the
/// same steps without. Collective.
void measure_loads_cost(FlowSpeed& row, MPI_Comm communicator, Backend backend, GlobalIndex cells);

}  // namespace freshet
