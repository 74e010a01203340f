#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace freshet {

/// A line of a run's jobs.tsv, which job scripts write: one thing that happened to the run.
struct JobEvent {
  std::int64_t seconds = 0;  ///< since 1970
  std::string job, host;
  std::string what;  ///< submitted, started, continues, done, failed or stopped
  std::string why;   ///< for "started" and "continues" the checkpoint
};

/// All events of a run in their order; none where there is no jobs.tsv.
std::vector<JobEvent> read_events(const std::filesystem::path& folder);

/// Adds one. Throws EnvironmentError.
void add_event(const std::filesystem::path& folder, const JobEvent& event);

}  // namespace freshet
