#include "kernels/error.hpp"
#include "kernels/flow_device_on.hpp"

namespace freshet {
namespace {

/// The device of a rank: those on one machine take its devices in turn.
Gpu device_of(int local_rank) {
  int devices = 0;
  cuda_check(cudaGetDeviceCount(&devices), "counting CUDA devices");
  cuda_check(cudaSetDevice(local_rank % devices), "choosing a CUDA device");
  Gpu gpu;
  cuda_check(cudaStreamCreate(&gpu.stream), "making a stream");
  return gpu;
}

}  // namespace

std::string why_no_gpu() {
  int devices = 0;
  const cudaError_t code = cudaGetDeviceCount(&devices);
  if (code != cudaSuccess) return std::string("no usable CUDA device: ") + cudaGetErrorString(code);
  return devices > 0 ? "" : "no CUDA device on this machine";
}

std::unique_ptr<FlowDevice> make_flow_device_gpu(const FlowGeometry& geometry,
                                                 FlowDeviceOptions options) {
  if (const std::string why = why_no_gpu(); !why.empty())
    throw EnvironmentError("backend cuda: " + why);
  const Gpu gpu = device_of(options.local_rank);
  if (geometry.pixels.dx > 0)
    return std::make_unique<FlowDeviceOn<Gpu, RasterCells>>(gpu, geometry, std::move(options));
  if (geometry.slots == 3)
    return std::make_unique<FlowDeviceOn<Gpu, Polygons<3>>>(gpu, geometry, std::move(options));
  return std::make_unique<FlowDeviceOn<Gpu, Polygons<4>>>(gpu, geometry, std::move(options));
}

}  // namespace freshet
