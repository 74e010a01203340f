#pragma once
#include <mpi.h>

#include <span>
#include <string>
#include <vector>

#include "kernels/flow_device.hpp"
#include "solver/flow/flow_options.hpp"

namespace freshet {

/// The boundary conditions of a run, one for each boundary name of the mesh (a wall where the case
/// says nothing).
class FlowBoundaries {
 public:
  /// Throws InputError for a condition on a name that the mesh does not have, listing those that it
  /// has.
  FlowBoundaries(std::span<const std::string> names, std::vector<BoundaryCondition> conditions,
                 std::vector<Real> lengths);

  /// The first time (s) after `time` at which a boundary changes its kind; infinity if none does.
  /// Steps end there, so that none has two kinds.
  Real next_change(Real time) const;

  /// Sets the forcings of a step from `from` to `to` (s) from the newest state. Discharges and
  /// levels are the exact means of their series over the step, a rated outflow follows the highest
  /// level on its boundary. Collective.
  void force(FlowDevice& device, MPI_Comm communicator, Real from, Real to) const;

  /// Largest wave rate (1/s) that inflows and levels between `from` and `to` can bring. Collective.
  Real wave_rate(FlowDevice& device, MPI_Comm communicator, Real from, Real to) const;

 private:
  using Value = Real (*)(const PiecewiseLinear& series, Real from, Real to);
  void set(FlowDevice& device, MPI_Comm communicator, Real from, Real to, Value value) const;

  /// What each boundary is from a time on; the first from before any time.
  std::vector<std::vector<BoundaryChange>> conditions_;
  std::vector<Real> lengths_;
};

}  // namespace freshet
