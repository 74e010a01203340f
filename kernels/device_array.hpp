#pragma once
#include <algorithm>
#include <cstdlib>
#include <new>
#include <span>
#include <utility>
#include <vector>

#ifdef __linux__
#include <sys/mman.h>
#endif

#include "kernels/cuda_check.hpp"
#include "kernels/space.hpp"
#include "kernels/stream.hpp"
#include "kernels/types.hpp"

namespace freshet {

/// Array in the memory of one space, zero at first; never smaller than one element, so that a
/// select may always load.
template <class T, class Space>
class DeviceArray;

/// Memory for vectors: aligned to cache lines, and in pages of 2 MiB where it is large, for kernels
/// go through more arrays at once than there are entries for small pages.
template <class T>
struct VectorMemory {
  using value_type = T;
  static constexpr std::size_t line = 64, large = std::size_t{1} << 21;
  VectorMemory() = default;
  template <class Other>
  VectorMemory(const VectorMemory<Other>&) {}

  T* allocate(std::size_t count) {
    const std::size_t alignment = count * sizeof(T) >= large ? large : line;
    const std::size_t bytes = (count * sizeof(T) + alignment - 1) / alignment * alignment;
    void* memory = std::aligned_alloc(alignment, bytes);
    if (memory == nullptr) throw std::bad_alloc();
#ifdef __linux__
    if (alignment == large) madvise(memory, bytes, MADV_HUGEPAGE);
#endif
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t) { std::free(memory); }
  bool operator==(const VectorMemory&) const = default;
};

template <class T>
class DeviceArray<T, Cpu> {
 public:
  explicit DeviceArray(std::size_t size = 0) : values_(size + 1) {}
  T* data() { return values_.data(); }
  const T* data() const { return values_.data(); }
  std::size_t size() const { return values_.size() - 1; }
  void upload(std::span<const T> from) { std::copy(from.begin(), from.end(), values_.begin()); }
  void download(std::span<T> to) const { std::copy_n(values_.begin(), to.size(), to.begin()); }

 private:
  std::vector<T, VectorMemory<T>> values_;
};

/// What a device does with memory waits for all that runs there.
template <class T>
class DeviceArray<T, Queue> {
 public:
  explicit DeviceArray(std::size_t size = 0) : values_(size) {}
  ~DeviceArray() { WorkQueue::here().wait_for_all(); }
  DeviceArray(DeviceArray&&) noexcept = default;
  DeviceArray& operator=(DeviceArray&&) noexcept = default;
  T* data() { return values_.data(); }
  const T* data() const { return values_.data(); }
  std::size_t size() const { return values_.size(); }
  void upload(std::span<const T> from) {
    WorkQueue::here().wait_for_all();
    values_.upload(from);
  }
  void download(std::span<T> to) const {
    WorkQueue::here().wait_for_all();
    values_.download(to);
  }

 private:
  DeviceArray<T, Cpu> values_;
};

#ifdef __CUDACC__
template <class T>
class DeviceArray<T, Gpu> {
 public:
  explicit DeviceArray(std::size_t size = 0) : size_(size) {
    cuda_check(cudaMalloc(&data_, (size + 1) * sizeof(T)), "allocating device memory");
    cuda_check(cudaMemset(data_, 0, (size + 1) * sizeof(T)), "clearing device memory");
  }
  ~DeviceArray() { cudaFree(data_); }
  DeviceArray(DeviceArray&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), size_(other.size_) {}
  DeviceArray& operator=(DeviceArray&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    return *this;
  }
  T* data() { return data_; }
  const T* data() const { return data_; }
  std::size_t size() const { return size_; }
  void upload(std::span<const T> from) {
    cuda_check(cudaMemcpy(data_, from.data(), from.size_bytes(), cudaMemcpyHostToDevice),
               "copy to device");
  }
  void download(std::span<T> to) const {
    cuda_check(cudaMemcpy(to.data(), data_, to.size_bytes(), cudaMemcpyDeviceToHost),
               "copy from device");
  }

 private:
  T* data_ = nullptr;
  std::size_t size_ = 0;
};
#endif

}  // namespace freshet
