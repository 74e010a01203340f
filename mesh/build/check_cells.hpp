#pragma once
#include <string>

#include "mesh/build/cell_geometry.hpp"

namespace freshet {

/// "FILE: cell 17 (counted from 1) at (x, y)" for messages.
std::string cell_place(const std::string& origin, const RawCell& cell, const RawVertex& corner);

/// Turns a clockwise cell round, corners along with it; throws InputError if it has no area, two
/// corners in one place, a corner that is not finite or has no bed level, or is a quadrilateral
/// that is not convex.
void check_cell(RawCell& cell, Corners& corners, const RawMesh& mesh);

}  // namespace freshet
