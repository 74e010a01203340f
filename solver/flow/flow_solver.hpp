#pragma once
#include <memory>
#include <span>
#include <vector>

#include "kernels/flow_device.hpp"
#include "mesh/mesh.hpp"
#include "solver/flow/flow_boundaries.hpp"
#include "solver/flow/flow_options.hpp"
#include "solver/flow/step_report.hpp"

namespace freshet {

/// State of a rank's owned cells.
struct FlowState {
  std::vector<Real> depth, velocity_x, velocity_y;  ///< m, m/s
};

/// Water that passed a boundary since the start of the run, m3: what came in and what went out
/// through each edge in each step, neither set off against the other.
struct BoundaryVolume {
  Real in = 0, out = 0;
};

/// Water in the whole domain, m3.
struct VolumeBalance {
  Real now = 0;
  Real net_in = 0, net_out = 0;            ///< sums over the edges that gained and that lost
  BoundaryVolume whole;                    ///< of all boundaries
  std::vector<BoundaryVolume> boundaries;  ///< by Mesh::boundary_names
};

/// What a rank has to tell the others; it travels with the time step, so that it costs no message
/// of its own.
struct StepNote {
  int signal = 0;          ///< that the rank received; 0: none
  bool attention = false;  ///< somebody wants to look at the state
};

/// All that a restart needs besides mesh and case.
struct FlowSnapshot {
  Real time = 0;
  std::int64_t steps = 0;
  FlowState state;
  EdgeRecordArrays edges;
  MaximaArrays maxima;
  Real wave_rate = 0;  ///< of all cells, marked, 1/s
  StepReport report;
};

/// The shallow-water equations on a distributed mesh, in explicit steps of one length for all
/// cells. All functions but the plain getters are collective. `mesh` must outlive the solver.
class FlowSolver {
 public:
  /// `manning` for all local cells. Throws InputError for conditions that do not fit the mesh,
  /// EnvironmentError where the backend is not there.
  FlowSolver(const Mesh& mesh, std::span<const Real> manning, const FlowOptions& options,
             std::vector<BoundaryCondition> conditions, Backend backend, bool maxima,
             std::vector<Real> arrival_depths);

  void start(const FlowState& state);
  void restore(const FlowSnapshot& snapshot);
  FlowSnapshot snapshot() const;

  /// Length (s) of the next step if it must not pass `stop`: the largest stable one; two equal ones
  /// before `stop` rather than a whole and a sliver.
  Real time_step(Real stop) const;

  /// One step towards `stop` (s), landing on it exactly when it is reached. `signal` (0: none) is
  /// made known to all ranks. Throws SimulationError naming cell, position and time where a state
  /// is no number or a depth negative.
  void step(Real stop, StepNote note = {});

  Real time() const { return time_; }
  std::int64_t steps() const { return steps_; }
  Real last_time_step() const { return last_time_step_; }
  StepNote note() const {
    return note_;
  }  ///< of all ranks, in the last step: the largest signal, any attention

  const StepReport& report() const { return report_; }

  FlowState state() const;
  MaximaArrays maxima() const { return device_->maxima(); }
  VolumeBalance volumes() const;
  double work_seconds() const { return work_seconds_; }  ///< that this rank computed, not waited
  std::int64_t device_bytes() const { return device_->bytes(); }  ///< of this rank

 private:
  void exchange_halo();
  void run_stages(Real dt);
  void agree(Real rate, StepNote note);
  [[noreturn]] void report_unsound() const;

  struct Limited {
    Real dt;  ///< s
    StepLimit by;
  };
  Limited limited_step(Real stop) const;
  void count(const Limited& step);

  struct CellPlace {
    GlobalIndex cell;  ///< cells_global if none
    Real x, y, depth;  ///< m
  };
  CellPlace first_place(Index local) const;
  void restart_from(const FlowState& state);

  const Mesh& mesh_;
  FlowOptions options_;
  std::unique_ptr<FlowDevice> device_;
  std::unique_ptr<FlowBoundaries> boundaries_;
  std::vector<Real> send_, receive_;
  Real time_ = 0, last_time_step_ = 0;
  Real stage_rate_ = 0;  ///< of this rank after the last stage, 1/s
  Real wave_rate_ = 0;   ///< of all ranks, 1/s
  std::int64_t steps_ = 0;
  double work_seconds_ = 0;
  StepNote note_;
  StepReport report_;
};

}  // namespace freshet
