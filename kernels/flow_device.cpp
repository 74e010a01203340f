#include "kernels/flow_device.hpp"

#include <limits>

#include "kernels/error.hpp"
#include "kernels/flow_device_on.hpp"

namespace freshet {
namespace {

/// Faces are numbered in 32 bits on a rank.
void check_size(const FlowGeometry& g) {
  const auto most = std::numeric_limits<Index>::max() / g.slots;
  if (g.cells > most)
    throw InputError("a rank can hold no more than " + std::to_string(most) +
                     " cells of this mesh: use more ranks (" + std::to_string(g.cells) + ")");
}

}  // namespace

std::unique_ptr<FlowDevice> make_flow_device(Backend backend, const FlowGeometry& geometry,
                                             FlowDeviceOptions options) {
  check_size(geometry);
  if (backend == Backend::Queue) return make_flow_device_queue(geometry, std::move(options));
  if (backend == Backend::Cuda) return make_flow_device_gpu(geometry, std::move(options));
  if (geometry.pixels.dx > 0) return make_flow_device_raster(geometry, std::move(options));
  if (geometry.slots == 3)
    return std::make_unique<FlowDeviceOn<Cpu, Polygons<3>>>(Cpu{}, geometry, std::move(options));
  return std::make_unique<FlowDeviceOn<Cpu, Polygons<4>>>(Cpu{}, geometry, std::move(options));
}

#ifndef FRESHET_HAVE_CUDA
std::unique_ptr<FlowDevice> make_flow_device_gpu(const FlowGeometry&, FlowDeviceOptions) {
  throw EnvironmentError("backend cuda: " + why_no_gpu());
}

std::string why_no_gpu() { return "this freshet was built without CUDA (no nvcc was found)"; }
#endif

}  // namespace freshet
