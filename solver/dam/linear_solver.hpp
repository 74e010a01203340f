#pragma once
#include <petscksp.h>

#include "solver/dam/unknowns.hpp"

namespace freshet::dam {

/// A matrix factorised once (MUMPS) for many right-hand sides.
class LinearSolver {
 public:
  /// `what` names the problem in errors. Throws SimulationError where the matrix is singular or not
  /// finite. Collective.
  LinearSolver(Mat matrix, std::string what);
  LinearSolver(const LinearSolver&) = delete;
  LinearSolver& operator=(const LinearSolver&) = delete;
  /// x with A x = b; throws SimulationError where |A x - b| > 1e-8 |b|. Collective.
  void solve(Vec b, Vec x) const;

 private:
  petsc::Handle<KSP, KSPDestroy> solver_;
  std::string what_;
};

}  // namespace freshet::dam
