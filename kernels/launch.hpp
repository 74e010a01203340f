#pragma once
#include "kernels/arithmetic.hpp"
#include "kernels/device_array.hpp"

namespace freshet {

/// Compiled for AVX-512, AVX2 and any x86-64 machine, chosen when the program starts: one program
/// for all, with the same bits, for none of these sets changes a rounding while contraction is off.
#if defined(__x86_64__) && defined(__OPTIMIZE__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__CUDACC__) && !defined(__SANITIZE_ADDRESS__)
#define FRESHET_EVERY_CPU \
  __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FRESHET_EVERY_CPU
#endif

/// Cells that a core does at a time, and how far before that it asks memory for what they need: the
/// kernels read more arrays at once than a processor's own prefetcher can follow.
constexpr Index block_cells = 64, cells_ahead = 3 * block_cells;

/// Asks for one block of each array; only a hint.
struct Touch {
  Index first;
  template <class... T>
  FRESHET_BODY void operator()(const T*... arrays) const {
    (block(arrays), ...);
  }
  template <class T>
  FRESHET_BODY void block(const T* values) const {
    constexpr Index line = 64 / sizeof(T);
    for (Index k = 0; k < block_cells; k += line) __builtin_prefetch(values + first + k, 0, 2);
  }
};

/// Kernels with many arrays list those that they go through in order: `kernel.streams(touch)`.
template <class Kernel>
FRESHET_BODY void touch_ahead(const Kernel& kernel, Index from, Index last) {
  if constexpr (requires { kernel.streams(Touch{0}); })
    if (from <= last - block_cells - cells_ahead) kernel.streams(Touch{from + cells_ahead});
}

/// Runs kernel(cell) for first <= cell < last. Kernels write only to their own cell, so that the
/// order is free.
template <class Kernel>
FRESHET_EVERY_CPU void launch(Cpu, Index first, Index last, const Kernel& kernel) {
  const Kernel k = kernel;
  for (Index from = first; from < last; from += block_cells) {
    const Index to = last - from < block_cells ? last : from + block_cells;
    touch_ahead(k, from, last);
#pragma omp simd
    for (Index cell = from; cell < to; ++cell) k(cell);
  }
}

template <class Kernel>
FRESHET_BODY Real largest_in_block(const Kernel& k, Index from, Index to, Real most) {
#pragma omp simd reduction(max : most)
  for (Index cell = from; cell < to; ++cell) {
    const Real value = k(cell);
    most = value > most ? value : most;
  }
  return most;
}

/// As launch, and returns the largest value (at least 0) that the kernel gave: exact in any order.
/// A kernel may offer a cheaper `plain()` of itself that gives the same in cells without edges.
template <class Kernel>
FRESHET_EVERY_CPU Real launch_max(Cpu, Index first, Index last, const Kernel& kernel) {
  const Kernel k = kernel;
  Real most = 0;
  for (Index from = first; from < last; from += block_cells) {
    const Index to = last - from < block_cells ? last : from + block_cells;
    touch_ahead(k, from, last);
    if constexpr (requires { k.plain(); }) {
      most = k.mesh.has_edges(from, to) ? largest_in_block(k, from, to, most)
                                        : largest_in_block(k.plain(), from, to, most);
    } else {
      most = largest_in_block(k, from, to, most);
    }
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
