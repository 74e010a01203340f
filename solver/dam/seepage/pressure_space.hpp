#pragma once
#include <vector>

#include "solver/dam/unknowns.hpp"

namespace freshet::dam {

/// One pressure head at each vertex of the section, shared out over the ranks.
class PressureSpace {
 public:
  explicit PressureSpace(const SectionMesh& mesh);  ///< collective

  const SectionMesh& mesh() const { return *mesh_; }
  PetscInt owned() const { return static_cast<PetscInt>(owned_.size()); }
  PetscInt total() const { return total_; }
  /// Global number of a vertex of this rank, counted from mesh().vertices.begin.
  PetscInt number(PetscInt vertex) const { return number_[vertex]; }
  /// Vertices that this rank owns, counted likewise, in the order of the vectors' entries.
  const std::vector<PetscInt>& owned_vertices() const { return owned_; }

  VectorHandle vector() const;  ///< of zeros; collective
  /// Values at all vertices of this rank. Collective.
  void to_local(std::vector<Real>& local, Vec values) const;
  /// Sums what all ranks have at a vertex. Collective.
  void add_up(Vec sum, const std::vector<Real>& local) const;
  /// A bit field of each vertex of this rank becomes that of all ranks together. Collective.
  void share_bits(std::vector<int>& bits) const;
  /// Values at this rank's own vertices.
  std::vector<Real> own_values(Vec values) const;
  void set_own_values(Vec values, const std::vector<Real>& own) const;
  /// The whole mesh's values in the order of its file, on all ranks. Collective.
  std::vector<Real> gather(Vec values) const;
  /// Own entries of such values.
  std::vector<Real> own_of(const std::vector<Real>& whole) const;

 private:
  const SectionMesh* mesh_;
  petsc::Handle<DM, DMDestroy> dm_;
  std::vector<PetscInt> number_, owned_, offset_;
  PetscInt total_ = 0;
};

}  // namespace freshet::dam
