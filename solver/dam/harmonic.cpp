#include "solver/dam/harmonic.hpp"

#include <numbers>

#include "solver/dam/linear_solver.hpp"

namespace freshet::dam {

using petsc::check;

HarmonicAnswer solve_harmonic(const Model& model, Mat mass, Mat damping, Mat stiffness,
                              Real frequency) {
  const MPI_Comm communicator = model.mesh().communicator;
  const Real omega = 2 * std::numbers::pi * frequency;
  MatrixHandle dynamic, plus, minus, nest, whole;
  check(MatDuplicate(stiffness, MAT_COPY_VALUES, dynamic.put()), "MatDuplicate");
  check(MatAXPY(dynamic.get(), -omega * omega, mass, DIFFERENT_NONZERO_PATTERN), "MatAXPY");
  check(MatDuplicate(damping, MAT_COPY_VALUES, plus.put()), "MatDuplicate");
  check(MatScale(plus.get(), omega), "MatScale");
  check(MatDuplicate(plus.get(), MAT_COPY_VALUES, minus.put()), "MatDuplicate");
  check(MatScale(minus.get(), -1), "MatScale");
  Mat blocks[4] = {dynamic.get(), minus.get(), plus.get(), dynamic.get()};
  check(MatCreateNest(communicator, 2, nullptr, 2, nullptr, blocks, nest.put()), "MatCreateNest");
  check(MatConvert(nest.get(), MATAIJ, MAT_INITIAL_MATRIX, whole.put()), "MatConvert");

  // The converted matrix has each rank's rows of both halves one after the other.
  const Load ground = model.ground_motion(0);
  VectorHandle b, x;
  check(MatCreateVecs(whole.get(), x.put(), b.put()), "MatCreateVecs");
  const PetscScalar* from = nullptr;
  PetscScalar* to = nullptr;
  const PetscInt own = model.unknowns().owned();
  check(VecGetArrayRead(ground.vector.get(), &from), "VecGetArray");
  check(VecGetArray(b.get(), &to), "VecGetArray");
  std::copy_n(from, own, to);
  std::fill_n(to + own, own, 0.0);
  check(VecRestoreArray(b.get(), &to), "VecRestoreArray");
  check(VecRestoreArrayRead(ground.vector.get(), &from), "VecRestoreArray");
  const LinearSolver solver(whole.get(), "dam at " + std::to_string(frequency) + " Hz");
  solver.solve(b.get(), x.get());

  HarmonicAnswer answer{model.unknowns().vector(), model.unknowns().vector()};
  check(VecGetArrayRead(x.get(), &from), "VecGetArray");
  for (int part = 0; part < 2; ++part) {
    Vec half = part == 0 ? answer.real.get() : answer.imaginary.get();
    check(VecGetArray(half, &to), "VecGetArray");
    std::copy_n(from + part * own, own, to);
    check(VecRestoreArray(half, &to), "VecRestoreArray");
  }
  check(VecRestoreArrayRead(x.get(), &from), "VecRestoreArray");
  return answer;
}

}  // namespace freshet::dam
