#include "cases/checks/larger_or_nan.hpp"

#include <limits>

#include "mesh/parallel/mpi.hpp"

namespace freshet {

Real largest_over_ranks(MPI_Comm communicator, Real mine) {
  const bool sound = mpi::max(communicator, mine == mine ? 0 : 1) == 0;
  const Real most = mpi::max(communicator, mine == mine ? mine : Real(0));
  return sound ? most : std::numeric_limits<Real>::quiet_NaN();
}

}  // namespace freshet
