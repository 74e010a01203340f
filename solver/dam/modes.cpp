#include "solver/dam/modes.hpp"

#include <slepceps.h>

#include <cmath>
#include <numbers>

#include "kernels/error.hpp"
#include "solver/dam/linear_solver.hpp"

namespace freshet::dam {
namespace {

using petsc::check;
using Eigensolver = petsc::Handle<EPS, EPSDestroy>;

Eigensolver make_solver(MPI_Comm communicator, Mat stiffness, Mat mass, int count) {
  PetscBool initialised = PETSC_FALSE;
  check(SlepcInitialized(&initialised), "SlepcInitialized");
  if (!initialised) check(SlepcInitializeNoArguments(), "SlepcInitialize");
  Eigensolver solver;
  ST transform = nullptr;
  KSP inner = nullptr;
  PC preconditioner = nullptr;
  check(EPSCreate(communicator, solver.put()), "EPSCreate");
  check(EPSSetOperators(solver.get(), stiffness, mass), "EPSSetOperators");
  check(EPSSetProblemType(solver.get(), EPS_GHEP), "EPSSetProblemType");
  check(EPSSetDimensions(solver.get(), count, PETSC_DEFAULT, PETSC_DEFAULT), "EPSSetDimensions");
  check(EPSSetTarget(solver.get(), 0), "EPSSetTarget");
  check(EPSSetWhichEigenpairs(solver.get(), EPS_TARGET_MAGNITUDE), "EPSSetWhichEigenpairs");
  check(EPSSetTolerances(solver.get(), 1e-10, 500), "EPSSetTolerances");
  check(EPSGetST(solver.get(), &transform), "EPSGetST");
  check(STSetType(transform, STSINVERT), "STSetType");
  check(STGetKSP(transform, &inner), "STGetKSP");
  check(KSPSetType(inner, KSPPREONLY), "KSPSetType");
  check(KSPGetPC(inner, &preconditioner), "KSPGetPC");
  check(PCSetType(preconditioner, PCLU), "PCSetType");
  check(PCFactorSetMatSolverType(preconditioner, MATSOLVERMUMPS), "MUMPS");
  return solver;
}

}  // namespace

std::vector<Mode> find_modes(const Model& model, int count) {
  require(model.spec().reservoir.kind != Reservoir::Kind::Acoustic ||
              model.unknowns().water() == std::vector<bool>(model.unknowns().water().size(), false),
          "dam.analysis: modes go with a reservoir of kind", "none or westergaard");
  const MatrixHandle stiffness = model.stiffness(), mass = model.mass();
  require(count <= model.unknowns().total(), "dam.analysis.modes: more than unknowns", count);
  const auto solver = make_solver(model.mesh().communicator, stiffness.get(), mass.get(), count);
  check(EPSSolve(solver.get()), "EPSSolve");
  PetscInt found = 0;
  check(EPSGetConverged(solver.get(), &found), "EPSGetConverged");
  if (found < count)
    throw SimulationError("dam: only " + std::to_string(found) + " of " + std::to_string(count) +
                          " modes converged; is the section held, and has it mass?");
  const VectorHandle product = model.unknowns().vector();
  const Load ground = model.ground_motion(0);
  std::vector<Mode> modes;
  Real moving = 0;
  for (int k = 0; k < count; ++k) {
    Mode mode;
    PetscScalar value = 0, norm = 0, participation = 0;
    mode.shape = model.unknowns().vector();
    check(EPSGetEigenpair(solver.get(), k, &value, nullptr, mode.shape.get(), nullptr), "EPS");
    if (!(value > 0))
      throw SimulationError("dam: a mode of negative or no stiffness, omega^2 = " +
                            std::to_string(value) + " 1/s2; is the section held?");
    check(MatMult(mass.get(), mode.shape.get(), product.get()), "MatMult");
    check(VecDot(mode.shape.get(), product.get(), &norm), "VecDot");
    check(VecScale(mode.shape.get(), 1 / std::sqrt(norm)), "VecScale");
    check(VecDot(mode.shape.get(), ground.vector.get(), &participation), "VecDot");
    mode.frequency = std::sqrt(value) / (2 * std::numbers::pi);
    mode.participation = -participation;
    modes.push_back(std::move(mode));
  }
  moving = model.dam_mass() + model.added_mass();
  for (auto& mode : modes) mode.mass_share = mode.participation * mode.participation / moving;
  return modes;
}

Real estimate_first_frequency(const Model& model) {
  const MatrixHandle stiffness = model.stiffness(), mass = model.mass();
  const Load push = model.ground_motion(0);
  const VectorHandle u = model.unknowns().vector(), product = model.unknowns().vector();
  const LinearSolver solver(stiffness.get(), "dam");
  solver.solve(push.vector.get(), u.get());
  PetscScalar work = 0, kinetic = 0;
  check(VecDot(u.get(), push.vector.get(), &work), "VecDot");
  check(MatMult(mass.get(), u.get(), product.get()), "MatMult");
  check(VecDot(u.get(), product.get(), &kinetic), "VecDot");
  return std::sqrt(work / kinetic) / (2 * std::numbers::pi);
}

RayleighFactors rayleigh_factors(Real ratio, Real first, Real second) {
  const Real w1 = 2 * std::numbers::pi * first, w2 = 2 * std::numbers::pi * second;
  return {2 * ratio * w1 * w2 / (w1 + w2), 2 * ratio / (w1 + w2)};
}

}  // namespace freshet::dam
