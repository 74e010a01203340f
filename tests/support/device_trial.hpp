#pragma once
#include "kernels/flow_step.hpp"
#include "kernels/process/boundary_volume.hpp"
#include "tests/support/grid_geometry.hpp"

namespace freshet {

/// Water in cells: depth m, velocity m/s.
struct Water {
  std::vector<Real> h, u, v;
};

/// A flow on one rank without mesh and messages, in steps as a run takes them.
class DeviceTrial {
 public:
  DeviceTrial(Backend backend, const FlowGeometry& geometry, FlowDeviceOptions options,
              TimeScheme scheme, const Water& water)
      : cells_(geometry.owned),
        device_(make_flow_device(backend, geometry, with_volumes(std::move(options)))),
        step_(*device_, alone_, scheme) {
    device_->write("depth", water.h);
    device_->write("velocity_x", water.u);
    device_->write("velocity_y", water.v);
    step_.begin();
    device_->record();
  }

  void step(Real stop = 1e30, int most = 1) { step_.run(stop, most); }
  /// As many steps, several at once where the device takes them.
  void steps(int count) {
    for (; count > 0; count -= device_->clock().taken) step_.run(1e30, count);
  }

  FlowDevice& device() { return *device_; }
  std::vector<Real> values(std::string_view field, std::size_t count) const {
    std::vector<Real> values(count);
    device_->read(field, values);
    return values;
  }
  Water water() const {
    const auto cells = static_cast<std::size_t>(cells_);
    return {values("depth", cells), values("velocity_x", cells), values("velocity_y", cells)};
  }

 private:
  static FlowDeviceOptions with_volumes(FlowDeviceOptions options) {
    options.processes.push_back(std::make_unique<BoundaryVolumeOptions>());
    return options;
  }

  Index cells_;
  Partners alone_;
  std::unique_ptr<FlowDevice> device_;
  FlowStep step_;
};

/// The same condition at all four boundaries of a grid.
inline std::vector<std::vector<BoundaryPhase>> all_round(std::string_view kind, Real value = 0) {
  BoundaryPhase phase{boundary_kind(kind)};
  if (boundary_words()[phase.kind].series[0].given()) phase.series[0] = {{0}, {value}, "value"};
  return std::vector<std::vector<BoundaryPhase>>(4, {phase});
}

}  // namespace freshet
