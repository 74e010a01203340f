#pragma once
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "kernels/flow_device.hpp"
#include "mesh/mesh.hpp"
#include "solver/flow/flow_options.hpp"
#include "solver/flow/flow_partners.hpp"
#include "solver/flow/step_report.hpp"

namespace freshet {

/// State of a rank's owned cells.
struct FlowState {
  std::vector<Real> depth, velocity_x, velocity_y;  ///< m, m/s
  std::vector<Real> bed = {};  ///< m, as it is now; not needed where a state is given
};

/// Water that came in and that went out since the start of the run, m3, neither set off against the
/// other.
struct WaterPassed {
  Real in = 0, out = 0;
};

/// Water in the whole domain, m3.
struct VolumeBalance {
  Real now = 0;
  Real net_in = 0, net_out = 0;  ///< over the edges that gained and that lost, and by processes
  WaterPassed whole;             ///< through all boundaries and by all processes
  std::vector<WaterPassed> boundaries;           ///< by Mesh::boundary_names
  std::map<std::string, WaterPassed> processes;  ///< by account, see FieldInfo
};

/// All that a restart needs of the flow beside mesh and case, by name.
struct FlowSnapshot {
  std::int64_t steps = 0;
  std::map<std::string, Real> reals;
  std::map<std::string, std::vector<Real>> cells;  ///< of owned cells
  std::map<std::string, std::vector<Real>> edges;  ///< of the entries of Mesh::boundary
  std::map<std::string, std::vector<Real>> lists;  ///< the same on all ranks
};

/// What a run of the flow is made of beside its mesh.
struct FlowSetup {
  FlowOptions options = {};
  std::vector<BoundaryCondition> boundaries = {};
  Backend backend = Backend::Cpu;
  std::vector<std::unique_ptr<ProcessOptions>> processes = {};
  bool profiling = false;  ///< times each task by itself; a device waits for each
};

/// The shallow-water equations on a distributed mesh, in explicit steps of one length for all
/// cells. All functions but the plain getters are collective. `mesh` must outlive the solver.
class FlowSolver {
 public:
  /// `manning` (s/m^(1/3)) for all local cells. Throws InputError for conditions that do not fit
  /// the mesh, EnvironmentError where the backend is not there.
  FlowSolver(const Mesh& mesh, std::span<const Real> manning, FlowSetup setup);

  void start(const FlowState& state);

  FlowSnapshot save() const;
  /// Throws InputError where the snapshot lacks a field that this run keeps.
  void load(const FlowSnapshot& snapshot);

  /// Length (s) of the next step if it must not pass `stop`: the largest stable one; two equal ones
  /// before `stop` rather than a whole and a sliver.
  Real time_step(Real stop) { return step_.length(stop); }

  /// One step towards `stop` (s), landing on it exactly when it is reached. The note is made known
  /// to all ranks. Throws SimulationError naming cell, position and time where a state is no number
  /// or a depth negative, or the step is too short to go on in time.
  void step(Real stop, StepNote note = {}) { steps(stop, 1, note); }
  /// One or more, up to `most`: as many as the device takes before the host looks.
  /// `meanwhile` is what the host does, once, before it waits for them; it is collective.
  void steps(
      Real stop, int most, StepNote note, const std::function<void()>& meanwhile = [] {});
  /// When each of the steps that were taken last ended, s.
  std::span<const Real> times() const { return device_->times(); }

  Real time() const { return clock_.time; }
  std::int64_t steps() const { return clock_.steps; }
  Real last_time_step() const { return clock_.dt; }
  /// Of all ranks, in the last step: the largest signal, any attention.
  StepNote note() const { return partners_.note; }

  StepReport report() const;

  FlowState state() const;
  /// Cells of this rank that somebody looks at often; gives a number for `state_of`. Not
  /// collective, either.
  int watch(std::span<const Index> cells) { return device_->watch(cells); }
  FlowState state_of(int watch) const;
  /// Sides of faces of this rank's cells whose loads somebody follows, told before the first step;
  /// gives a number for `face_loads`: those of one of `times`. Not collective, either.
  int watch_faces(std::span<const FaceSide> sides) { return device_->watch_faces(sides); }
  std::span<const FaceLoad> face_loads(int watch, int step) const {
    return device_->face_loads(watch, step);
  }
  /// Whether the bed can change in this run.
  bool moves_ground() const;
  const std::vector<FieldInfo>& fields() const { return device_->fields(); }
  /// Values of a field on this rank: owned cells, entries of Mesh::boundary, own entries, or the
  /// whole list.
  std::vector<Real> values(const FieldInfo& field) const;

  /// Whether fields can be brought to the host while steps run. If so, `begin_to_read` tells which,
  /// as they are then, and `read_beside` gives one.
  bool reads_beside() const { return device_->reads_beside(); }
  void begin_to_read(const FieldInfo& field) {
    device_->begin_to_read(field.name, count_of(field));
  }
  std::vector<Real> read_beside(const FieldInfo& field) const {
    const auto values = device_->read_beside(field.name);
    return {values.begin(), values.end()};
  }

  /// Sets a list of a process (Place::Process), to the same values on all ranks: between two steps
  /// other parts of the program signal so. Not collective.
  void set_list(std::string_view field, std::span<const Real> values) {
    device_->write(field, values);
  }

  VolumeBalance volumes() const;
  double work_seconds() const;  ///< that this rank computed, not waited
  /// Whether these are of the work itself, not of its launching on a device.
  bool times_work() const { return times_work_; }
  bool skips_dry() const { return skips_dry_; }  ///< whether dry blocks of cells cost nothing
  const std::vector<FlowStep::Task>& tasks() const { return step_.tasks(); }
  std::int64_t device_bytes() const { return device_->bytes(); }  ///< of this rank
  /// That a step of this rank reads and writes, counted: every array once in each stage, of the
  /// cells that it works on now.
  double step_bytes() const {
    return static_cast<double>(step_.bytes_a_cell() * mesh_.cells) * device_->active_share();
  }

 private:
  [[noreturn]] void report_unsound() const;
  [[noreturn]] void report_stuck() const;

  struct CellPlace {
    GlobalIndex cell;  ///< cells_global if none
    Real x, y, depth;  ///< m
  };
  /// The first over all ranks of the local cells (-1: none) that each names.
  CellPlace first_place(Index local, Real depth) const;
  std::size_t count_of(const FieldInfo& field) const;  ///< on this rank
  std::vector<Real> kept(const FieldInfo& field) const;
  std::vector<Real> own_of(const FieldInfo& field, const std::vector<Real>& kept) const;

  const Mesh& mesh_;
  bool times_work_, skips_dry_;
  std::unique_ptr<FlowDevice> device_;
  FlowPartners partners_;
  FlowStep step_;
  StepClock clock_;    ///< as it was after the last step
  StepReport before_;  ///< of the run that this one goes on from
};

}  // namespace freshet
