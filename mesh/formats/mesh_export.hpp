#pragma once
#include <filesystem>

#include "mesh/mesh.hpp"

namespace freshet {

/// Writes the whole mesh as a Gmsh 2.2 text file: vertices with the bed as z, boundary edges and
/// cells with their names as physical groups, in the order of global numbers, so the same file on
/// any number of ranks. Rank 0 writes, holding one rank's part at a time. Collective. Throws
/// EnvironmentError if it cannot. A bed that is given a cell (raster) and is not that of the plane
/// through its corners is not kept.
void write_gmsh(const Mesh& mesh, const std::filesystem::path& file);

}  // namespace freshet
