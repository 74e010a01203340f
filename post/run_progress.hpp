#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "kernels/types.hpp"

namespace freshet {

/// Where a run stands, for others to see: progress.json in its folder.
struct RunProgress {
  std::string case_name;  ///< key "case"
  int ranks = 1;
  GlobalIndex cells = 0;
  Real simulated_seconds = 0, end_time = 0;
  Real first_seconds = 0;  ///< simulated time at which this part of the run began
  std::int64_t steps = 0;
  double wall_seconds = 0;  ///< of this part
  double cell_steps_per_second = 0;
  std::string checkpoint;       ///< name of the newest; empty: none yet
  Real checkpoint_seconds = 0;  ///< simulated time that it holds
  std::string host;             ///< of rank 0
  std::int64_t process = 0;     ///< of rank 0
  std::int64_t updated = 0;     ///< seconds since 1970
  std::string error;            ///< what ended the run, where it failed
};

/// Fills in host, process and time, and writes the file whole or not at all. One rank only.
void write_progress(const std::filesystem::path& directory, RunProgress progress);

/// Nothing where there is no such file or it is none of ours.
std::optional<RunProgress> read_progress(const std::filesystem::path& directory);

}  // namespace freshet
