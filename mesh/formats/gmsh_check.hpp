#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "kernels/types.hpp"

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

/// Walks through a Gmsh file of format 2.2, 4.0 or 4.1, text or binary, and returns the names of
/// its physical groups. Throws InputError where a count, type, entity or node number cannot be:
/// PETSc's reader, which reads the mesh afterwards, trusts these and would crash.
GmshNames check_gmsh(const std::filesystem::path& file);

}  // namespace freshet
