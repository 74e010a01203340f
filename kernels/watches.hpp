#pragma once
#include "kernels/device_geometry.hpp"
#include "kernels/face_load.hpp"
#include "kernels/halo_cells.hpp"
#include "kernels/staged_array.hpp"

namespace freshet {

/// Cells whose depth, velocity and bed somebody looks at often.
template <class Space>
struct CellWatch {
  static constexpr int values_a_cell = 4;

  explicit CellWatch(std::span<const Index> list)
      : cells(on_device<Index, Space>({list.begin(), list.end()})),
        values(values_a_cell * list.size()) {}

  std::span<const Real> look(const Space& space, const HaloFields<const Real>& fields) {
    launch(space, cells_between(0, static_cast<Index>(cells.size())),
           PackCells{fields, cells.data(), values.data()});
    return fetched(values, space);
  }

  DeviceArray<Index, Space> cells;
  StagedArray<Real, Space> values;
};

/// Sides of faces whose loads are kept for each of the steps that a space takes at once.
template <class Space>
struct FaceWatch {
  explicit FaceWatch(std::span<const FaceSide> sides)
      : values(face_load_values * sides.size() * steps_at_once<Space>) {
    std::vector<Index> cell, slot;
    for (const FaceSide& side : sides) {
      cell.push_back(side.cell);
      slot.push_back(side.slot);
    }
    cells = on_device<Index, Space>(cell);
    slots = on_device<Index, Space>(slot);
  }
  Index count() const { return static_cast<Index>(cells.size()); }
  FaceLoad* loads() { return reinterpret_cast<FaceLoad*>(values.data()); }

  /// Begins to bring those of all steps to the host.
  void fetch(const Space& space) { values.fetch(space); }
  /// Those of one step, when they are there.
  std::span<const FaceLoad> of_step(int step) {
    const auto* first = reinterpret_cast<const FaceLoad*>(values.host().data());
    return {first + static_cast<std::size_t>(step) * cells.size(), cells.size()};
  }

  DeviceArray<Index, Space> cells, slots;
  StagedArray<Real, Space> values;
};

}  // namespace freshet
