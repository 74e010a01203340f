#pragma once
#include <mpi.h>

#include <string>
#include <utility>

#include "kernels/error.hpp"

namespace freshet {

/// Collective. If any rank brings an error (exit code not 0), all ranks throw that of the lowest
/// such rank: InputError for exit code 2, else EnvironmentError. Keeps ranks from parting between
/// collectives.
void agree(MPI_Comm communicator, int exit_code, const std::string& text);

/// Collective. Runs `work`, which may fail on some ranks but holds no collective call, on every
/// rank; if it throws on one, all ranks throw the same error.
template <class Work>
void together(MPI_Comm communicator, Work&& work) {
  int exit_code = 0;
  std::string text;
  try {
    std::forward<Work>(work)();
  } catch (const Error& error) {
    exit_code = error.exit_code();
    text = error.what();
  } catch (const std::exception& error) {
    exit_code = 4;
    text = error.what();
  }
  agree(communicator, exit_code, text);
}

}  // namespace freshet
