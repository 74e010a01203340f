#include "kernels/flow_device.hpp"

#include "kernels/error.hpp"
#include "kernels/flow_device_on.hpp"

namespace freshet {

std::unique_ptr<FlowDevice> make_flow_device(Backend backend, const FlowGeometry& geometry,
                                             const FlowDeviceOptions& options) {
  if (backend == Backend::Cuda) return make_flow_device_gpu(geometry, options);
  if (geometry.slots == 3) return std::make_unique<FlowDeviceOn<Cpu, 3>>(geometry, options);
  return std::make_unique<FlowDeviceOn<Cpu, 4>>(geometry, options);
}

#ifndef FRESHET_HAVE_CUDA
std::unique_ptr<FlowDevice> make_flow_device_gpu(const FlowGeometry&, const FlowDeviceOptions&) {
  throw EnvironmentError("backend cuda: " + why_no_gpu());
}

std::string why_no_gpu() { return "this freshet was built without CUDA (no nvcc was found)"; }
#endif

}  // namespace freshet
