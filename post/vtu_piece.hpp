#pragma once
#include <filesystem>

#include "post/vtu_files.hpp"

namespace freshet {

/// Writes a rank's owned cells as one .vtu. Of one rank. Throws EnvironmentError where it cannot be
/// written or the program was built without VTK.
void write_vtu_piece(const Mesh& mesh, const std::filesystem::path& path, const VtuFields& fields);

}  // namespace freshet
