#pragma once
#include "kernels/flow_device_on.hpp"

/// What FlowDeviceOn shows of cells and faces that somebody watches, and of its own traffic.
namespace freshet {

template <class Space, class Topology>
std::span<const Real> FlowDeviceOn<Space, Topology>::times() {
  const int taken = clock().taken;
  if (!steps_here_) {
    for (auto& watch : face_watches_) watch.fetch(memory_.space);
    fetched(times_, memory_.space);
    steps_here_ = true;
  }
  return times_.host().first(taken);
}

template <class Space, class Topology>
std::span<const FaceLoad> FlowDeviceOn<Space, Topology>::face_loads(int number, int step) {
  times();
  return face_watches_[number].of_step(step);
}

template <class Space, class Topology>
void FlowDeviceOn<Space, Topology>::keep_beside(const DeviceArray<Index, Space>& cells,
                                                const DeviceArray<Index, Space>& slots) {
  if constexpr (sweeping) {
    const RasterCells mesh = topology();
    std::vector<Index> beside;
    for (std::size_t k = 0; k < cells.size(); ++k) {
      beside.push_back(cells.data()[k]);
      const Index other = mesh.neighbour(mesh.face(cells.data()[k], slots.data()[k]));
      if (other >= 0) beside.push_back(other);
    }
    memory_.keep_faces(std::move(beside));
  } else {
    static_cast<void>(cells), static_cast<void>(slots);
  }
}

template <class Space, class Topology>
std::int64_t FlowDeviceOn<Space, Topology>::stage_bytes(const StageRequest& stage) {
  std::int64_t bytes = 0;
  of_scheme([&]<bool Linear, bool Mixing>() { bytes = stage_bytes_as<Linear, Mixing>(stage); });
  return bytes;
}

/// What finds wet tiles reads the new state once more.
template <class Space, class Topology>
template <bool Linear, bool Mixing>
std::int64_t FlowDeviceOn<Space, Topology>::stage_bytes_as(const StageRequest& stage) {
  std::int64_t bytes = memory_.active_flags() != nullptr ? 3 * sizeof(Real) : 0;
  if constexpr (sweeping)
    if (sweep_) return bytes + sweep_->template stage_bytes<Linear>(memory_, stage);
  update_of<Linear, Mixing>(topology(), stage).streams(CountBytes{bytes});
  if constexpr (Linear) reconstruction(topology(), stage).streams(CountBytes{bytes});
  if constexpr (Mixing) bytes += (3 + 6) * sizeof(Real);  // state, eddies
  return bytes;
}

}  // namespace freshet
