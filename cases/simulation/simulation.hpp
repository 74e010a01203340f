#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cases/environment/signals.hpp"
#include "cases/model/case_run.hpp"
#include "cases/model/structures_on_mesh.hpp"
#include "cases/simulation/participant.hpp"
#include "cases/simulation/run_balance.hpp"
#include "cases/simulation/status_file.hpp"
#include "mesh/query/point_location.hpp"
#include "post/flow_view.hpp"
#include "post/progress.hpp"
#include "solver/flow/flow_solver.hpp"

namespace freshet {

/// A run of the flow of a case: its mesh, its solver and those who take part. All functions that
/// are not const are collective.
class Simulation {
 public:
  /// `run` holds the case, `restart` the checkpoint to go on from, or no name.
  Simulation(CaseRun& run, Backend backend, std::filesystem::path restart, Log& log,
             StatusFile& status);

  /// From the start, or the checkpoint, to the end or a signal. The state at the end goes to the
  /// run, and what can be told of it to its summary.
  void carry_out();

  // What participants see.
  const Case& given() const { return run_.given; }
  const RunArguments& arguments() const { return run_.arguments; }
  const Mesh& mesh() const { return run_.mesh; }
  const FlowSolver& solver() const { return *solver_; }
  FlowSolver& own_solver() { return *solver_; }  ///< for what is told before the first step
  CaseRun& run() { return run_; }
  RunBalance& balance() { return balance_; }
  StatusFile& status() { return status_; }
  Log& log() { return log_; }
  bool root() const { return run_.mesh.rank == 0; }
  Real end() const;                                    ///< s; of --until or the case
  Real volume_start() const { return volume_start_; }  ///< m3

  /// Whether no step follows: the end, or a signal.
  bool over() const { return solver_->time() >= end() || solver_->note().signal != 0; }
  /// Whether --until has shortened a step: the steps are no longer those of a run in one go, whose
  /// last checkpoint is written already.
  bool left_schedule() const { return left_schedule_; }

  /// Of the owned cells, now. Fetched once a step, when first asked for.
  const FlowState& state() const;
  /// Cells of this rank that a participant looks at often: see FlowSolver::state_of.
  int watch(std::span<const Index> cells) { return solver_->watch(cells); }
  const StructureChains& chains() const { return chains_; }
  const PointLocation& location() const;  ///< finds cells of the mesh; made when first asked for

  void say(const std::string& line);  ///< on rank 0
  void tell_status();                 ///< in progress.json
  std::filesystem::path write_checkpoint();
  /// Goes on from a checkpoint of now, with the cells divided anew among the ranks.
  void divide();

 private:
  void make_mesh_by_work();
  void start_solver();
  void go_on_from_checkpoint();
  void advance(const SignalGuard& signals);
  StepNote note(const SignalGuard& signals) const;
  Real next_stop();
  void summarise();

  CaseRun& run_;
  Backend backend_;
  std::filesystem::path restart_;
  Log& log_;
  StatusFile& status_;
  RunBalance balance_;
  StructureChains chains_;
  std::unique_ptr<FlowSolver> solver_;
  std::vector<std::unique_ptr<Participant>> participants_;
  mutable std::optional<FlowState> state_;
  mutable std::optional<PointLocation> location_;
  Real volume_start_ = 0;
  bool left_schedule_ = false;
  bool divide_ = false;   ///< the cells are to be divided anew
  bool divided_ = false;  ///< they were, so that the run has begun long ago
};

/// The name of a backend in the summary.
std::string backend_name(Backend backend);

FlowView view(const FlowState& state);

}  // namespace freshet
