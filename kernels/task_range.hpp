#pragma once
#include "kernels/space.hpp"
#ifdef __CUDACC__
#include <nvtx3/nvToolsExt.h>
#endif

namespace freshet {

/// Names a stretch of a step for profilers of the device.
template <class Space>
struct TaskRange {
  explicit TaskRange(const char*) {}
};

#ifdef __CUDACC__
template <>
struct TaskRange<Gpu> {
  explicit TaskRange(const char* name) { nvtxRangePushA(name); }
  ~TaskRange() { nvtxRangePop(); }
  TaskRange(const TaskRange&) = delete;
  TaskRange& operator=(const TaskRange&) = delete;
};
#endif

}  // namespace freshet
