#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cases/simulation/run_balance.hpp"
#include "kernels/types.hpp"

namespace freshet {

/// What `freshet run` is told.
struct RunArguments {
  std::string case_name;
  std::filesystem::path out;           ///< empty: results/CASE
  std::string backend = "auto";        ///< auto, cpu or cuda
  std::filesystem::path data;          ///< empty: not given
  bool any_file = false;               ///< files of the case may lie anywhere
  std::vector<std::string> overrides;  ///< "key=value"
  std::optional<Real> until;           ///< s; ends before flow.end_time
  std::string progress = "auto";       ///< auto, line, log or none
  std::string restart;                 ///< a checkpoint file, "latest", or empty
  int coarser = 0;      ///< times that the case's mesh is made twice as coarse (coarsen.hpp)
  bool checked = true;  ///< whether the end is held against the checks of the case
  BalanceOptions balance;
};

/// Runs a case and writes its results. Collective. Returns the exit code: 0, or 128 + N after
/// signal N.
int command_run(const RunArguments& arguments);

}  // namespace freshet
