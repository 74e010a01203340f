#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "mesh/raw_mesh.hpp"

namespace freshet {

/// Physical groups of one dimension.
struct GmshGroups {
  std::vector<std::string> names;
  std::map<int, Index> index;  ///< of a group's number in `names`
  /// The index of a group's name; a group without one is called by its number.
  Index find_or_add(int number);
};

struct GmshNames {
  GmshGroups curves, surfaces;
};

/// Names of the physical groups of a Gmsh file of format 2 or 4, text or binary, and a check that
/// the file is one, is whole and can be read. Throws InputError naming the file.
GmshNames read_gmsh_names(const std::filesystem::path& file);

/// Meshes a .geo with the gmsh program into `work_directory` (empty: a temporary one); returns the
/// .msh.
std::filesystem::path mesh_geometry(const std::filesystem::path& geometry,
                                    std::filesystem::path work_directory);

}  // namespace freshet
