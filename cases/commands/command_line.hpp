#pragma once
#include <functional>

namespace freshet {

/// What the command line asks for.
struct CommandLine {
  std::function<int()> command;  ///< empty where nothing is left to do (--help, a mistake)
  int exit_code = 0;             ///< then
  bool parallel = true;          ///< needs MPI, which a login node may refuse to start
};

/// Reads the arguments; prints help and mistakes itself, under mpirun on rank 0 alone. Needs no
/// MPI.
CommandLine read_command_line(int argc, char** argv);

}  // namespace freshet
