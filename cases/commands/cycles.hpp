#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "cases/loads/cycles.hpp"

namespace CLI {
class App;
}

namespace freshet {

/// What `freshet cycles` is told.
struct CyclesArguments {
  std::vector<std::filesystem::path> files;
  std::vector<std::string> values;  ///< columns; empty: all that have no gaps
  CyclesSpec spec;                  ///< what is the same for all of them
  std::filesystem::path curve;      ///< CSV with columns range_pa and cycles; empty: none
  std::filesystem::path out = "cycles";
};

/// Adds the command and its options; what the user gives goes to `cycles`.
CLI::App* add_cycles(CLI::App& app, CyclesArguments& cycles);

/// Counts cycles of tables and writes what `freshet run` writes of [[cycles]]. Needs no MPI.
int command_cycles(const CyclesArguments& arguments);

}  // namespace freshet
