#pragma once
#include <string>

#include "cases/cluster/job_spec.hpp"

namespace freshet {

/// The text of a job script: what Slurm is asked for, what `cluster/job.sh` needs to know, and that
/// file itself, so that the script stands alone. Throws EnvironmentError where the file is missing.
std::string job_script(const JobSpec& spec);

/// The script of the job that gathers an ensemble.
std::string gather_script(const JobSpec& spec);

/// A word as bash reads it back.
std::string shell_quote(const std::string& word);

}  // namespace freshet
