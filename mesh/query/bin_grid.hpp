#pragma once
#include <vector>

#include "mesh/mesh.hpp"

namespace freshet {

/// Owned cells by square bins: each bin lists the cells whose bounding boxes touch it. About one
/// bin a cell.
class BinGrid {
 public:
  explicit BinGrid(const Mesh& mesh);

  Index columns() const { return columns_; }
  Index rows() const { return rows_; }
  Real size() const { return size_; }  ///< side of a bin, m
  /// The column or row of a coordinate, in range also for points outside.
  Index column(Real x) const { return clamp((x - x_min_) / size_, columns_); }
  Index row(Real y) const { return clamp((y - y_min_) / size_, rows_); }
  Real left(Index column) const { return x_min_ + column * size_; }
  /// Cells of a bin, ascending.
  std::span<const Index> cells(Index column, Index row) const {
    const Index bin = row * columns_ + column;
    return {cells_.data() + begin_[bin], cells_.data() + begin_[bin + 1]};
  }
  /// Whether a point is outside the bounding box of the owned cells.
  bool outside(Real x, Real y) const {
    return !(x >= x_min_ && x <= x_max_ && y >= y_min_ && y <= y_max_);
  }

 private:
  static Index clamp(Real place, Index count) {
    if (!(place > 0)) return 0;
    return place < count ? static_cast<Index>(place) : count - 1;
  }
  void find_extent(const Mesh& mesh);
  template <class Visit>
  void visit_bins(const Mesh& mesh, Index cell, Visit&& visit) const;

  Real x_min_ = 0, y_min_ = 0, x_max_ = -1, y_max_ = -1, size_ = 1;
  Index columns_ = 1, rows_ = 1;
  std::vector<Index> begin_, cells_;
};

}  // namespace freshet
