#pragma once
#include <memory>
#include <string>
#include <vector>

#include "kernels/cell_range.hpp"

namespace freshet {

template <class Space>
class FlowMemory;

/// What a case asks of a process; each has its own. The build makes a process of every kind whose
/// options are given.
struct ProcessOptions {
  virtual ~ProcessOptions() = default;
};

/// What takes part in every step beside the shallow-water equations themselves: rain, a weir, a
/// breach, maxima. It declares its fields when it is made; what of them is state goes into
/// checkpoints and comes back, what is written stands in flow.h5, and what is water is accounted
/// for. It runs on a rank's own cells, without messages. The clock tells time and step.
///
/// `bound_step`, `act`, `pass_edges` and `record` launch kernels and do nothing else, the same ones
/// in every step: a device may take them down once and repeat them. What changes from step to step
/// (whether a breach has begun, which cells are wet) is decided in kernels, by the clock and by
/// fields.
template <class Space>
class Process {
 public:
  virtual ~Process() = default;

  /// Shortens the step that is planned (clock.dt, from clock.time) where it would bring too much
  /// water at once; by the clock and by what is the same on all ranks.
  virtual void bound_step(FlowMemory<Space>&) {}

  bool acting = true;  ///< whether it has an `act` of its own: told by the build

  /// Changes the new state (depth, velocity) or the ground of owned cells at the end of a step,
  /// from clock.time to clock.next, and tells which cells may have changed: a dry cell that it
  /// does not tell of may be left out of steps.
  virtual CellRange act(FlowMemory<Space>&) { return {}; }
  /// Whether it changes bed levels or friction; slopes of the bed follow by themselves.
  virtual bool changes_ground() const { return false; }

  /// After the fluxes of each stage: what passed the boundary counts by `step_share` of the step.
  virtual void pass_edges(FlowMemory<Space>&, Real step_share) { static_cast<void>(step_share); }

  /// After the step, when clock.time is that of the new state; and once at the start, with a step
  /// of no length.
  virtual void record(FlowMemory<Space>&) {}

  /// The name of a field (Place::Process) that all ranks need at the largest values that any of
  /// them has: it travels with the wave rate at the end of each step. Empty: none.
  virtual std::string agreed() const { return ""; }
};

/// All processes of kernels/process/ that the options ask for, in the order of these. Throws
/// InputError for options that no process takes.
template <class Space>
std::vector<std::unique_ptr<Process<Space>>> make_processes(
    const std::vector<std::unique_ptr<ProcessOptions>>& options, FlowMemory<Space>& memory);

}  // namespace freshet
