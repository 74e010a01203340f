#pragma once
#include <cstdint>
#include <cstring>
#include <memory>

#include "kernels/device_array.hpp"

namespace freshet {

/// Memory of the host from which a device copies beside other work, and to which it does.
template <class T, class Space>
class HostArray;

template <class T>
class HostArray<T, Queue> {
 public:
  explicit HostArray(std::size_t size)
      : values_(size), to_be_sent_(std::make_unique<std::int64_t>(0)) {}
  T* data() { return values_.data(); }
  std::int64_t& to_be_sent() const { return *to_be_sent_; }

 private:
  std::vector<T> values_;
  std::unique_ptr<std::int64_t> to_be_sent_;  ///< copies that have not yet read it
};

/// Begins a copy on the stream of a space: what is read or written then must stay as it is until
/// the copy is waited for.
template <class T>
void copy_to_host(Queue space, HostArray<T, Queue>& to, const T* from, std::size_t count) {
  T* values = to.data();
  // What has not come is no number.
  if (to.to_be_sent() == 0) std::memset(static_cast<void*>(values), 0xff, count * sizeof(T));
  WorkQueue::here().add(space.stream, [=] { std::copy_n(from, count, values); });
}
template <class T>
void copy_to_device(Queue space, T* to, HostArray<T, Queue>& from, std::size_t count) {
  const T* values = from.data();
  std::int64_t* to_be_sent = &from.to_be_sent();
  ++*to_be_sent;
  WorkQueue::here().add(space.stream, [=] {
    std::copy_n(values, count, to);
    --*to_be_sent;
  });
}

#ifdef __CUDACC__
template <class T>
class HostArray<T, Gpu> {
 public:
  explicit HostArray(std::size_t size) {
    cuda_check(cudaMallocHost(&data_, (size + 1) * sizeof(T)), "allocating pinned memory");
  }
  ~HostArray() { cudaFreeHost(data_); }
  HostArray(HostArray&& other) noexcept : data_(std::exchange(other.data_, nullptr)) {}
  HostArray& operator=(HostArray&& other) noexcept {
    std::swap(data_, other.data_);
    return *this;
  }
  T* data() { return data_; }

 private:
  T* data_ = nullptr;
};

template <class T>
void copy_to_host(Gpu gpu, HostArray<T, Gpu>& to, const T* from, std::size_t count) {
  cuda_check(
      cudaMemcpyAsync(to.data(), from, count * sizeof(T), cudaMemcpyDeviceToHost, gpu.stream),
      "copy from device");
}
template <class T>
void copy_to_device(Gpu gpu, T* to, HostArray<T, Gpu>& from, std::size_t count) {
  cuda_check(
      cudaMemcpyAsync(to, from.data(), count * sizeof(T), cudaMemcpyHostToDevice, gpu.stream),
      "copy to device");
}
#endif

/// Values on their way between a space and the host: on the CPU one and the same array, on a device
/// a second one beside it in pinned memory. Copies run on a stream; the host waits by itself before
/// it reads or writes again.
template <class T, class Space>
class StagedArray {
 public:
  explicit StagedArray(std::size_t size = 0) : host_(size), values_(size) {}
  std::size_t size() const { return values_.size(); }
  T* data() { return values_.data(); }
  const T* data() const { return values_.data(); }
  std::span<T> host() { return {host_.data(), size()}; }
  void fetch(Space space) { copy_to_host(space, host_, values_.data(), size()); }
  void send(Space space) { copy_to_device(space, values_.data(), host_, size()); }

 private:
  HostArray<T, Space> host_;  ///< outlives the device's, which waits for copies when it goes
  DeviceArray<T, Space> values_;
};

template <class T>
class StagedArray<T, Cpu> {
 public:
  explicit StagedArray(std::size_t size = 0) : values_(size) {}
  std::size_t size() const { return values_.size(); }
  T* data() { return values_.data(); }
  const T* data() const { return values_.data(); }
  std::span<T> host() { return {values_.data(), values_.size()}; }
  void fetch(Cpu) {}
  void send(Cpu) {}

 private:
  DeviceArray<T, Cpu> values_;
};

/// The values as they are once all that was launched before has run.
template <class T, class Space>
std::span<T> fetched(StagedArray<T, Space>& array, Space space) {
  array.fetch(space);
  wait_for(space);
  return array.host();
}

}  // namespace freshet
