#pragma once
#include "kernels/device_array.hpp"

namespace freshet {

/// Values on their way between a space and the host: on the CPU one and the same array, on a device
/// a second one beside it in pinned memory.
template <class Space>
class StagedArray;

template <>
class StagedArray<Cpu> {
 public:
  explicit StagedArray(std::size_t size = 0) : values_(size) {}
  std::size_t size() const { return values_.size(); }
  Real* data() { return values_.data(); }
  std::span<Real> host() { return {values_.data(), values_.size()}; }
  std::span<const Real> fetched(Cpu) { return host(); }
  void send(Cpu) {}

 private:
  DeviceArray<Real, Cpu> values_;
};

#ifdef __CUDACC__
template <>
class StagedArray<Gpu> {
 public:
  explicit StagedArray(std::size_t size = 0) : values_(size) {
    cuda_check(cudaMallocHost(&host_, (size + 1) * sizeof(Real)), "allocating pinned memory");
  }
  ~StagedArray() { cudaFreeHost(host_); }
  StagedArray(StagedArray&& other) noexcept
      : values_(std::move(other.values_)), host_(std::exchange(other.host_, nullptr)) {}
  StagedArray& operator=(StagedArray&& other) noexcept {
    std::swap(values_, other.values_);
    std::swap(host_, other.host_);
    return *this;
  }
  std::size_t size() const { return values_.size(); }
  Real* data() { return values_.data(); }
  std::span<Real> host() { return {host_, values_.size()}; }

  /// The values as they are once all that was launched before has run.
  std::span<const Real> fetched(Gpu gpu) {
    cuda_check(cudaMemcpyAsync(host_, values_.data(), size() * sizeof(Real), cudaMemcpyDeviceToHost,
                               gpu.stream),
               "copy from device");
    cuda_check(cudaStreamSynchronize(gpu.stream), "waiting for a copy");
    return host();
  }
  void send(Gpu gpu) {
    cuda_check(cudaMemcpyAsync(values_.data(), host_, size() * sizeof(Real), cudaMemcpyHostToDevice,
                               gpu.stream),
               "copy to device");
  }

 private:
  DeviceArray<Real, Gpu> values_;
  Real* host_ = nullptr;
};
#endif

}  // namespace freshet
