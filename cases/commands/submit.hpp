#pragma once
#include "cases/cluster/submit_arguments.hpp"

namespace freshet {

/// Writes a job script and submits it, or runs it where the profile has no scheduler. Needs no MPI.
/// Returns the exit code. Throws InputError for a profile, case or option that is not sound,
/// EnvironmentError where Slurm refuses the job.
int command_submit(const SubmitArguments& arguments);

}  // namespace freshet
