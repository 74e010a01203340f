#pragma once
#include <cstdint>
#include <functional>
#include <vector>

#include "kernels/queue/work_queue.hpp"
#include "kernels/space.hpp"

namespace freshet {

/// Does a step, and goes on doing steps as long as `go_on` is not zero after one: a device takes
/// their launches down once and repeats them by itself. Two are taken down where a step turns the
/// two copies of the state, for launches tell which copy they read; so there is one record for each
/// copy that may be the newest at the start.
template <class Space>
class StepLoop;

/// A step as a loop wants it.
struct LoopedStep {
  std::function<void()> launch;  ///< launches kernels on one stream and nothing else
  bool turns;                    ///< whether it ends with the other copy of the state as the newest
  int newest;                    ///< the copy that is newest before
};

template <>
class StepLoop<Cpu> {
 public:
  void run(Cpu, const LoopedStep& step, const std::int32_t* go_on) {
    do step.launch();
    while (*go_on != 0);
  }
};

template <>
class StepLoop<Queue> {
 public:
  StepLoop() = default;
  StepLoop(const StepLoop&) = delete;
  StepLoop& operator=(const StepLoop&) = delete;
  ~StepLoop() { WorkQueue::here().wait_for_all(); }

  void run(Queue space, const LoopedStep& step, const std::int32_t* go_on) {
    auto& queue = WorkQueue::here();
    Record& kept = records_[step.newest];
    if (kept.first.empty()) {
      kept.first = queue.recorded(space.stream, step.launch);
      if (step.turns) kept.second = queue.recorded(space.stream, step.launch);
    }
    queue.add(space.stream, [record = &kept, go_on] {
      do {
        for (const auto& work : record->first) work();
        if (*go_on == 0) break;
        for (const auto& work : record->second) work();
      } while (*go_on != 0);
    });
  }

 private:
  struct Record {
    std::vector<WorkQueue::Work> first, second;
  };
  Record records_[2];
};

}  // namespace freshet

#ifdef __CUDACC__
#include "kernels/step_loop_gpu.hpp"
#endif
