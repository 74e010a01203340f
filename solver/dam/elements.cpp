#include "solver/dam/elements.hpp"

#include <algorithm>

#include "solver/dam/cell_map.hpp"

namespace freshet::dam {
namespace {

using petsc::check;

constexpr PetscInt kDegree = 2;

/// Corners of PETSc's reference cells.
const std::vector<PetscReal> kTriangleCorners = {-1, -1, 1, -1, -1, 1};
const std::vector<PetscReal> kQuadrilateralCorners = {-1, -1, 1, -1, 1, 1, -1, 1};

bool is_triangle(const SectionMesh& mesh, PetscInt cell) {
  PetscInt sides = 0;
  check(DMPlexGetConeSize(mesh.plex.get(), cell, &sides), "DMPlexGetConeSize");
  return sides == 3;
}

PetscQuadrature corner_rule(const std::vector<PetscReal>& corners) {
  PetscQuadrature rule = nullptr;
  PetscReal *points = nullptr, *weights = nullptr;
  const auto count = static_cast<PetscInt>(corners.size() / 2);
  check(PetscMalloc1(2 * count, &points), "PetscMalloc");
  check(PetscMalloc1(count, &weights), "PetscMalloc");
  std::copy(corners.begin(), corners.end(), points);
  std::fill_n(weights, count, 1.0);
  check(PetscQuadratureCreate(PETSC_COMM_SELF, &rule), "PetscQuadratureCreate");
  check(PetscQuadratureSetData(rule, 2, 1, count, points, weights), "PetscQuadratureSetData");
  return rule;
}

}  // namespace

Elements::Kind Elements::make_kind(bool simplex) {
  Kind kind;
  const PetscBool flag = simplex ? PETSC_TRUE : PETSC_FALSE;
  for (int field = 0; field < 2; ++field) {
    check(PetscFECreateLagrange(PETSC_COMM_SELF, 2, field == 0 ? 2 : 1, flag, kDegree, kDegree,
                                &kind.fe[field]),
          "PetscFECreateLagrange");
    check(PetscDSCreate(PETSC_COMM_SELF, &kind.ds[field]), "PetscDSCreate");
    check(PetscDSSetCoordinateDimension(kind.ds[field], 2), "PetscDSSetCoordinateDimension");
    check(
        PetscDSSetDiscretization(kind.ds[field], 0, reinterpret_cast<PetscObject>(kind.fe[field])),
        "PetscDSSetDiscretization");
    check(PetscDSSetJacobian(kind.ds[field], 0, 0, nullptr, nullptr, nullptr,
                             field == 0 ? elastic_stiffness : acoustic_stiffness),
          "PetscDSSetJacobian");
    check(PetscDSSetDynamicJacobian(kind.ds[field], 0, 0, field == 0 ? elastic_mass : acoustic_mass,
                                    nullptr, nullptr, nullptr),
          "PetscDSSetDynamicJacobian");
    check(PetscDSSetUp(kind.ds[field]), "PetscDSSetUp");
  }
  check(PetscFEGetQuadrature(kind.fe[0], &kind.quadrature), "PetscFEGetQuadrature");
  const auto& corners = simplex ? kTriangleCorners : kQuadrilateralCorners;
  kind.corners = corner_rule(corners);
  check(PetscFECreateTabulation(kind.fe[1], 1, static_cast<PetscInt>(corners.size() / 2),
                                corners.data(), 1, &kind.at_corners),
        "PetscFECreateTabulation");
  return kind;
}

void Elements::destroy(Kind& kind) {
  PetscTabulationDestroy(&kind.at_corners);
  PetscQuadratureDestroy(&kind.corners);
  for (int field = 0; field < 2; ++field) {
    PetscDSDestroy(&kind.ds[field]);
    PetscFEDestroy(&kind.fe[field]);
  }
}

Elements::Elements() : triangle_(make_kind(true)), quadrilateral_(make_kind(false)) {}

Elements::~Elements() {
  destroy(triangle_);
  destroy(quadrilateral_);
}

const Elements::Kind& Elements::kind_of(const SectionMesh& mesh, PetscInt cell) const {
  return is_triangle(mesh, cell) ? triangle_ : quadrilateral_;
}

std::vector<PetscInt> Elements::nodes(const SectionMesh& mesh, PetscInt cell) {
  auto nodes = mesh.closure(cell);
  if (nodes.size() == 7) nodes.erase(nodes.begin());  // a triangle has none in its middle
  return nodes;
}

std::array<Real, 2> Elements::node_place(const SectionMesh& mesh, PetscInt cell, std::size_t node) {
  const auto points = nodes(mesh, cell);
  if (!mesh.cells.holds(points[node])) return mesh.place_of(points[node]);
  std::array<Real, 2> middle{};
  for (const PetscInt point : points)
    if (mesh.vertices.holds(point))
      for (int d = 0; d < 2; ++d) middle[d] += mesh.place_of(point)[d] / 4;
  return middle;
}

Elements::Matrices Elements::integrate(const SectionMesh& mesh, const std::vector<PetscInt>& cells,
                                       Field field,
                                       const std::array<PetscScalar, kConstants>& constants) const {
  const Kind& kind = kind_of(mesh, cells.at(0));
  const int f = field == Field::Displacement ? 0 : 1;
  const auto count = static_cast<PetscInt>(cells.size());
  PetscFEGeom* geometry = nullptr;
  check(PetscFEGeomCreate(kind.quadrature, count, 2, PETSC_FALSE, &geometry), "PetscFEGeomCreate");
  geometry->isAffine = PETSC_FALSE;
  const PetscInt points = geometry->numPoints;
  for (PetscInt c = 0; c < count; ++c) {
    const CellMap map(mesh.plex.get(), cells[c], kind.quadrature);
    std::copy(map.v.begin(), map.v.end(), geometry->v + 2 * points * c);
    std::copy(map.j.begin(), map.j.end(), geometry->J + 4 * points * c);
    std::copy(map.inverse.begin(), map.inverse.end(), geometry->invJ + 4 * points * c);
    std::copy(map.determinant.begin(), map.determinant.end(), geometry->detJ + points * c);
  }
  Matrices result;
  check(PetscDSGetTotalDimension(kind.ds[f], &result.size), "PetscDSGetTotalDimension");
  result.stiffness.assign(static_cast<std::size_t>(count) * result.size * result.size, 0);
  result.mass = result.stiffness;
  auto values = constants;
  check(PetscDSSetConstants(kind.ds[f], kConstants, values.data()), "PetscDSSetConstants");
  const PetscFormKey key{nullptr, 0, 0, 0};
  const auto add = [&](PetscFEJacobianType type, std::vector<PetscScalar>& out) {
    check(PetscFEIntegrateJacobian(kind.ds[f], type, key, count, geometry, nullptr, nullptr,
                                   nullptr, nullptr, 0, 1, out.data()),
          "PetscFEIntegrateJacobian");
  };
  add(PETSCFE_JACOBIAN, result.stiffness);
  add(PETSCFE_JACOBIAN_DYN, result.mass);
  check(PetscFEGeomDestroy(&geometry), "PetscFEGeomDestroy");
  return result;
}

std::vector<Real> Elements::corner_gradients(const SectionMesh& mesh, PetscInt cell) const {
  const Kind& kind = kind_of(mesh, cell);
  const CellMap map(mesh.plex.get(), cell, kind.corners);
  const PetscInt corners = kind.at_corners->Np, nodes = kind.at_corners->Nb;
  std::vector<Real> result(corners * nodes * 2, 0);
  for (PetscInt q = 0; q < corners; ++q)
    for (PetscInt n = 0; n < nodes; ++n)
      for (int d = 0; d < 2; ++d)
        for (int r = 0; r < 2; ++r)
          result[(q * nodes + n) * 2 + d] +=
              kind.at_corners->T[1][(q * nodes + n) * 2 + r] * map.inverse[4 * q + 2 * r + d];
  return result;
}

std::vector<Real> Elements::gradient_integrals(const SectionMesh& mesh, PetscInt cell) const {
  const Kind& kind = kind_of(mesh, cell);
  const CellMap map(mesh.plex.get(), cell, kind.quadrature);
  PetscTabulation table = nullptr;
  check(PetscFEGetCellTabulation(kind.fe[1], 1, &table), "PetscFEGetCellTabulation");
  const PetscReal* weights = nullptr;
  PetscInt points = 0;
  check(PetscQuadratureGetData(kind.quadrature, nullptr, nullptr, &points, nullptr, &weights),
        "PetscQuadratureGetData");
  std::vector<Real> result(2 * table->Nb, 0);
  for (PetscInt q = 0; q < points; ++q)
    for (PetscInt n = 0; n < table->Nb; ++n)
      for (int d = 0; d < 2; ++d)
        for (int r = 0; r < 2; ++r)
          result[2 * n + d] += weights[q] * map.determinant[q] *
                               table->T[1][(q * table->Nb + n) * 2 + r] *
                               map.inverse[4 * q + 2 * r + d];
  return result;
}

}  // namespace freshet::dam
