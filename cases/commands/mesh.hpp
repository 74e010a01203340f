#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace freshet {

/// What `freshet mesh info` is told.
struct MeshInfoArguments {
  std::string mesh;                     ///< a mesh file, or a case
  std::filesystem::path boundary_file;  ///< TELEMAC .cli, or empty
  std::filesystem::path data;           ///< empty: not given
  bool any_file = false;                ///< files of the case may lie anywhere
  std::vector<std::string> overrides;   ///< "key=value", where it is a case
};

/// Prints what a mesh is. Collective.
int command_mesh_info(const MeshInfoArguments& arguments);

}  // namespace freshet
