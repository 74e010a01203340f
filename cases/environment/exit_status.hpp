#pragma once
#include <mpi.h>

#include <functional>

namespace freshet {

/// Collective. Runs `command` on every rank and returns the exit code of the program, the same on
/// all ranks. What is thrown is printed and becomes the code of its kind (InputError 2,
/// SimulationError 3, all else 4): once, by rank 0, where all ranks fail alike; with "rank N:"
/// where they differ. Where a rank fails while others wait for it in a collective call, it ends
/// them all with MPI_Abort.
int run_on_all_ranks(MPI_Comm communicator, const std::function<int()>& command);

/// The same for a command that needs no MPI.
int run_alone(const std::function<int()>& command);

}  // namespace freshet
