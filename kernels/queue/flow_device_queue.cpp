#include "kernels/flow_device.hpp"
#include "kernels/flow_device_on.hpp"
#include "kernels/queue/launch.hpp"

namespace freshet {

std::unique_ptr<FlowDevice> make_flow_device_queue(const FlowGeometry& geometry,
                                                   FlowDeviceOptions options) {
  const Queue queue{WorkQueue::here().add_stream()};
  if (geometry.pixels.dx > 0)
    return std::make_unique<FlowDeviceOn<Queue, RasterCells>>(queue, geometry, std::move(options));
  if (geometry.slots == 3)
    return std::make_unique<FlowDeviceOn<Queue, Polygons<3>>>(queue, geometry, std::move(options));
  return std::make_unique<FlowDeviceOn<Queue, Polygons<4>>>(queue, geometry, std::move(options));
}

}  // namespace freshet
