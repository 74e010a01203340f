#include "solver/dam/time_integration.hpp"

#include <cmath>

#include "kernels/error.hpp"

namespace freshet::dam {
namespace {

using petsc::check;

VectorHandle like(Vec vector) {
  VectorHandle result;
  check(VecDuplicate(vector, result.put()), "VecDuplicate");
  check(VecSet(result.get(), 0), "VecSet");
  return result;
}

void solve_directly(TS solver) {
  SNES nonlinear = nullptr;
  KSP linear = nullptr;
  PC preconditioner = nullptr;
  check(TSGetSNES(solver, &nonlinear), "TSGetSNES");
  // One Newton step solves the linear equations. Not SNESKSPONLY: TSALPHA2 takes velocity and
  // acceleration from the last evaluation of the residual, and that has to be at the solution.
  SNESLineSearch search = nullptr;
  check(SNESSetType(nonlinear, SNESNEWTONLS), "SNESSetType");
  check(SNESGetLineSearch(nonlinear, &search), "SNESGetLineSearch");
  check(SNESLineSearchSetType(search, SNESLINESEARCHBASIC), "SNESLineSearchSetType");
  check(SNESSetConvergenceTest(nonlinear, SNESConvergedSkip, nullptr, nullptr), "SNES");
  check(SNESSetTolerances(nonlinear, 0, 0, 0, 1, PETSC_MAX_INT), "SNESSetTolerances");
  check(SNESGetKSP(nonlinear, &linear), "SNESGetKSP");
  check(KSPSetType(linear, KSPPREONLY), "KSPSetType");
  check(KSPGetPC(linear, &preconditioner), "KSPGetPC");
  check(PCSetType(preconditioner, PCLU), "PCSetType");
  check(PCFactorSetMatSolverType(preconditioner, MATSOLVERMUMPS), "MUMPS");
}

}  // namespace

TimeIntegration::TimeIntegration(const Equations& equations, const Rule& rule, Vec start)
    : equations_(equations), step_(rule.time_step), time_(-rule.time_step) {
  u_ = like(start);
  v_ = like(start);
  a_ = like(start);
  last_v_ = like(start);
  load_ = like(start);
  check(VecCopy(start, u_.get()), "VecCopy");
  check(MatDuplicate(equations_.stiffness, MAT_COPY_VALUES, jacobian_.put()), "MatDuplicate");
  // For the pattern; the values come with the shifts.
  for (Mat other : {equations_.mass, equations_.damping})
    check(MatAXPY(jacobian_.get(), 1, other, DIFFERENT_NONZERO_PATTERN), "MatAXPY");
  MPI_Comm communicator = PetscObjectComm(reinterpret_cast<PetscObject>(start));
  check(TSCreate(communicator, solver_.put()), "TSCreate");
  TS solver = solver_.get();
  check(TSSetType(solver, TSALPHA2), "TSSetType");
  check(TSSetI2Function(solver, nullptr, residual, this), "TSSetI2Function");
  check(TSSetI2Jacobian(solver, jacobian_.get(), jacobian_.get(), jacobian, this), "I2Jacobian");
  if (rule.spectral_radius == 1)
    check(TSAlpha2SetParams(solver, 1, 1, 0.5, 0.25), "TSAlpha2SetParams");
  else
    check(TSAlpha2SetRadius(solver, rule.spectral_radius), "TSAlpha2SetRadius");
  check(TSAlpha2GetParams(solver, nullptr, nullptr, &gamma_, nullptr), "TSAlpha2GetParams");
  solve_directly(solver);
  check(TSSetTime(solver, time_), "TSSetTime");
  check(TSSetTimeStep(solver, step_), "TSSetTimeStep");
  check(TSSetMaxSteps(solver, PETSC_MAX_INT - 1), "TSSetMaxSteps");  // the caller knows the end
  check(TSSetExactFinalTime(solver, TS_EXACTFINALTIME_STEPOVER), "TSSetExactFinalTime");
  check(TS2SetSolution(solver, u_.get(), v_.get()), "TS2SetSolution");
  check(TSSetUp(solver), "TSSetUp");
  advance();
}

PetscErrorCode TimeIntegration::residual(TS, PetscReal time, Vec u, Vec v, Vec a, Vec f,
                                         void* context) {
  auto& self = *static_cast<TimeIntegration*>(context);
  try {
    self.equations_.load(time, self.load_.get());
  } catch (...) {
    self.failure_ = std::current_exception();
    return PETSC_ERR_USER;
  }
  PetscCall(MatMult(self.equations_.mass, a, f));
  PetscCall(MatMultAdd(self.equations_.damping, v, f, f));
  PetscCall(MatMultAdd(self.equations_.stiffness, u, f, f));
  PetscCall(VecAXPY(f, -1, self.load_.get()));
  return 0;
}

/// K + shift_v C + shift_a M; left alone while the shifts stay, so that its factors stay too.
PetscErrorCode TimeIntegration::jacobian(TS, PetscReal, Vec, Vec, Vec, PetscReal shift_v,
                                         PetscReal shift_a, Mat j, Mat, void* context) {
  auto& self = *static_cast<TimeIntegration*>(context);
  if (shift_v == self.shift_v_ && shift_a == self.shift_a_) return 0;
  PetscCall(MatZeroEntries(j));
  PetscCall(MatAXPY(j, 1, self.equations_.stiffness, SUBSET_NONZERO_PATTERN));
  PetscCall(MatAXPY(j, shift_v, self.equations_.damping, SUBSET_NONZERO_PATTERN));
  PetscCall(MatAXPY(j, shift_a, self.equations_.mass, SUBSET_NONZERO_PATTERN));
  self.shift_v_ = shift_v;
  self.shift_a_ = shift_a;
  return 0;
}

void TimeIntegration::advance() {
  check(VecCopy(v_.get(), last_v_.get()), "VecCopy");
  const PetscErrorCode code = TSStep(solver_.get());
  if (failure_) std::rethrow_exception(failure_);
  check(code, "TSStep");
  TSConvergedReason reason = TS_CONVERGED_ITERATING;
  check(TSGetConvergedReason(solver_.get(), &reason), "TSGetConvergedReason");
  Real size = 0;
  check(VecNorm(u_.get(), NORM_INFINITY, &size), "VecNorm");
  time_ = step_ * static_cast<Real>(steps_++);
  if (reason < 0 || !std::isfinite(size))
    throw SimulationError(
        "dam: no solution of the equations of motion at t = " + std::to_string(time_) + " s");
  // Newmark's v1 = v0 + dt ((1 - gamma) a0 + gamma a1), for a1.
  check(VecScale(a_.get(), -(1 - gamma_) / gamma_), "VecScale");
  check(VecAXPY(a_.get(), 1 / (gamma_ * step_), v_.get()), "VecAXPY");
  check(VecAXPY(a_.get(), -1 / (gamma_ * step_), last_v_.get()), "VecAXPY");
}

void TimeIntegration::step() { advance(); }

}  // namespace freshet::dam
