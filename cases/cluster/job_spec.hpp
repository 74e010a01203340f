#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "cases/cluster/job_profile.hpp"
#include "cases/cluster/submit_arguments.hpp"

namespace freshet {

/// A job as it will be: profile and options joined, all paths absolute.
struct JobSpec {
  JobProfile profile;
  std::string job_name, command_line;
  int nodes = 1, ranks = 1, ranks_per_node = 0;  ///< ranks_per_node 0: ranks are not spread evenly
  int gpus_per_node = 0;
  std::string time;
  std::filesystem::path folder;  ///< of the results; of the members in an ensemble
  std::vector<std::string> program, run_arguments;
  bool goes_on = false;                            ///< from the newest checkpoint
  int members = 0;                                 ///< 0: a single run
  std::vector<std::vector<std::string>> settings;  ///< "key=value" of each member

  std::filesystem::path jobs_folder() const { return folder / "jobs"; }
  std::filesystem::path script() const { return jobs_folder() / "job.sh"; }
  std::filesystem::path gather_script() const { return jobs_folder() / "gather.sh"; }
  /// With Slurm's %-patterns, which `log_in_script` writes as the script sees them.
  std::string log_pattern() const;
  std::string log_in_script() const;
  /// Where each run's results lie.
  std::vector<std::filesystem::path> run_folders() const;
};

/// Throws InputError.
JobSpec make_job_spec(const SubmitArguments& arguments);

}  // namespace freshet
