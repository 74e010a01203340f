#include "cases/meshes/grid_keys.hpp"

#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr GlobalIndex kMostCells = GlobalIndex{1} << 40;

}  // namespace

std::array<GlobalIndex, 2> read_grid_cells(const CaseTable& mesh) {
  const auto* list = mesh.value("cells").as<CaseValue::Array>();
  if (list == nullptr || list->size() != 2) mesh.fail("cells", "must be two integers [a, b]");
  std::array<GlobalIndex, 2> cells{};
  for (int i = 0; i < 2; ++i) {
    const auto* count = (*list)[i].as<std::int64_t>();
    if (count == nullptr || *count < 1) mesh.fail("cells", "must be two integers of at least 1");
    cells[i] = *count;
  }
  if (cells[0] > kMostCells / cells[1]) mesh.fail("cells", "is more than any machine holds");
  return cells;
}

CellShape read_grid_shape(const CaseTable& mesh) {
  return mesh.choice_or<CellShape>("shape", CellShape::Quadrilaterals,
                                   {{"quadrilaterals", CellShape::Quadrilaterals},
                                    {"triangles", CellShape::Triangles},
                                    {"triangles_unaligned", CellShape::TrianglesUnaligned}});
}

void halve_cells(std::array<GlobalIndex, 2>& cells) {
  for (auto& count : cells) {
    if (count == 1) continue;  // a strip stays one
    require(count % 2 == 0, "mesh.cells: must be even to make the mesh coarser", count);
    count /= 2;
  }
}

}  // namespace freshet
