#pragma once
#include "kernels/flow_device_on.hpp"

/// Longer tasks of a stage.
namespace freshet {

template <class Space, class Topology>
void FlowDeviceOn<Space, Topology>::reconstruct(const StageRequest& stage) {
  if (!linear_) return;
  const auto kernel = reconstruction(kept_topology(), stage);
  if (sweep_) {  // all else window by window, in update
    const KeptCells kept = memory_.kept();
    return launch(memory_.space, cells_between(0, kept.count), AtCells{kernel, kept.list});
  }
  launch(memory_.space, memory_.active(0, memory_.inner), kernel);
  // What is left out there is wanted where somebody looks at it.
  const auto beside = [&](const auto& faces) {
    launch(memory_.space, cells_between(0, static_cast<Index>(faces.cells.size())),
           BesideFaces{kernel, faces.cells.data(), faces.slots.data()});
  };
  for (const auto& faces : memory_.watched_faces()) beside(faces);
  for (const auto& faces : face_watches_) beside(faces);
}

template <class Space, class Topology>
void FlowDeviceOn<Space, Topology>::act() {
  bool everywhere = false;
  for (const auto& process : processes_) {
    const CellRange changed = process->act(memory_);
    const bool all = changed.tiles == nullptr && changed.first == 0 && changed.last == owned_.last;
    everywhere = everywhere || all;
    if (all) continue;
    derive(changed);
    memory_.look_at(changed);
  }
  if (!everywhere) return;
  derive(owned_);
  memory_.look_at(owned_);
}

}  // namespace freshet
