#pragma once
#include "kernels/arithmetic.hpp"
#include "kernels/device_array.hpp"

namespace freshet {

/// Runs kernel(cell) for first <= cell < last. Kernels write only to their own cell, so that the
/// order is free.
template <class Kernel>
void launch(Cpu, Index first, Index last, const Kernel& kernel) {
  const Kernel k = kernel;
#pragma omp simd
  for (Index cell = first; cell < last; ++cell) k(cell);
}

/// As launch, and returns the largest value (at least 0) that the kernel gave: exact in any order.
template <class Kernel>
Real launch_max(Cpu, Index first, Index last, const Kernel& kernel) {
  const Kernel k = kernel;
  Real most = 0;
#pragma omp simd reduction(max : most)
  for (Index cell = first; cell < last; ++cell) {
    const Real value = k(cell);
    most = value > most ? value : most;
  }
  return most;
}

#ifdef __CUDACC__
constexpr int threads_per_block = 128;

template <class Kernel>
__global__ void run_kernel(Index first, Index last, const Kernel kernel) {
  const Index cell = first + static_cast<Index>(blockIdx.x * blockDim.x + threadIdx.x);
  if (cell < last) kernel(cell);
}

/// Non-negative doubles order as their bits do, so the largest is an exact atomic maximum of
/// integers.
template <class Kernel>
__global__ void run_kernel_max(Index first, Index last, const Kernel kernel,
                               unsigned long long* most) {
  const Index cell = first + static_cast<Index>(blockIdx.x * blockDim.x + threadIdx.x);
  unsigned long long bits = 0;
  if (cell < last) bits = static_cast<unsigned long long>(__double_as_longlong(kernel(cell)));
  for (int step = 16; step > 0; step /= 2) {
    const unsigned long long other = __shfl_down_sync(0xffffffffu, bits, step);
    bits = other > bits ? other : bits;
  }
  if (threadIdx.x % 32 == 0) atomicMax(most, bits);
}

inline unsigned blocks_for(Index count) {
  return static_cast<unsigned>((count + threads_per_block - 1) / threads_per_block);
}

template <class Kernel>
void launch(Gpu, Index first, Index last, const Kernel& kernel) {
  if (last <= first) return;
  run_kernel<<<blocks_for(last - first), threads_per_block>>>(first, last, kernel);
  cuda_check(cudaGetLastError(), "launching a kernel");
}

template <class Kernel>
Real launch_max(Gpu, Index first, Index last, const Kernel& kernel) {
  if (last <= first) return 0;
  DeviceArray<unsigned long long, Gpu> most(1);
  run_kernel_max<<<blocks_for(last - first), threads_per_block>>>(first, last, kernel, most.data());
  cuda_check(cudaGetLastError(), "launching a kernel");
  unsigned long long bits = 0;
  most.download({&bits, 1});
  Real value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}
#endif

}  // namespace freshet
