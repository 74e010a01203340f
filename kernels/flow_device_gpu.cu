#include "kernels/error.hpp"
#include "kernels/flow_device_on.hpp"

namespace freshet {

std::string why_no_gpu() {
  int devices = 0;
  const cudaError_t code = cudaGetDeviceCount(&devices);
  if (code != cudaSuccess) return std::string("no usable CUDA device: ") + cudaGetErrorString(code);
  return devices > 0 ? "" : "no CUDA device on this machine";
}

std::unique_ptr<FlowDevice> make_flow_device_gpu(const FlowGeometry& geometry,
                                                 const FlowDeviceOptions& options) {
  if (const std::string why = why_no_gpu(); !why.empty())
    throw EnvironmentError("backend cuda: " + why);
  if (geometry.slots == 3) return std::make_unique<FlowDeviceOn<Gpu, 3>>(geometry, options);
  return std::make_unique<FlowDeviceOn<Gpu, 4>>(geometry, options);
}

}  // namespace freshet
