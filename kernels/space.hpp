#pragma once
/// Where code runs, and the one macro that lets a function run there.

#ifdef __CUDACC__
#define FRESHET_BODY __host__ __device__ __forceinline__
#else
#define FRESHET_BODY __attribute__((always_inline)) inline
#endif

struct CUstream_st;

namespace freshet {

/// One rank's core: a vectorised loop.
struct Cpu {};

/// One CUDA device: a grid on this stream; null is the default stream.
struct Gpu {
  CUstream_st* stream = nullptr;
};

/// A device that is played on one core, for tests of what is waited for: see WorkQueue.
struct Queue {
  int stream = 0;
};

/// Steps of a rank alone that a space takes before the host looks at them.
template <class Space>
constexpr int steps_at_once = 64;
template <>
inline constexpr int steps_at_once<Cpu> = 1;

}  // namespace freshet
