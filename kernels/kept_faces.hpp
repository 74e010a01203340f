#pragma once
#include <algorithm>
#include <vector>

#include "kernels/device_geometry.hpp"
#include "kernels/flow_fields.hpp"

namespace freshet {

/// Which cells have values in arrays of what was reconstructed, and where these stand.
struct KeptCells {
  Index stride = 0;             ///< cells of the rank
  Index count = 0;              ///< cells that have values
  const Index* list = nullptr;  ///< these, rising; null: all

  /// In arrays with a value for each cell.
  FRESHET_BODY Index row(Index cell) const {
    if (list == nullptr) return cell;
    Index from = 0, to = count - 1;
    while (from < to) {
      const Index middle = from + (to - from) / 2;
      if (list[middle] < cell)
        from = middle + 1;
      else
        to = middle;
    }
    return from;
  }
  /// In arrays with slots, of a face at `place` of arrays of all cells.
  FRESHET_BODY Index at(Index cell, Index place) const {
    return list == nullptr ? place : (place - cell) / stride * count + row(cell);
  }
};

/// Pixels whose faces have values in some cells only.
struct KeptPixels : RasterCells {
  KeptCells kept;

  FRESHET_BODY Index row(Index cell) const { return kept.row(cell); }
  FRESHET_BODY Index place(Face face) const { return kept.at(face.cell, RasterCells::place(face)); }
};

/// Values at the faces of those cells that something looks at from outside a sweep of windows:
/// beside boundaries, sections and structures. A sweep itself keeps none.
template <class Space>
class FacesOfFew {
 public:
  FacesOfFew(Index cells, int slots) : cells_(cells), slots_(slots) {}

  /// What was kept before is lost.
  void add(std::vector<Index> cells) {
    cells.insert(cells.end(), few_.begin(), few_.end());
    std::sort(cells.begin(), cells.end());
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    few_ = std::move(cells);
    list_ = on_device<Index, Space>(few_);
    for (auto& values : faces_) values = Array(slots_ * few_.size());
    for (auto& values : middles_) values = Array(few_.size());
  }

  Index count() const { return static_cast<Index>(few_.size()); }
  KeptCells cells() const { return {cells_, count(), list_.data()}; }
  FaceFields<Real> fields() {
    return {faces_[0].data(), faces_[1].data(),   faces_[2].data(),
            faces_[3].data(), middles_[0].data(), middles_[1].data()};
  }
  Real* emptying() const { return const_cast<Real*>(middles_[2].data()); }

  std::int64_t bytes() const {
    return static_cast<std::int64_t>(few_.size() *
                                     (2 * sizeof(Index) + (4 * slots_ + 3) * sizeof(Real)));
  }

 private:
  using Array = DeviceArray<Real, Space>;
  Index cells_;
  int slots_;
  std::vector<Index> few_;
  DeviceArray<Index, Space> list_;
  std::array<Array, 4> faces_;
  std::array<Array, 3> middles_;
};

}  // namespace freshet
