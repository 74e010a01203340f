#pragma once
#include <chrono>
#include <filesystem>

#include "cases/model/run_arguments.hpp"
#include "mesh/mesh.hpp"
#include "solver/flow/flow_solver.hpp"

namespace freshet {

/// Watches how the work of a run is spread over its ranks. Work is that of wet cells and of dry
/// ones; their ratio is fitted to the time that each rank computes. Who owns a cell changes no bit
/// of a result, so that this may depend on the clock. All functions are collective.
class RunBalance {
 public:
  explicit RunBalance(const BalanceOptions& options);

  /// Whether to look now: cheap, to be asked after every step.
  bool look_due(const FlowSolver& solver) const;

  /// Fits the ratio, and returns true where the imbalance passes the limit and other shares would
  /// be better by as much as a tenth.
  bool wants_division(const Mesh& mesh, const FlowSolver& solver, Real dry_depth);

  /// Shares by the depths in a checkpoint and the ratio that it holds; equal ones where neither it
  /// nor the user tells one.
  CellShares shares_of(MPI_Comm communicator, const std::filesystem::path& checkpoint,
                       Real dry_depth);

  /// The mesh has been made, which took so many seconds: what a further division would cost.
  void divided(double seconds);

  Real dry_work() const { return dry_work_; }
  Real imbalance() const { return imbalance_; }  ///< when last looked

 private:
  using Clock = std::chrono::steady_clock;
  std::vector<std::int32_t> weights(std::span<const Real> depth, Real dry_depth) const;
  void fit(MPI_Comm communicator, Real wet, Real dry, Real seconds);

  BalanceOptions options_;
  Real dry_work_ = 1, imbalance_ = 1;
  Real work_before_ = 0;  ///< s of the solver at the last look
  double cost_ = 0;       ///< s of a division
  Clock::time_point last_division_ = Clock::now();
};

/// Moves the values of the cells `first`, ... that this rank owned to the ranks that own them in
/// `mesh`. Collective.
void move_cells(FlowState& state, GlobalIndex first, const Mesh& mesh);

}  // namespace freshet
