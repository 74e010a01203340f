#include "kernels/flow_device.hpp"
#include "kernels/flow_device_on.hpp"

namespace freshet {

std::unique_ptr<FlowDevice> make_flow_device_raster(const FlowGeometry& geometry,
                                                    FlowDeviceOptions options) {
  return std::make_unique<FlowDeviceOn<Cpu, RasterCells>>(Cpu{}, geometry, std::move(options));
}

}  // namespace freshet
