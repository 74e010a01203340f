#pragma once
#include <petscsnes.h>

#include "solver/dam/actions.hpp"

namespace freshet::dam {

/// Equilibrium on a base that bears no tension: where it opens, neither stress crosses it, and the
/// full head of the headwater presses in the crack from the heel.
struct OpenedBase {
  VectorHandle displacement;
  Real crack = 0;      ///< m from the heel; 0 where the heel is closed
  int iterations = 0;  ///< solutions for a crack's length
};

/// The base as springs between the section and rigid ground: normal stress k_n times the closure
/// where closed, shear k_t times the slip, both 0 where open. Newton's method (PETSc's SNES) for a
/// crack, and the crack's length by false position, so that the pressure acts where the joint is
/// open.
class BaseJoint {
 public:
  BaseJoint(const Model& model, const Actions& actions);
  /// Throws SimulationError where no part of the base stays closed or Newton's method fails.
  /// Collective.
  OpenedBase solve(Real time);

 private:
  struct PointOnBase {
    const FaceEdge* side;
    std::array<Real, 3> basis;
    Real weight, distance;  ///< m
  };
  std::array<Real, 2> opening(const PointOnBase& point, const std::vector<Real>& local) const;
  void equilibrium(Vec u, Real time, Real crack);
  Real crack_of(Vec u) const;
  static PetscErrorCode residual(SNES, Vec u, Vec f, void* context);
  static PetscErrorCode jacobian(SNES, Vec u, Mat j, Mat p, void* context);

  const Model* model_;
  const Actions* actions_;
  std::vector<PointOnBase> points_;
  MatrixHandle stiffness_;
  VectorHandle load_;
};

}  // namespace freshet::dam
