#pragma once
#include <array>
#include <cmath>
#include <functional>
#include <vector>

#include "solver/dam/unknowns.hpp"

namespace freshet::dam {

/// An edge of a cell with its quadratic basis: two ends and the middle.
struct FaceEdge {
  std::array<PetscInt, 3> nodes{};             ///< points: ends a and b, then the edge itself
  std::array<std::array<Real, 2>, 3> place{};  ///< m
  std::array<Real, 2> normal{};                ///< of length 1, out of the cell
  Real length = 0;                             ///< m
  PetscInt cell = 0;

  std::array<Real, 2> at(Real s) const {
    return {place[0][0] + s * (place[1][0] - place[0][0]),
            place[0][1] + s * (place[1][1] - place[0][1])};
  }
};

/// Basis functions at s in [0, 1] from a to b.
inline std::array<Real, 3> edge_basis(Real s) {
  return {(1 - s) * (1 - 2 * s), s * (2 * s - 1), 4 * s * (1 - s)};
}

/// Integrals of products of two basis functions over an edge of length 1.
inline constexpr Real kEdgeMass[3][3] = {
    {4. / 30, -1. / 30, 2. / 30}, {-1. / 30, 4. / 30, 2. / 30}, {2. / 30, 2. / 30, 16. / 30}};

/// Gauss's rule with five points on [0, 1]: exact to degree 9.
inline constexpr Real kGaussPlace[5] = {0.04691007703066800, 0.23076534494715845, 0.5,
                                        0.76923465505284155, 0.95308992296933200};
inline constexpr Real kGaussWeight[5] = {0.11846344252809454, 0.23931433524968324,
                                         0.28444444444444444, 0.23931433524968324,
                                         0.11846344252809454};

/// The edge as a side of `cell`.
FaceEdge side_of(const SectionMesh& mesh, PetscInt edge, PetscInt cell);

/// This rank's edges on a boundary as sides of the cells for which `chosen` holds; each once.
std::vector<FaceEdge> sides_on(const SectionMesh& mesh, const std::string& boundary,
                               const std::function<bool(PetscInt cell)>& chosen);

}  // namespace freshet::dam
