#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace freshet {

/// What a program said, both streams together, and how it ended.
struct ProgramOutput {
  int code = 0;
  std::string text;
};

/// Runs a program and waits. Code 127: there is no such program.
ProgramOutput ask_program(const std::vector<std::string>& words);

/// Submits a script with sbatch; returns the job's number. Throws EnvironmentError with sbatch's
/// own words.
std::string submit_script(const std::vector<std::string>& sbatch_arguments);

/// A job as Slurm knows it now.
struct SlurmJob {
  std::string state, reason, time_left;
};

/// Jobs of this user that wait or run, by number ("12", "12_3" in an array); nothing where there is
/// no Slurm here.
std::optional<std::map<std::string, SlurmJob>> queued_jobs();

/// State in which a job ended ("TIMEOUT", "NODE_FAIL", ...), while Slurm still knows it; else "".
std::string end_state_of(const std::string& job);

}  // namespace freshet
