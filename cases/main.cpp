#include <mpi.h>

#include "cases/commands/command_line.hpp"
#include "cases/environment/exit_status.hpp"
#include "mesh/parallel/mpi.hpp"
#include "mesh/parallel/petsc_session.hpp"

int main(int argc, char** argv) {
  const auto command_line = freshet::read_command_line(argc, argv);
  if (!command_line.command) return command_line.exit_code;
  if (!command_line.parallel) return freshet::run_alone(command_line.command);
  const freshet::mpi::Session session(argc, argv);
  const freshet::petsc::Session petsc;
  return freshet::run_on_all_ranks(MPI_COMM_WORLD, command_line.command);
}
