#include "mesh/query/bin_grid.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace freshet {
namespace {

constexpr Real kFewest = 1, kMost = 1 << 14;  ///< bins along an axis

Index bins_along(Real length, Real size) {
  return static_cast<Index>(std::clamp(std::floor(length / size) + 1, kFewest, kMost));
}

}  // namespace

void BinGrid::find_extent(const Mesh& mesh) {
  bool first = true;
  for (int s = 0; s < mesh.slots; ++s)
    for (Index c = 0; c < mesh.owned; ++c) {
      const Index v = mesh.cell_vertices[s * mesh.cells + c];
      if (v < 0) continue;
      const Real x = mesh.vertex_x[v], y = mesh.vertex_y[v];
      x_min_ = first ? x : std::min(x_min_, x);
      x_max_ = first ? x : std::max(x_max_, x);
      y_min_ = first ? y : std::min(y_min_, y);
      y_max_ = first ? y : std::max(y_max_, y);
      first = false;
    }
}

template <class Visit>
void BinGrid::visit_bins(const Mesh& mesh, Index cell, Visit&& visit) const {
  Index low_column = columns_, high_column = -1, low_row = rows_, high_row = -1;
  for (int s = 0; s < mesh.slots; ++s) {
    const Index v = mesh.cell_vertices[s * mesh.cells + cell];
    if (v < 0) continue;
    const Index i = column(mesh.vertex_x[v]), j = row(mesh.vertex_y[v]);
    low_column = std::min(low_column, i);
    high_column = std::max(high_column, i);
    low_row = std::min(low_row, j);
    high_row = std::max(high_row, j);
  }
  for (Index j = low_row; j <= high_row; ++j)
    for (Index i = low_column; i <= high_column; ++i) visit(j * columns_ + i);
}

BinGrid::BinGrid(const Mesh& mesh) {
  find_extent(mesh);
  if (mesh.owned > 0) {
    const Real width = x_max_ - x_min_, height = y_max_ - y_min_;
    size_ = std::max({std::sqrt(width * height / mesh.owned), width / kMost, height / kMost});
    columns_ = bins_along(width, size_);
    rows_ = bins_along(height, size_);
  }
  begin_.assign(static_cast<std::size_t>(columns_) * rows_ + 1, 0);
  for (Index c = 0; c < mesh.owned; ++c) visit_bins(mesh, c, [&](Index bin) { ++begin_[bin + 1]; });
  std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
  cells_.resize(begin_.back());
  std::vector<Index> next(begin_.begin(), begin_.end() - 1);
  for (Index c = 0; c < mesh.owned; ++c)
    visit_bins(mesh, c, [&](Index bin) { cells_[next[bin]++] = c; });
}

}  // namespace freshet
