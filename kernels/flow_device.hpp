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

/// Queue plays a device on a core, for tests: see WorkQueue.
enum class Backend { Cpu, Cuda, Queue };

/// Which of a rank's own cells a task does: those that other ranks want are in its border.
enum class Part { All, Border, Inside };

/// One stage of a time step.
struct StageRequest {
  Real ahead = 0;       ///< share of the step that values at faces are advanced by (Hancock: 1/2)
  Real old_share = 0;   ///< of the step's first state in the result
  Real step_share = 1;  ///< what this stage's boundary fluxes contribute to the step
  bool over_start = false;      ///< writes over the state that the step began with
  bool one_of_several = false;  ///< else the whole step
};

/// State and kernels of one rank's cells on one backend: the tasks of a step, see flow_step. No
/// method communicates; what ranks must agree on is read, and set again as agreed. A device runs
/// behind the host: tasks launch and return, and only what gives values to the host waits.
class FlowDevice {
 public:
  virtual ~FlowDevice() = default;

  /// All fields, and the first values of one (the owned cells; all edges): the newest copy.
  virtual const std::vector<FieldInfo>& fields() const = 0;
  virtual void read(std::string_view field, std::span<Real> to) const = 0;
  virtual void write(std::string_view field, std::span<const Real> from) = 0;
  /// Whether these two bring fields to the host beside the steps that follow: the first values as
  /// they are when it begins.
  virtual bool reads_beside() const = 0;
  virtual void begin_to_read(std::string_view field, std::size_t count) = 0;
  virtual std::span<const Real> read_beside(std::string_view field) = 0;
  virtual std::int64_t bytes() const = 0;  ///< of device memory held
  /// That a stage of a step reads and writes for each cell that it works on: every array once.
  virtual std::int64_t stage_bytes(const StageRequest& stage) = 0;
  virtual double active_share() const = 0;  ///< of the cells, those that a step works on

  virtual StepClock clock() = 0;
  virtual void set_clock(const StepClock& clock) = 0;

  /// Depth, velocity and bed of some local cells (four values each), now: nothing else is copied
  /// from the device. The cells are told once, and known by the number that `watch` gives.
  virtual int watch(std::span<const Index> cells) = 0;
  virtual std::span<const Real> watched(int number) = 0;

  /// Sides of faces of owned cells whose loads are read off in every step, from the next one on.
  /// The number that it gives stands for them; before a step there is nothing to read.
  virtual int watch_faces(std::span<const FaceSide> sides) = 0;
  /// In the k-th of the steps that were taken last, see `times`.
  virtual std::span<const FaceLoad> face_loads(int number, int step) = 0;

  // Halo cells of the newest state.
  virtual int halo_values() const = 0;  ///< that a cell sends
  virtual void pack() = 0;              ///< begins to; what is changed later may not be packed
  virtual std::span<const Real> packed() = 0;
  virtual std::span<Real> received() = 0;  ///< to be filled between packed and unpack
  virtual void unpack() = 0;

  // The length of a step.
  /// No later than `stop` (s), and no more than `most` steps before the host looks.
  virtual void aim(Real stop, int most) = 0;
  virtual bool forced() const = 0;                ///< whether any boundary ever imposes something
  virtual void see_boundaries() = 0;              ///< water beside them, to be agreed on
  virtual void weigh_boundaries() = 0;            ///< shares of discharges
  virtual std::span<std::int64_t> weights() = 0;  ///< to be summed over ranks
  virtual void send_weights() = 0;                ///< once they are
  virtual void plan_step() = 0;
  virtual void force_largest() = 0;  ///< forcings that bound the waves of the step, and their rate
  virtual std::span<Real> largest_rate() = 0;  ///< of these, to be the largest of all ranks
  virtual void send_largest_rate() = 0;
  virtual void settle_step() = 0;
  virtual void count_step() = 0;
  virtual void force() = 0;  ///< forcings of the step

  // A stage; each writes the clock's stage_rate: at least 1e300 where a cell has no sound state.
  virtual void reconstruct(const StageRequest& stage) = 0;
  virtual void pass_edges(const StageRequest& stage) = 0;
  /// The border first, the inside later, or all at once.
  virtual void update(const StageRequest& stage, Part part) = 0;
  virtual bool in_parts() const = 0;  ///< whether it can do them one by one
  virtual bool acting() const = 0;    ///< whether processes change the state
  virtual void act() = 0;             ///< processes
  virtual void derive_halo() = 0;     ///< what halo cells and, with mixing, all cells need beside
  virtual void derive_all() = 0;      ///< of a new state

  // The end of a step.
  virtual void advance_clock() = 0;
  virtual void record() = 0;                 ///< processes
  virtual bool rate_needs_halo() const = 0;  ///< whether it is known after derive_halo only
  virtual void take_rate() = 0;
  /// Begins to bring what ranks agree on to the host: the wave rate, what they see of boundaries
  /// and what processes have to tell, each to be the largest of all ranks.
  virtual void fetch_agreement() = 0;
  virtual std::span<Real> agreement() = 0;
  virtual void send_agreement() = 0;  ///< once they are

  /// Runs a task under its name, for profilers of the device.
  virtual void run_named(const char* name, const std::function<void()>& task) = 0;
  /// Takes as many steps as were aimed at, which wait for nobody; a device may have taken their
  /// tasks down. `turns` tells how often a step turns the copies of the state; `meanwhile` is what
  /// the host does before it waits.
  virtual void run_steps(int turns, const std::function<void()>& step,
                         const std::function<void()>& meanwhile) = 0;
  virtual int most_steps_at_once() const = 0;
  /// When each of the steps that were taken last ended, s.
  virtual std::span<const Real> times() = 0;

  virtual Index first_unsound() const = 0;  ///< cell; -1 if none
};

/// Throws EnvironmentError if the backend is not built in or no device is there, InputError where
/// the rank has more faces than can be numbered.
std::unique_ptr<FlowDevice> make_flow_device(Backend backend, const FlowGeometry& geometry,
                                             FlowDeviceOptions options);
std::unique_ptr<FlowDevice> make_flow_device_raster(const FlowGeometry& geometry,
                                                    FlowDeviceOptions options);
std::unique_ptr<FlowDevice> make_flow_device_queue(const FlowGeometry& geometry,
                                                   FlowDeviceOptions options);
std::unique_ptr<FlowDevice> make_flow_device_gpu(const FlowGeometry& geometry,
                                                 FlowDeviceOptions options);

/// Empty if a CUDA device can be used, else why not.
std::string why_no_gpu();

}  // namespace freshet
