#pragma once
#include <filesystem>
#include <memory>

#include "cases/model/case.hpp"
#include "cases/simulation/schedule.hpp"
#include "mesh/mesh.hpp"
#include "post/flow_file.hpp"
#include "post/series.hpp"
#include "solver/flow/flow_solver.hpp"

namespace freshet {

/// The files of a run that grow with time. All functions are collective.
class RunOutput {
 public:
  RunOutput(const Case& given, const Mesh& mesh, const FlowSolver& solver,
            const std::filesystem::path& out, bool append);

  /// The next time at which anything is due.
  Real next_event(Real time) const;
  bool checkpoint_due(Real time) const;

  /// After a restart: drops what a former run wrote at or after the checkpoint's time, for it may
  /// have been stopped between two events, and writes again what is due at that time.
  void go_on_from(const FlowSolver& solver);

  /// Writes what is due now; everything if `last`.
  void write(const FlowSolver& solver, bool last);

 private:
  void write_static(const FlowSolver& solver);

  const Case& given_;
  Schedule fields_, series_, checkpoints_;
  FlowWriter flow_;
  std::unique_ptr<GaugeWriter> gauges_;
  std::unique_ptr<SectionWriter> sections_;
};

FlowView view(const FlowState& state);

}  // namespace freshet
