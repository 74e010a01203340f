#pragma once
#include <petscts.h>

#include <functional>

#include "solver/dam/unknowns.hpp"

namespace freshet::dam {

/// M u'' + C u' + K u = f(t), from rest, by the generalised-alpha method (Chung & Hulbert, J. Appl.
/// Mech. 60, 1993; PETSc's TSALPHA2), one factorisation for all steps.
class TimeIntegration {
 public:
  struct Equations {
    Mat mass = nullptr, damping = nullptr, stiffness = nullptr;
    std::function<void(Real time, Vec f)> load;  ///< fills f; at times before 0: the load of rest
  };
  struct Rule {
    Real time_step = 0;        ///< s
    Real spectral_radius = 1;  ///< at infinity, 0 .. 1; 1: Newmark's average acceleration
  };

  /// `start`: displacements of the equilibrium under load(0) without motion. PETSc guesses the
  /// first acceleration by two implicit Euler steps; a step of rest before t = 0 makes it exactly
  /// 0.
  TimeIntegration(const Equations& equations, const Rule& rule, Vec start);
  TimeIntegration(const TimeIntegration&) = delete;
  TimeIntegration& operator=(const TimeIntegration&) = delete;

  /// One time step. Throws SimulationError where the solution is not finite. Collective.
  void step();
  Real time() const { return time_; }
  Vec displacement() const { return u_.get(); }
  Vec velocity() const { return v_.get(); }
  Vec acceleration() const { return a_.get(); }

 private:
  static PetscErrorCode residual(TS, PetscReal time, Vec u, Vec v, Vec a, Vec f, void* context);
  static PetscErrorCode jacobian(TS, PetscReal time, Vec u, Vec v, Vec a, PetscReal shift_v,
                                 PetscReal shift_a, Mat j, Mat p, void* context);
  void advance();

  Equations equations_;
  Real gamma_ = 0.5, step_ = 0, time_ = 0;
  std::int64_t steps_ = 0;
  Real shift_v_ = -1, shift_a_ = -1;
  std::exception_ptr failure_;  ///< kept while PETSc's C code is unwound
  petsc::Handle<TS, TSDestroy> solver_;
  MatrixHandle jacobian_;
  VectorHandle u_, v_, a_, last_v_, load_;
};

}  // namespace freshet::dam
