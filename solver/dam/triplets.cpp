#include "solver/dam/triplets.hpp"

namespace freshet::dam {

using petsc::check;

MatrixHandle Triplets::matrix(MPI_Comm communicator, PetscInt own_rows,
                              PetscInt own_columns) const {
  MatrixHandle result;
  check(MatCreate(communicator, result.put()), "MatCreate");
  check(MatSetSizes(result.get(), own_rows, own_columns, PETSC_DETERMINE, PETSC_DETERMINE),
        "MatSetSizes");
  check(MatSetType(result.get(), MATAIJ), "MatSetType");
  auto rows = rows_, columns = columns_;  // PETSC sorts them in place
  check(MatSetPreallocationCOO(result.get(), static_cast<PetscCount>(rows.size()), rows.data(),
                               columns.data()),
        "MatSetPreallocationCOO");
  check(MatSetValuesCOO(result.get(), values_.data(), INSERT_VALUES), "MatSetValuesCOO");
  return result;
}

VectorHandle Entries::vector(const Unknowns& unknowns) const {
  VectorHandle result = unknowns.vector();
  check(VecSetValues(result.get(), static_cast<PetscInt>(rows_.size()), rows_.data(),
                     values_.data(), ADD_VALUES),
        "VecSetValues");
  check(VecAssemblyBegin(result.get()), "VecAssembly");
  check(VecAssemblyEnd(result.get()), "VecAssembly");
  return result;
}

}  // namespace freshet::dam
