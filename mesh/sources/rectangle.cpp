#include <cmath>

#include "kernels/error.hpp"
#include "mesh/id_table.hpp"
#include "mesh/sources/grid_cells.hpp"
#include "mesh/sources/sources.hpp"

namespace freshet {
namespace {

constexpr Real kLargestOffset = 0.2;  ///< share of a cell; below 0.25 all triangles stay positive

/// In [-1, 1), the same for the same number on every machine.
Real pseudo_random(std::uint64_t number) {
  return static_cast<Real>(mix_bits(number) >> 11) * 0x1p-52 - 1;
}

Real between(const std::array<Real, 2>& range, Real position, GlobalIndex cells) {
  const Real share = position / static_cast<Real>(cells);
  return share == 1 ? range[1] : range[0] + (range[1] - range[0]) * share;
}

RawVertex rectangle_vertex(const RectangleSpec& spec, GlobalIndex i, GlobalIndex j) {
  const auto [nx, ny] = spec.cells;
  Real along_x = static_cast<Real>(i), along_y = static_cast<Real>(j);
  const bool inner = i > 0 && i < nx && j > 0 && j < ny;
  if (spec.shape == CellShape::TrianglesUnaligned && inner) {
    const auto number = static_cast<std::uint64_t>(j * (nx + 1) + i);
    along_x += kLargestOffset * pseudo_random(2 * number);
    along_y += kLargestOffset * pseudo_random(2 * number + 1);
  }
  return {between(spec.x, along_x, nx), between(spec.y, along_y, ny), 0};
}

RawMesh make_rectangle(MPI_Comm communicator, const RectangleSpec& spec) {
  require(spec.x[0] < spec.x[1] && std::isfinite(spec.x[1] - spec.x[0]),
          "rectangle: x needs two ascending values, m", spec.x[1]);
  require(spec.y[0] < spec.y[1] && std::isfinite(spec.y[1] - spec.y[0]),
          "rectangle: y needs two ascending values, m", spec.y[1]);
  for (const auto count : spec.cells)
    require(count > 0 && count < (GlobalIndex{1} << 31), "rectangle: number of cells", count);
  Grid grid{spec.cells, spec.shape, {"left", "right", "bottom", "top"}, {}};
  grid.vertex = [&](GlobalIndex i, GlobalIndex j) { return rectangle_vertex(spec, i, j); };
  RawMesh mesh = make_grid(communicator, grid);
  mesh.origin = "rectangle";
  if (spec.shape == CellShape::Pixels)
    mesh.pixels = {spec.x[0],
                   spec.y[0],
                   (spec.x[1] - spec.x[0]) / static_cast<Real>(spec.cells[0]),
                   (spec.y[1] - spec.y[0]) / static_cast<Real>(spec.cells[1]),
                   spec.cells[0],
                   spec.cells[1]};
  return mesh;
}

}  // namespace

MeshSource rectangle_source(const RectangleSpec& rectangle) {
  return [rectangle](MPI_Comm communicator, const MeshSpec&) {
    return make_rectangle(communicator, rectangle);
  };
}

}  // namespace freshet
