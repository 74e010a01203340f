#include "cases/simulation/run_balance.hpp"

#include <algorithm>
#include <cmath>

#include "mesh/parallel/ask.hpp"
#include "mesh/parallel/mpi.hpp"
#include "post/checkpoint.hpp"

namespace freshet {
namespace {

constexpr std::int32_t kWetWeight = 1024;
constexpr std::int64_t kSteps = 1000;
constexpr double kLeastSeconds = 60;  ///< between divisions that nobody asked for
constexpr double kWorth = 20;         ///< times its cost a division should last
constexpr Real kBetter = 0.9;
constexpr Real kLeastDryWork = 1.0 / 64;

}  // namespace

RunBalance::RunBalance(const BalanceOptions& options)
    : options_(options), dry_work_(options.dry_work.value_or(1)) {}

bool RunBalance::look_due(const FlowSolver& solver) const {
  return options_.limit > 0 && solver.steps() % options_.steps.value_or(kSteps) == 0;
}

std::vector<std::int32_t> RunBalance::weights(std::span<const Real> depth, Real dry_depth) const {
  const auto dry =
      std::max<std::int32_t>(1, static_cast<std::int32_t>(std::lround(kWetWeight * dry_work_)));
  std::vector<std::int32_t> result;
  result.reserve(depth.size());
  for (const Real h : depth) result.push_back(h >= dry_depth ? kWetWeight : dry);
  return result;
}

/// Least squares over the ranks of seconds = a wet + b dry; the ratio is b / a.
void RunBalance::fit(MPI_Comm communicator, Real wet, Real dry, Real seconds) {
  std::vector<Real> sums{wet * wet, wet * dry, dry * dry, wet * seconds, dry * seconds};
  mpi::all_reduce(communicator, sums, MPI_SUM);
  const Real determinant = sums[0] * sums[2] - sums[1] * sums[1];
  if (!(determinant > 1e-6 * sums[0] * sums[2])) return;  // all ranks are about equally wet
  const Real a = sums[3] * sums[2] - sums[4] * sums[1], b = sums[0] * sums[4] - sums[1] * sums[3];
  if (a > 0) dry_work_ = std::clamp(b / a, kLeastDryWork, Real{1});
}

bool RunBalance::wants_division(const Mesh& mesh, const FlowSolver& solver, Real dry_depth) {
  if (mesh.ranks == 1) return false;
  const FlowState state = solver.state();
  const auto wet = static_cast<Real>(std::count_if(state.depth.begin(), state.depth.end(),
                                                   [&](Real h) { return h >= dry_depth; }));
  const Real seconds = solver.work_seconds() - work_before_;
  work_before_ = solver.work_seconds();
  if (!options_.dry_work && !solver.times_work() && solver.skips_dry()) dry_work_ = kLeastDryWork;
  if (!options_.dry_work && solver.times_work() && mpi::min(mesh.communicator, seconds) > 0)
    fit(mesh.communicator, wet, static_cast<Real>(mesh.owned) - wet, seconds);
  const auto work = weights(state.depth, dry_depth);
  imbalance_ = freshet::imbalance(mesh.communicator, work);
  const std::chrono::duration<double> since = Clock::now() - last_division_;
  const bool soon = !options_.steps && since.count() < std::max(kLeastSeconds, kWorth * cost_);
  if (mpi::max(mesh.communicator, soon ? 1 : 0) > 0 || imbalance_ <= options_.limit) return false;
  return weighted_shares(mesh.communicator, work) != mesh.shares && imbalance_ * kBetter > 1;
}

CellShares RunBalance::shares_of(MPI_Comm communicator, const std::filesystem::path& checkpoint,
                                 Real dry_depth) {
  const CheckpointDepth read = read_checkpoint_depth(communicator, checkpoint);
  if (!options_.dry_work && read.reals.contains("dry_work")) dry_work_ = read.reals.at("dry_work");
  if (options_.limit <= 0 || read.depth.empty()) return {};
  return weighted_shares(communicator, weights(read.depth, dry_depth));
}

void RunBalance::divided(double seconds) {
  cost_ = seconds;
  work_before_ = 0;
  last_division_ = Clock::now();
}

void move_cells(FlowState& state, GlobalIndex first, const Mesh& mesh) {
  for (auto* values : {&state.depth, &state.velocity_x, &state.velocity_y, &state.bed}) {
    GlobalIndex next = first;
    *values =
        send(mesh.communicator, *values, [&](Real) { return share_owner(mesh.shares, next++); });
  }
}

}  // namespace freshet
