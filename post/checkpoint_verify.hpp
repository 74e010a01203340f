#pragma once
#include <mpi.h>

#include <filesystem>
#include <string>

namespace freshet {

/// Reads a whole checkpoint and holds it against its checksums: what is wrong, or nothing.
/// Collective.
std::string why_damaged(MPI_Comm communicator, const std::filesystem::path& path);

}  // namespace freshet
