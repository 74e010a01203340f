#pragma once
#include <filesystem>

namespace freshet {

/// Walks through the nodes and elements of a Gmsh file of format 2.2, 4.0 or 4.1, text or binary,
/// and throws InputError where a count, an element type or a node that an element names cannot be:
/// PETSc's reader trusts these and would crash.
void check_gmsh_elements(const std::filesystem::path& file);

}  // namespace freshet
