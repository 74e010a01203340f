#pragma once
#include <filesystem>

#include "mesh/formats/selafin_file.hpp"
#include "mesh/raw_mesh.hpp"

namespace freshet {

/// Reads TELEMAC's boundary file: one boundary node a line, the first three columns the codes of
/// depth and velocity (2 in the first: wall), the twelfth the node, 13 columns or more; what
/// follows a # is a comment. Nodes follow one another along the contours of the mesh, which close
/// on themselves: first the outer one, then those of islands. Runs of liquid nodes of the same
/// codes are named liquid_1, liquid_2, ... in the order of the file; a run that goes on over the
/// start of its contour is one. Adds the edges between nodes that follow one another in a run, and
/// the names, to `mesh`; the edge between two runs that touch belongs to the first. Liquid nodes
/// that make no edge are noted there, and so are edges of the boundary that the file leaves out.
void read_boundary_file(RawMesh& mesh, const std::filesystem::path& file, SelafinFile& cells);

}  // namespace freshet
