#pragma once
#include <petscmat.h>

#include <vector>

#include "solver/dam/dam_spec.hpp"
#include "solver/dam/section_mesh.hpp"

namespace freshet::dam {

using MatrixHandle = petsc::Handle<Mat, MatDestroy>;
using VectorHandle = petsc::Handle<Vec, VecDestroy>;

inline constexpr PetscInt kHeld = -1;

/// The numbers of the unknowns: displacement (x, y) at vertices, edge middles and, in
/// quadrilaterals, cell middles of solid zones; pressure at those of the water zone. Held ones have
/// no number.
class Unknowns {
 public:
  /// `solid` and `water`: by zone index. Collective.
  Unknowns(const SectionMesh& mesh, const std::vector<Support>& supports,
           const std::vector<bool>& solid, const std::vector<bool>& water,
           const std::string& free_surface);

  PetscInt owned() const { return owned_; }
  PetscInt total() const { return total_; }
  /// Number of a displacement (component 0 or 1) or pressure at a point; kHeld where it is held.
  PetscInt displacement(PetscInt point, int component) const {
    return first_[0][point] < 0 ? kHeld : number_[first_[0][point] + component];
  }
  PetscInt pressure(PetscInt point) const {
    return first_[1][point] < 0 ? kHeld : number_[first_[1][point]];
  }
  bool has_displacement(PetscInt point) const { return first_[0][point] >= 0; }
  bool has_pressure(PetscInt point) const { return first_[1][point] >= 0; }

  /// A vector of all unknowns, shared out over the ranks, of zeros.
  VectorHandle vector() const;

  /// Values of all unknowns at this rank's points, zero where held. Collective.
  std::vector<Real> local_values(Vec values) const;
  /// Of such values: those at a point.
  Real displacement(const std::vector<Real>& local, PetscInt point, int component) const {
    return first_[0][point] < 0 ? 0 : local[first_[0][point] + component];
  }
  Real pressure(const std::vector<Real>& local, PetscInt point) const {
    return first_[1][point] < 0 ? 0 : local[first_[1][point]];
  }

  const SectionMesh& mesh() const { return *mesh_; }
  const std::vector<bool>& solid() const { return solid_; }
  const std::vector<bool>& water() const { return water_; }
  bool is_solid(PetscInt cell) const { return solid_[zone(cell)]; }
  bool is_water(PetscInt cell) const { return water_[zone(cell)]; }
  int zone(PetscInt cell) const { return mesh_->cell_zone[cell - mesh_->cells.begin]; }
  /// Whether this rank owns a vertex: exactly one does.
  bool owns(PetscInt point) const { return owns_[point]; }

 private:
  const SectionMesh* mesh_;
  petsc::Handle<DM, DMDestroy> dm_;
  std::vector<bool> solid_, water_, owns_;
  std::vector<PetscInt> first_[2];  ///< by field and point, into number_; -1: none
  std::vector<PetscInt> number_;    ///< of this rank's unknowns and held values
  PetscInt owned_ = 0, total_ = 0;
};

}  // namespace freshet::dam
