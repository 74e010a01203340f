#pragma once
/// Where code runs, and the one macro that lets a function run there.

#ifdef __CUDACC__
#define FRESHET_BODY __host__ __device__ __forceinline__
#else
#define FRESHET_BODY __attribute__((always_inline)) inline
#endif

namespace freshet {

struct Cpu {};  ///< one rank's core: a vectorised loop
struct Gpu {};  ///< one CUDA device: a grid on the default stream of the backend

}  // namespace freshet
