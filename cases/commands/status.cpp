#include "cases/commands/status.hpp"

#include <fmt/format.h>

#include "cases/cluster/ensemble.hpp"
#include "cases/cluster/run_status.hpp"
#include "kernels/error.hpp"
#include "post/text_file.hpp"

namespace freshet {

int command_status(const std::filesystem::path& folder) {
  std::error_code error;
  require(std::filesystem::is_directory(folder, error), "DIR: no such folder", folder.string());
  const auto folders = find_runs(folder);
  if (folders.empty()) {
    fmt::print("no runs in {}\n", folder.string());
    return 0;
  }
  const QueuedJobs queue = queued_jobs();
  std::vector<RunStatus> runs;
  for (const auto& run : folders) runs.push_back(status_of(run, queue));
  fmt::print("{}", status_table(runs, folder));
  return 0;
}

int command_gather(const std::filesystem::path& folder) {
  const Ensemble ensemble = read_ensemble(folder);
  write_text_atomically(folder / "ensemble.csv", ensemble.table);
  fmt::print("{} of {} members done: {}\n", ensemble.members - ensemble.missing.size(),
             ensemble.members, (folder / "ensemble.csv").string());
  for (const auto& line : ensemble.missing) fmt::print("{}\n", line);
  return ensemble.missing.empty() ? 0 : 1;
}

}  // namespace freshet
