#pragma once
#include <vector>

#include "kernels/device_geometry.hpp"

namespace freshet {

/// Faces of owned cells through which somebody wants to know the flux.
template <class Space>
struct WatchedFaces {
  WatchedFaces(const std::vector<Index>& cell, const std::vector<Index>& slot)
      : cells(on_device<Index, Space>(cell)),
        slots(on_device<Index, Space>(slot)),
        flow(cell.size()) {}
  Index count() const { return static_cast<Index>(cells.size()); }

  DeviceArray<Index, Space> cells, slots;
  DeviceArray<Real, Space> flow;  ///< out of the cell in the newest stage, m3/s
};

/// Tells what leaves cells through watched faces, by the code that updates the cells.
template <class Update>
struct TellFaces {
  Update update;
  const Index *cells, *slots;
  Real* flow;

  FRESHET_BODY TellFaces loaded() const {
    TellFaces k = *this;
    k.update = update.loaded();
    return k;
  }

  FRESHET_BODY void operator()(Index face) const {
    typename Update::Sum out{};
    update.add_face(cells[face], slots[face], out);
    flow[face] = out.mass;
  }
};

}  // namespace freshet
