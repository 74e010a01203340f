#pragma once
#include <petscds.h>
#include <petscfe.h>

#include <vector>

#include "solver/dam/elasticity.hpp"
#include "solver/dam/unknowns.hpp"

namespace freshet::dam {

enum class Field { Displacement, Pressure };

/// Quadratic Lagrange elements of PETSc for triangles (6 nodes) and quadrilaterals (9 nodes).
///
/// PETSc integrates (PetscFEIntegrateJacobian over PetscDS's point functions); only the loop over
/// cells is ours: DMPlex's own takes one kind of cell and the unknowns of all fields at a cell's
/// points, but sections mix triangles with quadrilaterals, and on the face of the dam the same
/// points carry displacements of the one side and pressures of the other.
class Elements {
 public:
  Elements();
  ~Elements();
  Elements(const Elements&) = delete;
  Elements& operator=(const Elements&) = delete;

  /// Matrices of cells of one kind and one zone, row by row, one after the other.
  struct Matrices {
    std::vector<PetscScalar> stiffness, mass;
    PetscInt size = 0;  ///< rows of each
  };
  Matrices integrate(const SectionMesh& mesh, const std::vector<PetscInt>& cells, Field field,
                     const std::array<PetscScalar, kConstants>& constants) const;

  /// Points of the plex that carry a cell's unknowns, in the order of its basis functions.
  static std::vector<PetscInt> nodes(const SectionMesh& mesh, PetscInt cell);

  /// Place of the node of that number among `nodes`, m.
  static std::array<Real, 2> node_place(const SectionMesh& mesh, PetscInt cell, std::size_t node);

  /// Gradients of the basis functions in a cell at its corners, in the order of `nodes` and of the
  /// closure's vertices: [corner][node][direction], 1/m.
  std::vector<Real> corner_gradients(const SectionMesh& mesh, PetscInt cell) const;

  /// Integrals of the basis functions' gradients over a cell: [node][direction], m.
  std::vector<Real> gradient_integrals(const SectionMesh& mesh, PetscInt cell) const;

 private:
  struct Kind {
    PetscFE fe[2] = {nullptr, nullptr};  ///< by field
    PetscDS ds[2] = {nullptr, nullptr};
    PetscQuadrature quadrature = nullptr, corners = nullptr;
    PetscTabulation at_corners = nullptr;
  };
  const Kind& kind_of(const SectionMesh& mesh, PetscInt cell) const;
  static Kind make_kind(bool simplex);
  static void destroy(Kind& kind);
  Kind triangle_, quadrilateral_;
};

}  // namespace freshet::dam
