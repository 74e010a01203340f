#include "mesh/parallel/agreement.hpp"

#include "mesh/parallel/mpi.hpp"

namespace freshet {

void agree(MPI_Comm communicator, int exit_code, const std::string& text) {
  const int ranks = mpi::size_of(communicator);
  const int mine = exit_code != 0 ? mpi::rank_of(communicator) : ranks;
  const int first = mpi::min(communicator, mine);
  if (first == ranks) return;
  std::string shared = text;
  mpi::broadcast(communicator, shared, first);
  std::vector<int> code{exit_code};
  mpi::broadcast(communicator, code, first);
  if (code[0] == 2) throw InputError(shared);
  throw EnvironmentError(shared);
}

}  // namespace freshet
