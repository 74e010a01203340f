#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace freshet {

/// Runs a program with words[1...] as its arguments, everything it prints going to `log`. Variables
/// of MPI are kept from it: a program of its own under mpirun would take itself for one of our
/// ranks. Returns its exit status; throws EnvironmentError if it cannot be started.
int run_program(const std::vector<std::string>& words, const std::filesystem::path& log);

}  // namespace freshet
