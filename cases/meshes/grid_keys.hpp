#pragma once
#include "cases/input/case_table.hpp"
#include "mesh/sources/sources.hpp"

/// What the generated meshes of quadrilaterals and triangles share.
namespace freshet {

inline constexpr const char* kGridCells = "[integer, integer]";
inline constexpr const char* kGridShapes =
    "\"quadrilaterals\", \"triangles\" or \"triangles_unaligned\"";

std::array<GlobalIndex, 2> read_grid_cells(const CaseTable& mesh);
CellShape read_grid_shape(const CaseTable& mesh);

/// Half as many along each side; one stays one. Throws InputError where a number is odd.
void halve_cells(std::array<GlobalIndex, 2>& cells);

/// Makes `mesh` that of `grid`, a RectangleSpec or ChannelSpec, and lets it be halved.
template <class Grid>
void use_grid(MeshSpec& mesh, const Grid& grid, MeshSource (*source)(const Grid&)) {
  mesh.source = source(grid);
  mesh.halve = [grid, source](MeshSpec& spec) {
    Grid half = grid;
    halve_cells(half.cells);
    use_grid(spec, half, source);
  };
}

}  // namespace freshet
