#include "solver/dam/base_joint.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/error.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet::dam {
namespace {

using petsc::check;

/// Gauss points on each side, on as many equal parts: springs switch one by one, so more of them
/// find the tip of the crack better.
constexpr int kParts = 4;

}  // namespace

BaseJoint::BaseJoint(const Model& model, const Actions& actions)
    : model_(&model), actions_(&actions), stiffness_(model.stiffness()) {
  for (const auto& side : model.base_sides())
    for (int part = 0; part < kParts; ++part)
      for (int g = 0; g < 5; ++g) {
        const Real s = (part + kGaussPlace[g]) / kParts;
        points_.push_back({&side, edge_basis(s), kGaussWeight[g] * side.length / kParts,
                           model.base().distance(side.at(s))});
      }
}

/// Opening across and slip along the base, m.
std::array<Real, 2> BaseJoint::opening(const PointOnBase& point,
                                       const std::vector<Real>& local) const {
  const BaseLine& base = model_->base();
  Real across = 0, along = 0;
  for (int i = 0; i < 3; ++i)
    for (int c = 0; c < 2; ++c) {
      const Real u =
          point.basis[i] * model_->unknowns().displacement(local, point.side->nodes[i], c);
      across += u * base.up[c];
      along += u * base.along[c];
    }
  return {across, along};
}

PetscErrorCode BaseJoint::residual(SNES, Vec u, Vec f, void* context) {
  const auto& self = *static_cast<BaseJoint*>(context);
  const Base& spec = *self.model_->spec().base;
  const BaseLine& base = self.model_->base();
  const Unknowns& unknowns = self.model_->unknowns();
  const auto local = unknowns.local_values(u);
  Entries forces;
  for (const auto& point : self.points_) {
    const auto [across, along] = self.opening(point, local);
    if (across > 0) continue;
    for (int i = 0; i < 3; ++i)
      for (int c = 0; c < 2; ++c)
        forces.add(unknowns.displacement(point.side->nodes[i], c),
                   point.weight * point.basis[i] *
                       (spec.normal_stiffness * across * base.up[c] +
                        spec.tangential_stiffness * along * base.along[c]));
  }
  const VectorHandle joint = forces.vector(unknowns);
  PetscCall(MatMult(self.stiffness_.get(), u, f));
  PetscCall(VecAXPY(f, 1, joint.get()));
  PetscCall(VecAXPY(f, -1, self.load_.get()));
  return 0;
}

PetscErrorCode BaseJoint::jacobian(SNES, Vec u, Mat j, Mat, void* context) {
  const auto& self = *static_cast<BaseJoint*>(context);
  const Base& spec = *self.model_->spec().base;
  const BaseLine& base = self.model_->base();
  const Unknowns& unknowns = self.model_->unknowns();
  const auto local = unknowns.local_values(u);
  PetscCall(MatCopy(self.stiffness_.get(), j, SAME_NONZERO_PATTERN));
  for (const auto& point : self.points_) {
    if (self.opening(point, local)[0] > 0) continue;
    std::array<PetscInt, 6> rows{};
    std::array<PetscScalar, 36> values{};
    for (int i = 0; i < 6; ++i) rows[i] = unknowns.displacement(point.side->nodes[i / 2], i % 2);
    for (int i = 0; i < 6; ++i)
      for (int k = 0; k < 6; ++k)
        values[6 * i + k] = point.weight * point.basis[i / 2] * point.basis[k / 2] *
                            (spec.normal_stiffness * base.up[i % 2] * base.up[k % 2] +
                             spec.tangential_stiffness * base.along[i % 2] * base.along[k % 2]);
    PetscCall(MatSetValues(j, 6, rows.data(), 6, rows.data(), values.data(), ADD_VALUES));
  }
  PetscCall(MatAssemblyBegin(j, MAT_FINAL_ASSEMBLY));
  PetscCall(MatAssemblyEnd(j, MAT_FINAL_ASSEMBLY));
  return 0;
}

void BaseJoint::equilibrium(Vec u, Real time, Real crack) {
  load_ = std::move(actions_->at(time, crack).vector);
  petsc::Handle<SNES, SNESDestroy> solver;
  MatrixHandle tangent;
  VectorHandle f;
  KSP linear = nullptr;
  PC preconditioner = nullptr;
  check(MatDuplicate(stiffness_.get(), MAT_COPY_VALUES, tangent.put()), "MatDuplicate");
  check(VecDuplicate(u, f.put()), "VecDuplicate");
  check(SNESCreate(model_->mesh().communicator, solver.put()), "SNESCreate");
  check(SNESSetFunction(solver.get(), f.get(), residual, this), "SNESSetFunction");
  check(SNESSetJacobian(solver.get(), tangent.get(), tangent.get(), jacobian, this),
        "SNESSetJacobian");
  // Against the load, not the first residual: that is small where the last solution is near.
  Real size = 0;
  check(VecNorm(load_.get(), NORM_2, &size), "VecNorm");
  check(SNESSetTolerances(solver.get(), 1e-9 * size, 0, 0, 100, 10000), "SNESSetTolerances");
  // The energy is convex and made of quadratic pieces: the search goes to its least along the step.
  SNESLineSearch search = nullptr;
  check(SNESGetLineSearch(solver.get(), &search), "SNESGetLineSearch");
  check(SNESLineSearchSetType(search, SNESLINESEARCHCP), "SNESLineSearchSetType");
  check(SNESLineSearchSetTolerances(search, PETSC_DEFAULT, PETSC_DEFAULT, 1e-10, 1e-12, 1e-12, 30),
        "SNESLineSearchSetTolerances");
  check(SNESGetKSP(solver.get(), &linear), "SNESGetKSP");
  check(KSPSetType(linear, KSPPREONLY), "KSPSetType");
  check(KSPGetPC(linear, &preconditioner), "KSPGetPC");
  check(PCSetType(preconditioner, PCLU), "PCSetType");
  check(PCFactorSetMatSolverType(preconditioner, MATSOLVERMUMPS), "MUMPS");
  check(SNESSolve(solver.get(), nullptr, u), "SNESSolve");
  SNESConvergedReason reason = SNES_CONVERGED_ITERATING;
  check(SNESGetConvergedReason(solver.get(), &reason), "SNESGetConvergedReason");
  if (reason < 0)
    throw SimulationError("dam.base: no equilibrium with a crack of " + std::to_string(crack) +
                          " m: the base opens, or Newton's method does not converge (" +
                          SNESConvergedReasons[reason] + ")");
}

/// From the heel to the first point that is closed, with the zero of the opening between the
/// points.
Real BaseJoint::crack_of(Vec u) const {
  struct Opening {
    Real distance, opening;
  };
  const auto local = model_->unknowns().local_values(u);
  std::vector<Opening> all;
  for (const auto& point : points_) all.push_back({point.distance, opening(point, local)[0]});
  all = mpi::all_gather(model_->mesh().communicator, all);
  std::sort(all.begin(), all.end(),
            [](const Opening& a, const Opening& b) { return a.distance < b.distance; });
  const auto closed =
      std::find_if(all.begin(), all.end(), [](const Opening& o) { return o.opening <= 0; });
  if (closed == all.begin()) return 0;
  if (closed == all.end()) return model_->base().length;
  const Opening &a = *(closed - 1), &b = *closed;
  return a.distance + (b.distance - a.distance) * a.opening / (a.opening - b.opening);
}

OpenedBase BaseJoint::solve(Real time) {
  OpenedBase result;
  result.displacement = model_->unknowns().vector();
  const Real length = model_->base().length, tolerance = 1e-6 * length;
  // The crack that opens is a function of the one in which the head acts; they have to be the same.
  const auto opened = [&](Real crack) {
    ++result.iterations;
    equilibrium(result.displacement.get(), time, crack);
    return crack_of(result.displacement.get()) - crack;
  };
  Real low = 0, high = length, f_low = opened(low), f_high = 0;
  if (f_low <= tolerance || !model_->spec().base->uplift) {
    result.crack = f_low;
    return result;
  }
  // Grow until the crack is longer than what it opens.
  for (Real crack = f_low;; crack += std::max(f_high, 0.02 * length)) {
    if (crack >= length)
      throw SimulationError(
          "dam.base: the base opens along its whole length, t = " + std::to_string(time) + " s");
    f_high = opened(high = crack);
    if (f_high <= 0) break;
    low = crack;
    f_low = f_high;
  }
  while (high - low > tolerance && std::abs(f_high) > tolerance) {
    const Real secant = low + (high - low) * f_low / (f_low - f_high);
    const Real guard = 0.1 * (high - low);
    const Real middle = std::clamp(secant, low + guard, high - guard);
    const Real f = opened(middle);
    if (f > 0) {
      low = middle;
      f_low = f;
    } else {
      high = middle;
      f_high = f;
    }
  }
  result.crack = high;
  return result;
}

}  // namespace freshet::dam
