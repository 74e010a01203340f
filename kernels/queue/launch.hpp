#pragma once
#include "kernels/launch.hpp"
#include "kernels/queue/work_queue.hpp"

/// Launches on a WorkQueue: one cell after the other, from the last to the first, for no order is
/// promised. Not vectors, and no bodies shared with the launches of a core, which are.
namespace freshet {

template <class Work>
void add_work(Queue space, const Work& work) {
  WorkQueue::here().add(space.stream, work);
}

template <class Visit>
void each_backwards(const CellRange& range, const Visit& visit) {
  for (Index b = range.blocks() - 1; b >= 0; --b) {
    const auto [from, to] = range.block(b);
    for (Index cell = to - 1; cell >= from; --cell) visit(cell);
  }
}

template <class Kernel>
void launch(Queue space, const CellRange& range, const Kernel& kernel) {
  add_work(space, [=] {
    const auto k = loaded(kernel);
    each_backwards(range, [&](Index cell) { k(cell); });
  });
}

template <class Kernel>
void launch_shared(Queue space, const CellRange& range, const Kernel& kernel) {
  launch(space, range, kernel);
}

template <class Kernel>
void launch_max(Queue space, const CellRange& range, const Kernel& kernel, Real* most) {
  add_work(space, [=] {
    const auto k = loaded(kernel);
    each_backwards(range, [&](Index cell) { *most = larger(*most, k(cell)); });
  });
}

template <class Kernel>
void launch_if(Queue space, const std::int32_t* flag, const CellRange& range,
               const Kernel& kernel) {
  add_work(space, [=] {
    if (*flag == 0) return;
    const auto k = loaded(kernel);
    each_backwards(range, [&](Index cell) { k(cell); });
  });
}

template <class Kernel>
void launch_one(Queue space, const Kernel& kernel) {
  launch(space, cells_between(0, 1), kernel);
}

}  // namespace freshet
