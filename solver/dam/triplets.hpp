#pragma once
#include <vector>

#include "solver/dam/unknowns.hpp"

namespace freshet::dam {

/// Entries of a sparse matrix, in any order, from any rank; those of held unknowns are left out and
/// equal places are summed.
class Triplets {
 public:
  void add(PetscInt row, PetscInt column, PetscScalar value) {
    if (row == kHeld || column == kHeld || value == 0) return;
    rows_.push_back(row);
    columns_.push_back(column);
    values_.push_back(value);
  }
  void add(const Triplets& other, PetscScalar factor) {
    for (std::size_t i = 0; i < other.rows_.size(); ++i)
      add(other.rows_[i], other.columns_[i], factor * other.values_[i]);
  }
  /// The matrix, its rows and columns shared out as given. Collective.
  MatrixHandle matrix(MPI_Comm communicator, PetscInt own_rows, PetscInt own_columns) const;
  MatrixHandle matrix(const Unknowns& unknowns) const {
    return matrix(unknowns.mesh().communicator, unknowns.owned(), unknowns.owned());
  }

 private:
  std::vector<PetscInt> rows_, columns_;
  std::vector<PetscScalar> values_;
};

/// Entries of a vector, likewise.
class Entries {
 public:
  void add(PetscInt row, PetscScalar value) {
    if (row == kHeld) return;
    rows_.push_back(row);
    values_.push_back(value);
  }
  VectorHandle vector(const Unknowns& unknowns) const;

 private:
  std::vector<PetscInt> rows_;
  std::vector<PetscScalar> values_;
};

}  // namespace freshet::dam
