#pragma once
#include "kernels/flow_device_on.hpp"

/// What FlowDeviceOn shows of cells and faces that somebody watches, and of its own traffic.
namespace freshet {

template <class Space, class Topology>
int FlowDeviceOn<Space, Topology>::watch(std::span<const Index> cells) {
  auto& list = watches_.emplace_back();
  list.cells = on_device<Index, Space>({cells.begin(), cells.end()});
  list.values = StagedArray<Space>(watched_values * cells.size());
  return static_cast<int>(watches_.size()) - 1;
}

template <class Space, class Topology>
std::span<const Real> FlowDeviceOn<Space, Topology>::watched(int number) {
  auto& list = watches_[number];
  const FlowFields<const Real> s = memory_.state();
  launch(memory_.space, cells_between(0, static_cast<Index>(list.cells.size())),
         PackCells{{{s.h, s.u, s.v, memory_.ground().beds}, watched_values},
                   list.cells.data(),
                   list.values.data()});
  return list.values.fetched(memory_.space);
}

template <class Space, class Topology>
int FlowDeviceOn<Space, Topology>::watch_faces(std::span<const FaceSide> sides) {
  std::vector<Index> cells, slots;
  for (const FaceSide& side : sides) {
    cells.push_back(side.cell);
    slots.push_back(side.slot);
  }
  face_watches_.push_back({on_device<Index, Space>(cells), on_device<Index, Space>(slots),
                           StagedArray<Space>(face_load_values * sides.size())});
  keep_beside(face_watches_.back().cells, face_watches_.back().slots);
  return static_cast<int>(face_watches_.size()) - 1;
}

template <class Space, class Topology>
std::span<const FaceLoad> FlowDeviceOn<Space, Topology>::face_loads(int number) {
  const auto values = face_watches_[number].values.fetched(memory_.space);
  return {reinterpret_cast<const FaceLoad*>(values.data()), values.size() / face_load_values};
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
