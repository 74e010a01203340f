#include "solver/dam/linear_solver.hpp"

#include <cmath>

#include "kernels/error.hpp"

namespace freshet::dam {
namespace {

using petsc::check;
constexpr Real kResidual = 1e-8;

}  // namespace

LinearSolver::LinearSolver(Mat matrix, std::string what) : what_(std::move(what)) {
  PC preconditioner = nullptr;
  MPI_Comm communicator = PetscObjectComm(reinterpret_cast<PetscObject>(matrix));
  check(KSPCreate(communicator, solver_.put()), "KSPCreate");
  check(KSPSetOperators(solver_.get(), matrix, matrix), "KSPSetOperators");
  check(KSPSetType(solver_.get(), KSPPREONLY), "KSPSetType");
  check(KSPGetPC(solver_.get(), &preconditioner), "KSPGetPC");
  check(PCSetType(preconditioner, PCLU), "PCSetType");
  check(PCFactorSetMatSolverType(preconditioner, MATSOLVERMUMPS), "MUMPS");
  check(KSPSetUp(solver_.get()), "KSPSetUp");
  PCFailedReason failed = PC_NOERROR;
  check(PCGetFailedReason(preconditioner, &failed), "PCGetFailedReason");
  if (failed != PC_NOERROR)
    throw SimulationError(what_ + ": the matrix is singular: is the section held, has every zone " +
                          "its stiffness?");
}

void LinearSolver::solve(Vec b, Vec x) const {
  Mat matrix = nullptr;
  check(KSPSolve(solver_.get(), b, x), "KSPSolve");
  check(KSPGetOperators(solver_.get(), &matrix, nullptr), "KSPGetOperators");
  VectorHandle residual;
  check(VecDuplicate(b, residual.put()), "VecDuplicate");
  check(MatMult(matrix, x, residual.get()), "MatMult");
  check(VecAXPY(residual.get(), -1, b), "VecAXPY");
  Real error = 0, scale = 0;
  check(VecNorm(residual.get(), NORM_2, &error), "VecNorm");
  check(VecNorm(b, NORM_2, &scale), "VecNorm");
  if (!(error <= kResidual * scale))
    throw SimulationError(what_ + ": the equations cannot be solved: residual " +
                          std::to_string(error / scale) +
                          " of the load; is the section held against all rigid motions?");
}

}  // namespace freshet::dam
