#include "cases/meshes/grid_keys.hpp"
#include "cases/meshes/mesh_kind.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"x", "[number, number], m", "required", "range of x; boundaries \"left\" and \"right\""},
    {"y", "[number, number], m", "required", "range of y; boundaries \"bottom\" and \"top\""},
    {"cells", kGridCells, "required", "along x and y"},
    {"shape", kGridShapes, "\"quadrilaterals\"", "of the cells"}};

std::array<Real, 2> read_range(const CaseTable& table, const std::string& key) {
  const auto range = table.pair(key);
  if (!(range[1] > range[0])) table.fail(key, "must be two increasing numbers");
  return range;
}

void read(MeshSpec& mesh, const CaseTable& table) {
  use_grid(mesh,
           RectangleSpec{read_range(table, "x"), read_range(table, "y"), read_grid_cells(table),
                         read_grid_shape(table)},
           rectangle_source);
}

}  // namespace

MeshKind mesh_rectangle() {
  return {{"mesh", "rectangle", "A rectangle along the axes", kKeys}, read, false};
}

}  // namespace freshet
