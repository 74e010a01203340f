#pragma once
#include <filesystem>

namespace freshet {

/// Meshes a .geo with the gmsh program into `work_directory` (empty: a temporary one); returns the
/// .msh. Throws InputError with what gmsh complained of.
std::filesystem::path mesh_geometry(const std::filesystem::path& geometry,
                                    std::filesystem::path work_directory);

}  // namespace freshet
