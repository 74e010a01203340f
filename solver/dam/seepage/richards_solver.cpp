#include "solver/dam/seepage/richards_solver.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/error.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet::dam {
namespace {

using petsc::check;

// Residuals below this share of the largest flow are none: well below what a balance may miss.
constexpr Real kResidual = 1e-11;
constexpr int kIterations = 25;
constexpr int kSettleSteps = 400;

}  // namespace

Real WaterBalance::error() const {
  const Real largest = std::max({std::abs(in), std::abs(out), std::abs(now - start)});
  return largest > 0 ? std::abs(now - start - through) / largest : 0;
}

RichardsSolver::RichardsSolver(const PressureSpace& space, const Spec& spec,
                               const std::vector<int>& soil_of_zone)
    : space_(&space),
      equation_(space, spec.embankment->soils, soil_of_zone),
      boundary_(space, spec) {
  for (auto* vector : {&psi_, &trial_, &lower_, &upper_, &rain_, &residual_})
    *vector = space.vector();
  for (const auto& soil : spec.embankment->soils)
    largest_alpha_ = std::max(largest_alpha_, soil.retention.alpha);
  for (const auto& soil : spec.embankment->soils)
    largest_conductivity_ =
        std::max({largest_conductivity_, soil.conductivity[0], soil.conductivity[1]});
  Real low = HUGE_VAL, high = -HUGE_VAL;
  for (const auto& place : space.mesh().place) {
    low = std::min(low, place[1]);
    high = std::max(high, place[1]);
  }
  extent_ = mpi::max(space.mesh().communicator, high) - mpi::min(space.mesh().communicator, low);
  KSP linear = nullptr;
  PC preconditioner = nullptr;
  check(SNESCreate(space.mesh().communicator, solver_.put()), "SNESCreate");
  check(SNESSetType(solver_.get(), SNESVINEWTONRSLS), "SNESSetType");
  check(SNESSetFunction(solver_.get(), residual_.get(), form_residual, this), "SNESSetFunction");
  check(SNESSetJacobian(solver_.get(), equation_.matrix(), equation_.matrix(), form_matrix, this),
        "SNESSetJacobian");
  check(SNESGetKSP(solver_.get(), &linear), "SNESGetKSP");
  check(KSPSetType(linear, KSPPREONLY), "KSPSetType");
  check(KSPGetPC(linear, &preconditioner), "KSPGetPC");
  check(PCSetType(preconditioner, PCLU), "PCSetType");
  check(PCFactorSetMatSolverType(preconditioner, MATSOLVERMUMPS), "MUMPS");
  SNESLineSearch search = nullptr;
  check(SNESGetLineSearch(solver_.get(), &search), "SNESGetLineSearch");
  check(SNESLineSearchSetPreCheck(search, bend_step, this), "SNESLineSearchSetPreCheck");
  order_fast();
  check(SNESSetOptionsPrefix(solver_.get(), "seepage_"), "SNESSetOptionsPrefix");
  check(SNESSetFromOptions(solver_.get()), "SNESSetFromOptions");
}

PetscErrorCode RichardsSolver::form_residual(SNES solver, Vec psi, Vec out, void* context) {
  auto& self = *static_cast<RichardsSolver*>(context);
  try {
    self.equation_.residual(out, psi);
    check(VecAXPY(out, -1, self.rain_.get()), "VecAXPY");
  } catch (const std::exception&) {
    SNESSetFunctionDomainError(solver);
  }
  return 0;
}

PetscErrorCode RichardsSolver::form_matrix(SNES, Vec psi, Mat, Mat, void* context) {
  try {
    static_cast<RichardsSolver*>(context)->equation_.fill_matrix(psi);
  } catch (const std::exception&) {
    return PETSC_ERR_LIB;
  }
  return 0;
}

/// Takes Newton's step of a vertex in suction in u = 1 / (1/alpha + suction) instead of psi, on
/// which both branches meet with the same slope where psi = 0. In dry soil the water content hardly
/// changes with psi, so that a step in psi floods the vertices at a wetting front, and the next one
/// throws their neighbours into endless suction; the more so, the smaller the cells. Such a change
/// of the variable is what Brenner and Cancès 2017 (SIAM J. Numer. Anal. 55) advise.
PetscErrorCode RichardsSolver::bend_step(SNESLineSearch, Vec psi, Vec fall, PetscBool* changed,
                                         void* context) {
  constexpr Real kDrying = 0.5;  // of u: what a step leaves of it at least
  const auto& self = *static_cast<RichardsSolver*>(context);
  const Real width = 1 / self.largest_alpha_;
  *changed = self.bending_ ? PETSC_TRUE : PETSC_FALSE;
  if (!self.bending_) return 0;
  const PetscScalar* now = nullptr;
  PetscScalar* change = nullptr;
  check(VecGetArrayRead(psi, &now), "VecGetArrayRead");
  check(VecGetArray(fall, &change), "VecGetArray");
  for (PetscInt i = 0; i < self.space_->owned(); ++i) {
    Real next = now[i] - change[i];
    if (now[i] < 0) {
      const Real u = 1 / (width - now[i]);
      const Real to = std::max(kDrying * u, u - u * u * change[i]);
      next = to * width < 1 ? width - 1 / to : (to * width - 1) * width;
    } else if (next < -width) {
      next = -width;
    }
    change[i] = now[i] - next;
  }
  check(VecRestoreArray(fall, &change), "VecRestoreArray");
  check(VecRestoreArrayRead(psi, &now), "VecRestoreArrayRead");
  return 0;
}

void RichardsSolver::start_at(Real level) {
  std::vector<Real> own;
  for (std::size_t i = 0; i < space_->owned_vertices().size(); ++i)
    own.push_back(level - boundary_.height(i));
  space_->set_own_values(psi_.get(), own);
}

/// The reduced matrix is another in every iteration, so that MUMPS orders it anew each time: its
/// approximate minimum fill takes a tenth of the time of its default, and the factors are as good.
void RichardsSolver::order_fast() {
  constexpr const char* kOrdering = "-seepage_mat_mumps_icntl_7";
  PetscBool given = PETSC_FALSE;
  check(PetscOptionsHasName(nullptr, nullptr, kOrdering, &given), "PetscOptionsHasName");
  if (!given) check(PetscOptionsSetValue(nullptr, kOrdering, "2"), "PetscOptionsSetValue");
}

/// Residual that counts as none, m2/s: of what flows, but not below the rounding errors of the
/// flow between neighbours and of the stored water.
Real RichardsSolver::tolerance(Real rate) const {
  constexpr Real kRounding = 1e-13, kStored = 1e-15;
  const Real through = std::max(std::abs(through_in_), std::abs(through_out_));
  return std::max(kResidual * through, kRounding * largest_conductivity_ * extent_) +
         kStored * rate * equation_.largest_lump();
}

bool RichardsSolver::solve() {
  check(VecCopy(psi_.get(), trial_.get()), "VecCopy");
  check(VecPointwiseMax(trial_.get(), trial_.get(), lower_.get()), "VecPointwiseMax");
  check(VecPointwiseMin(trial_.get(), trial_.get(), upper_.get()), "VecPointwiseMin");
  check(SNESSolve(solver_.get(), nullptr, trial_.get()), "SNESSolve");
  SNESConvergedReason reason = SNES_CONVERGED_ITERATING;
  PetscInt count = 0;
  check(SNESGetConvergedReason(solver_.get(), &reason), "SNESGetConvergedReason");
  check(SNESGetIterationNumber(solver_.get(), &count), "SNESGetIterationNumber");
  iterations_ += static_cast<int>(count);
  all_iterations_ += count;
  return reason > 0;
}

bool RichardsSolver::step(Real duration, const WaterLoads& loads) {
  equation_.begin(psi_.get(), duration > 0 ? 1 / duration : 0);
  boundary_.bounds(lower_.get(), upper_.get(), loads.headwater, loads.tailwater);
  boundary_.rain(rain_.get(), loads.rain, loads.headwater, loads.tailwater);
  check(SNESVISetVariableBounds(solver_.get(), lower_.get(), upper_.get()), "SNESVISetBounds");
  check(SNESSetTolerances(solver_.get(), tolerance(duration > 0 ? 1 / duration : 0), 0, 1e-14,
                          kIterations, 100000),
        "SNESSetTolerances");
  iterations_ = 0;
  // A steady state is far away, and nothing is stored on the way: bent steps would be short there.
  bending_ = duration > 0;
  bool solved = solve();
  if (!solved && bending_) {
    bending_ = false;
    solved = solve();
  }
  if (!solved) return false;
  check(VecCopy(trial_.get(), psi_.get()), "VecCopy");
  measure_flows();
  ++steps_;
  if (duration > 0) {
    balance_.in += through_in_ * duration;
    balance_.out += through_out_ * duration;
    balance_.through += (through_in_ - through_out_) * duration;
    balance_.now = equation_.stored(psi_.get());
  }
  return true;
}

void RichardsSolver::measure_flows() {
  equation_.residual(residual_.get(), psi_.get());
  const auto entering = space_->own_values(residual_.get());
  std::vector<Real> sums(5, 0);  // by kind, then all that enters and all that leaves
  for (std::size_t i = 0; i < entering.size(); ++i) {
    const auto kind = boundary_.kinds()[i];
    if (kind == FlowBoundary::Kind::None) continue;
    sums[static_cast<int>(kind) - 1] += entering[i];
    sums[entering[i] > 0 ? 3 : 4] += std::abs(entering[i]);
  }
  mpi::all_reduce(space_->mesh().communicator, sums, MPI_SUM);
  flows_ = {sums[0], -sums[1], -sums[2]};
  through_in_ = sums[3];
  through_out_ = sums[4];
}

/// The steady state with the conductivity's drop widened until Newton's method converges at once,
/// then ever sharper from one solution to the next.
bool RichardsSolver::settle_by_sharpening(const WaterLoads& loads) {
  const std::vector<Real> start = space_->own_values(psi_.get());
  Real share = std::min(Real(1), 1 / (largest_alpha_ * extent_)), ratio = 2, reached = 0;
  for (int k = 0; k < kSettleSteps && ratio > 1.001; ++k) {
    equation_.set_sharpness(share);
    if (step(0, loads)) {
      if (share == 1) return true;
      reached = share;
      ratio = std::min(ratio * (iterations_ <= 8 ? 1.3 : 1), Real(4));
    } else {
      if (reached == 0) break;
      ratio = std::sqrt(ratio);
    }
    share = std::min(Real(1), reached * ratio);
  }
  equation_.set_sharpness(1);
  space_->set_own_values(psi_.get(), start);
  return false;
}

bool RichardsSolver::settle_in_time(const WaterLoads& loads) {
  // A step in which water crosses the section's height at the largest conductivity is short.
  const Real unit = extent_ / largest_conductivity_;
  Real duration = 0.1 * unit;
  for (int k = 0; k < kSettleSteps && duration > 1e-9 * unit && duration < 1e12 * unit; ++k) {
    if (step(duration, loads)) {
      if (duration > 1e3 * unit && step(0, loads)) return true;
      duration *= iterations_ <= 6 ? 4 : 2;
    } else {
      duration /= 8;
    }
  }
  return false;
}

void RichardsSolver::settle(const WaterLoads& loads) {
  if (settle_by_sharpening(loads) || settle_in_time(loads)) return;
  throw SimulationError(
      "dam.seepage: no steady state is found: Newton's method does not converge; a finer mesh, a "
      "smaller alpha or a dam.seepage.start_level may help");
}

void RichardsSolver::open_balance() {
  balance_ = {};
  balance_.start = balance_.now = equation_.stored(psi_.get());
}

}  // namespace freshet::dam
