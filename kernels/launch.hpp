#pragma once
#include <cstdint>

#include "kernels/arithmetic.hpp"
#include "kernels/cell_range.hpp"
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

/// Loops over cells become vectors in the sources that the build compiles for that.
#ifdef FRESHET_VECTOR_LOOPS
#define FRESHET_SIMD _Pragma("omp simd")
#define FRESHET_PRAGMA(words) _Pragma(#words)
#define FRESHET_SIMD_MAX(most) FRESHET_PRAGMA(omp simd reduction(max : most))
#else
#define FRESHET_SIMD
#define FRESHET_SIMD_MAX(most)
#endif

/// How far before it does a block a core asks memory for what it needs: the kernels read more
/// arrays at once than a processor's own prefetcher can follow.
constexpr Index cells_ahead = 3 * tile_cells;

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
    for (Index k = 0; k < tile_cells; k += line) __builtin_prefetch(values + first + k, 0, 2);
  }
};

/// Counts the bytes that a cell has in each array.
struct CountBytes {
  std::int64_t& bytes;
  template <class... T>
  FRESHET_BODY void operator()(const T*...) const {
    bytes += static_cast<std::int64_t>((sizeof(T) + ...));
  }
};

/// Kernels with many arrays list those that they go through in order: `kernel.streams(touch)`.
template <class Kernel>
FRESHET_BODY void touch_ahead(const Kernel& kernel, Index from, Index last) {
  if constexpr (requires { kernel.streams(Touch{0}); })
    if (from <= last - tile_cells - cells_ahead) kernel.streams(Touch{from + cells_ahead});
}

/// A kernel that reads what may change from one launch to the next, such as the time step, offers
/// `loaded()`: itself with these values read. That is done where and when the kernel runs.
template <class Kernel>
FRESHET_BODY auto loaded(const Kernel& kernel) {
  if constexpr (requires { kernel.loaded(); }) {
    return kernel.loaded();
  } else {
    return kernel;
  }
}

/// A kernel of cells as one of the entries of a list of them; a cell may stand there twice.
template <class Kernel>
struct AtCells {
  Kernel kernel;
  const Index* cells;

  FRESHET_BODY auto loaded() const {
    const auto k = freshet::loaded(kernel);
    return AtCells<std::remove_const_t<decltype(k)>>{k, cells};
  }
  FRESHET_BODY void operator()(Index entry) const { kernel(cells[entry]); }
};

/// A kernel at the cells on both sides of listed faces.
template <class Kernel>
struct BesideFaces {
  Kernel kernel;
  const Index *cells, *slots;

  FRESHET_BODY auto loaded() const {
    const auto k = freshet::loaded(kernel);
    return BesideFaces<std::remove_const_t<decltype(k)>>{k, cells, slots};
  }
  FRESHET_BODY void operator()(Index entry) const {
    const Index cell = cells[entry];
    const Index other = kernel.mesh.neighbour(kernel.mesh.face(cell, slots[entry]));
    kernel(cell);
    if (other >= 0) kernel(other);
  }
};

/// Runs kernel(cell) for the cells of a range. Kernels write only to their own cell, so that the
/// order is free.
template <class Kernel>
FRESHET_EVERY_CPU void launch(Cpu, const CellRange& range, const Kernel& kernel) {
  const auto k = loaded(kernel);
  const CellRange cells = range;
  const Index blocks = cells.blocks();
  for (Index b = 0; b < blocks; ++b) {
    const auto [from, to] = cells.block(b);
    touch_ahead(k, from, cells.last);
    FRESHET_SIMD
    for (Index cell = from; cell < to; ++cell) k(cell);
  }
}

template <class Kernel>
FRESHET_BODY Real largest_in_block(const Kernel& k, Index from, Index to, Real most) {
  FRESHET_SIMD_MAX(most)
  for (Index cell = from; cell < to; ++cell) {
    const Real value = k(cell);
    most = value > most ? value : most;
  }
  return most;
}

/// As launch, and raises `most` (at least 0 before) to the largest value that the kernel gave:
/// exact in any order. A kernel may offer a cheaper `plain()` of itself that gives the same in
/// cells without edges.
template <class Kernel>
FRESHET_EVERY_CPU void launch_max(Cpu, const CellRange& range, const Kernel& kernel, Real* most) {
  const auto k = loaded(kernel);
  const CellRange cells = range;
  const Index blocks = cells.blocks();
  Real largest = *most;
  for (Index b = 0; b < blocks; ++b) {
    const auto [from, to] = cells.block(b);
    touch_ahead(k, from, cells.last);
    if constexpr (requires { k.plain(); }) {
      largest = k.mesh.has_edges(from, to) ? largest_in_block(k, from, to, largest)
                                           : largest_in_block(k.plain(), from, to, largest);
    } else {
      largest = largest_in_block(k, from, to, largest);
    }
  }
  *most = largest;
}

/// As launch, for kernels that add to places which several cells share, by `add_to` and `raise`.
template <class Kernel>
void launch_shared(Cpu, const CellRange& range, const Kernel& kernel) {
  const auto k = loaded(kernel);
  for (Index b = 0; b < range.blocks(); ++b)
    for (Index cell = range.block(b).from; cell < range.block(b).to; ++cell) k(cell);
}

/// As launch_shared, where `flag` is not zero when it comes to it.
template <class Kernel>
void launch_if(Cpu, const std::int32_t* flag, const CellRange& range, const Kernel& kernel) {
  if (*flag != 0) launch_shared(Cpu{}, range, kernel);
}

/// Runs kernel(0) once.
template <class Kernel>
void launch_one(Cpu, const Kernel& kernel) {
  loaded(kernel)(0);
}

FRESHET_BODY void add_to(std::int64_t& sum, std::int64_t value) {
#ifdef __CUDA_ARCH__
  atomicAdd(reinterpret_cast<unsigned long long*>(&sum), static_cast<unsigned long long>(value));
#else
  sum += value;
#endif
}

/// The place in a list that many append to, in any order.
FRESHET_BODY Index take_next(Index& count) {
#ifdef __CUDA_ARCH__
  return atomicAdd(&count, 1);
#else
  return count++;
#endif
}

FRESHET_BODY void lower(Index& least, Index value) {
#ifdef __CUDA_ARCH__
  atomicMin(&least, value);
#else
  least = value < least ? value : least;
#endif
}

FRESHET_BODY void raise(Real& most, Real value) {
#ifdef __CUDA_ARCH__
  auto* bits = reinterpret_cast<unsigned long long*>(&most);
  unsigned long long seen = *bits;
  while (__longlong_as_double(static_cast<long long>(seen)) < value) {
    const unsigned long long before = seen;
    seen = atomicCAS(bits, before, static_cast<unsigned long long>(__double_as_longlong(value)));
    if (seen == before) break;
  }
#else
  most = larger(most, value);
#endif
}

#ifdef __CUDACC__
constexpr int threads_per_block = 2 * tile_cells;

/// The cell of a thread, or -1 where there is none.
__device__ inline Index cell_of_thread(const CellRange& range) {
  const Index thread = static_cast<Index>(blockIdx.x * blockDim.x + threadIdx.x);
  const Index block = thread / tile_cells;
  if (block >= range.blocks()) return -1;
  const Index start =
      range.tiles != nullptr ? range.tiles[block] * tile_cells : range.first + block * tile_cells;
  const Index cell = start + thread % tile_cells;
  return cell >= range.first && cell < range.last ? cell : -1;
}

template <class Kernel>
__global__ void __launch_bounds__(threads_per_block)
    run_kernel(const CellRange range, const Kernel kernel) {
  const Index cell = cell_of_thread(range);
  if (cell >= 0) loaded(kernel)(cell);
}

__device__ inline unsigned long long largest_in_warp(unsigned long long bits) {
  for (int step = 16; step > 0; step /= 2) {
    const unsigned long long other = __shfl_down_sync(0xffffffffu, bits, step);
    bits = other > bits ? other : bits;
  }
  return bits;
}

/// Non-negative doubles order as their bits do, so the largest is an exact atomic maximum of
/// integers.
template <class Kernel>
__global__ void __launch_bounds__(threads_per_block)
    run_kernel_max(const CellRange range, const Kernel kernel, Real* most) {
  const Index cell = cell_of_thread(range);
  unsigned long long bits = 0;
  if (cell >= 0) bits = static_cast<unsigned long long>(__double_as_longlong(loaded(kernel)(cell)));
  bits = largest_in_warp(bits);
  constexpr int warps = threads_per_block / 32;
  __shared__ unsigned long long of_warp[warps];
  if (threadIdx.x % 32 == 0) of_warp[threadIdx.x / 32] = bits;
  __syncthreads();
  if (threadIdx.x >= 32) return;
  bits = largest_in_warp(threadIdx.x < warps ? of_warp[threadIdx.x] : 0);
  if (threadIdx.x == 0 && bits != 0) atomicMax(reinterpret_cast<unsigned long long*>(most), bits);
}

inline unsigned grid_for(const CellRange& range) {
  constexpr Index tiles_a_block = threads_per_block / tile_cells;
  return static_cast<unsigned>((range.most_blocks() + tiles_a_block - 1) / tiles_a_block);
}

template <class Kernel>
void launch(Gpu gpu, const CellRange& range, const Kernel& kernel) {
  if (range.most_blocks() == 0) return;
  run_kernel<<<grid_for(range), threads_per_block, 0, gpu.stream>>>(range, kernel);
  cuda_check(cudaGetLastError(), "launching a kernel");
}

template <class Kernel>
void launch_shared(Gpu gpu, const CellRange& range, const Kernel& kernel) {
  launch(gpu, range, kernel);
}

template <class Kernel>
void launch_max(Gpu gpu, const CellRange& range, const Kernel& kernel, Real* most) {
  if (range.most_blocks() == 0) return;
  run_kernel_max<<<grid_for(range), threads_per_block, 0, gpu.stream>>>(range, kernel, most);
  cuda_check(cudaGetLastError(), "launching a kernel");
}

template <class Kernel>
struct IfFlag {
  const std::int32_t* flag;
  Kernel kernel;
  FRESHET_BODY void operator()(Index cell) const {
    if (*flag != 0) freshet::loaded(kernel)(cell);
  }
};

template <class Kernel>
void launch_if(Gpu gpu, const std::int32_t* flag, const CellRange& range, const Kernel& kernel) {
  launch(gpu, range, IfFlag<Kernel>{flag, kernel});
}

template <class Kernel>
void launch_one(Gpu gpu, const Kernel& kernel) {
  run_kernel<<<1, 1, 0, gpu.stream>>>(cells_between(0, 1), kernel);
  cuda_check(cudaGetLastError(), "launching a kernel");
}
#endif

}  // namespace freshet
