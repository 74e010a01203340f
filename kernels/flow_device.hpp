#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kernels/boundary_condition.hpp"
#include "kernels/face_load.hpp"
#include "kernels/field_store.hpp"
#include "kernels/flow_geometry.hpp"
#include "kernels/step_clock.hpp"

namespace freshet {

enum class Backend { Cpu, Cuda };

/// One stage of a time step.
struct StageRequest {
  Real ahead = 0;       ///< share of the step that values at faces are advanced by (Hancock: 1/2)
  Real old_share = 0;   ///< of the step's first state in the result
  Real step_share = 1;  ///< what this stage's boundary fluxes contribute to the step
  bool over_start = false;      ///< writes over the state that the step began with
  bool one_of_several = false;  ///< else the whole step
};

/// State and kernels of one rank's cells on one backend: the tasks of a step, see flow_step. No
/// method communicates; what ranks must agree on is read, and set again as agreed.
class FlowDevice {
 public:
  virtual ~FlowDevice() = default;

  /// All fields, and the first values of one (the owned cells; all edges): the newest copy.
  virtual const std::vector<FieldInfo>& fields() const = 0;
  virtual void read(std::string_view field, std::span<Real> to) const = 0;
  virtual void write(std::string_view field, std::span<const Real> from) = 0;
  virtual std::int64_t bytes() const = 0;  ///< of device memory held
  /// That a stage of a step reads and writes for each cell that it works on: every array once.
  virtual std::int64_t stage_bytes(const StageRequest& stage) = 0;
  virtual double active_share() const = 0;  ///< of the cells, those that a step works on

  virtual StepClock clock() const = 0;
  virtual void set_clock(const StepClock& clock) = 0;

  /// Depth, velocity and bed of some local cells (four values each), now: nothing else is copied
  /// from the device. The cells are told once, and known by the number that `watch` gives.
  virtual int watch(std::span<const Index> cells) = 0;
  virtual std::span<const Real> watched(int number) = 0;

  /// Sides of faces of owned cells whose loads are read off in every step, from the next one on.
  /// The number that it gives stands for them; before a step there is nothing to read.
  virtual int watch_faces(std::span<const FaceSide> sides) = 0;
  virtual std::span<const FaceLoad> face_loads(int number) = 0;

  // Halo cells of the newest state.
  virtual int halo_values() const = 0;  ///< that a cell sends
  virtual std::span<const Real> pack() = 0;
  virtual std::span<Real> received() = 0;  ///< to be filled before
  virtual void unpack() = 0;

  // The length of a step.
  virtual bool forced() const = 0;  ///< whether any boundary ever imposes something
  virtual void see_boundaries() = 0;
  /// Deepest water and highest level beside each condition: two values each.
  virtual std::vector<Real> sight() const = 0;
  virtual void set_sight(std::span<const Real> agreed) = 0;
  virtual void weigh_boundaries() = 0;  ///< shares of discharges
  virtual std::vector<std::int64_t> weights() const = 0;
  virtual void set_weights(std::span<const std::int64_t> agreed) = 0;
  virtual void plan_step() = 0;
  virtual void force_largest() = 0;  ///< forcings that bound the waves of the step, and their rate
  virtual void settle_step() = 0;
  virtual void count_step() = 0;
  virtual void force() = 0;  ///< forcings of the step

  // A stage; each writes the clock's stage_rate: at least 1e300 where a cell has no sound state.
  virtual void reconstruct(const StageRequest& stage) = 0;
  virtual void pass_edges(const StageRequest& stage) = 0;
  virtual void update(const StageRequest& stage) = 0;
  virtual void act() = 0;          ///< processes
  virtual void derive_halo() = 0;  ///< what halo cells and, with mixing, all cells need beside
  virtual void derive_all() = 0;   ///< of a new state

  // The end of a step.
  virtual void advance_clock() = 0;
  virtual void record() = 0;  ///< processes
  virtual void take_rate() = 0;
  /// The wave rate and what processes agree on, each to be the largest of all ranks.
  virtual std::vector<Real> agreement() const = 0;
  virtual void set_agreement(std::span<const Real> agreed) = 0;

  /// Runs a task under its name, for profilers of the device.
  virtual void run_named(const char* name, const std::function<void()>& task) = 0;
  /// Runs tasks of this device that are the same in every step and wait for nobody; a device may
  /// have taken them down as a graph. `turns` tells how often they turn the copies of the state.
  virtual void run_recorded(int turns, const std::function<void()>& tasks) = 0;

  virtual Index first_unsound() const = 0;  ///< cell; -1 if none
};

/// Throws EnvironmentError if the backend is not built in or no device is there, InputError where
/// the rank has more faces than can be numbered.
std::unique_ptr<FlowDevice> make_flow_device(Backend backend, const FlowGeometry& geometry,
                                             FlowDeviceOptions options);
std::unique_ptr<FlowDevice> make_flow_device_raster(const FlowGeometry& geometry,
                                                    FlowDeviceOptions options);
std::unique_ptr<FlowDevice> make_flow_device_gpu(const FlowGeometry& geometry,
                                                 FlowDeviceOptions options);

/// Empty if a CUDA device can be used, else why not.
std::string why_no_gpu();

}  // namespace freshet
