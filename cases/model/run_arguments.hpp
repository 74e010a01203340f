#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

/// When the cells of a run are divided anew among its ranks.
struct BalanceOptions {
  Real limit = 1.2;                   ///< of the imbalance; 0: never
  std::optional<std::int64_t> steps;  ///< between two looks; else every 1000 steps, and no sooner
                                      ///< after a division than is worth its time
  std::optional<Real> dry_work;       ///< work of a dry cell over that of a wet one; else measured
};

/// What `freshet run` is told.
struct RunArguments {
  std::string case_name;
  std::filesystem::path out;           ///< empty: results/CASE
  std::string backend = "auto";        ///< auto, cpu or cuda
  std::filesystem::path data;          ///< empty: not given
  bool any_file = false;               ///< files of the case may lie anywhere
  std::vector<std::string> overrides;  ///< "key=value"
  std::optional<Real> until;           ///< s; ends before flow.end_time
  std::optional<int> ensemble;         ///< run so many members of the case's [ensemble]
  std::optional<int> member;           ///< of these, this one alone
  std::string progress = "auto";       ///< auto, line, log or none
  std::string restart;                 ///< a checkpoint file, "latest", or empty
  int coarser = 0;       ///< times that the case's mesh is made twice as coarse (coarsen.hpp)
  bool checked = true;   ///< whether the end is held against the checks of the case
  bool profile = false;  ///< tell the share of each task in the steps
  BalanceOptions balance;
};

}  // namespace freshet
