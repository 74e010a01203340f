#pragma once
#include "kernels/cuda_check.hpp"
#include "kernels/space.hpp"

namespace freshet {

/// Gives back what a space holds of a device, when all that runs there is gone.
template <class Space>
struct StreamOwner {
  explicit StreamOwner(const Space&) {}
};

#ifdef __CUDACC__
template <>
struct StreamOwner<Gpu> {
  explicit StreamOwner(const Gpu& gpu) : stream(gpu.stream) {}
  ~StreamOwner() { cudaStreamDestroy(stream); }
  StreamOwner(const StreamOwner&) = delete;
  StreamOwner& operator=(const StreamOwner&) = delete;
  CUstream_st* stream;
};
#endif

}  // namespace freshet
