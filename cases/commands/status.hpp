#pragma once
#include <filesystem>

namespace freshet {

/// Prints where the runs in and below `folder` stand. Needs no MPI. Throws InputError where there
/// is no such folder.
int command_status(const std::filesystem::path& folder);

/// Joins the members of an ensemble in ensemble.csv. Needs no MPI. Returns 1 where a member is not
/// done. Throws InputError where the folder holds no members.
int command_gather(const std::filesystem::path& folder);

}  // namespace freshet
