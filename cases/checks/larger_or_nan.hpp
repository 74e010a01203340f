#pragma once
#include <mpi.h>

#include "kernels/types.hpp"

namespace freshet {

/// The larger of two numbers; NaN where one of them is: a state that is no number must not pass as
/// a small one.
inline Real larger_or_nan(Real a, Real b) { return a != a || a > b ? a : b; }

/// The same over all ranks, where `mpi::max` might drop a NaN. Collective.
Real largest_over_ranks(MPI_Comm communicator, Real mine);

}  // namespace freshet
