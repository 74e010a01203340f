#pragma once
#include <petscdmplex.h>
#include <petscfe.h>

#include <vector>

#include "mesh/parallel/petsc.hpp"

namespace freshet::dam {

/// Place and map of one cell at all points of a rule.
struct CellMap {
  std::vector<PetscReal> v, j, inverse, determinant;
  CellMap(DM plex, PetscInt cell, PetscQuadrature rule) {
    PetscInt points = 0;
    petsc::check(PetscQuadratureGetData(rule, nullptr, nullptr, &points, nullptr, nullptr),
                 "quadrature");
    v.resize(2 * points);
    j.resize(4 * points);
    inverse.resize(4 * points);
    determinant.resize(points);
    petsc::check(DMPlexComputeCellGeometryFEM(plex, cell, rule, v.data(), j.data(), inverse.data(),
                                              determinant.data()),
                 "DMPlexComputeCellGeometryFEM");
  }
};

}  // namespace freshet::dam
