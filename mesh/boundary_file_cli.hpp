#pragma once
#include <filesystem>

#include "mesh/raw_mesh.hpp"

namespace freshet {

/// Reads TELEMAC's boundary file: one boundary node a line, 13 columns, the first three the codes
/// of depth and velocity (2 in the first: wall), the twelfth the node. Runs of liquid nodes of the
/// same codes that follow one another are named liquid_1, liquid_2, ... in the order of the file; a
/// run that goes on from the last line to the first is one. Adds the edges between nodes that
/// follow one another in a run, and their names, to `mesh`; the edge between two runs that touch
/// belongs to the first.
void read_boundary_file(RawMesh& mesh, const std::filesystem::path& file, GlobalIndex nodes);

}  // namespace freshet
