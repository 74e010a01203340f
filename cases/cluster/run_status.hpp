#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cases/cluster/slurm.hpp"
#include "post/run_progress.hpp"

namespace freshet {

/// What can be told of a run from its folder and from Slurm.
struct RunStatus {
  std::filesystem::path folder;
  std::string state;  ///< waiting, running, done, stopped, failed, or Slurm's word (timeout, ...)
  std::string job;    ///< the job that is at it, or was last; empty: no job
  std::string why;
  std::optional<RunProgress> progress;
};

/// Jobs that wait or run now; no value where there is no Slurm.
using QueuedJobs = std::optional<std::map<std::string, SlurmJob>>;

/// Folders of runs in and below `top`, sorted.
std::vector<std::filesystem::path> find_runs(const std::filesystem::path& top);

RunStatus status_of(const std::filesystem::path& folder, const QueuedJobs& queue);

/// "status" of summary.json: done, stopped, failed; empty where the run has not ended.
std::string summary_status(const std::filesystem::path& folder);

/// A table, a run a line.
std::string status_table(const std::vector<RunStatus>& runs, const std::filesystem::path& top);

}  // namespace freshet
