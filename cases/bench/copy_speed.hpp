#pragma once
#include <mpi.h>

namespace freshet {

/// What plain copies of arrays far larger than any cache reach, bytes read plus bytes written, in
/// GB/s.
struct CopySpeed {
  double one_core = 0;  ///< rank 0 alone
  double all = 0;       ///< all ranks at once, summed
};

/// Collective.
CopySpeed measure_copy_speed(MPI_Comm communicator);

}  // namespace freshet
