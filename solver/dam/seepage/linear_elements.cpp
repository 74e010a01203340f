#include "solver/dam/seepage/linear_elements.hpp"

#include <petscfe.h>

#include <cmath>
#include <numbers>

#include "solver/dam/cell_map.hpp"

namespace freshet::dam {
namespace {

using petsc::check;

constexpr PetscInt kQuadratureOrder = 2;  // exact for products of bilinear functions

/// PETSc's element of one kind of cell.
struct ReferenceElement {
  petsc::Handle<PetscFE, PetscFEDestroy> fe;
  PetscQuadrature rule = nullptr;
  PetscTabulation table = nullptr;
  explicit ReferenceElement(bool simplex) {
    check(PetscFECreateLagrange(PETSC_COMM_SELF, 2, 1, simplex ? PETSC_TRUE : PETSC_FALSE, 1,
                                kQuadratureOrder, fe.put()),
          "PetscFECreateLagrange");
    check(PetscFEGetQuadrature(fe.get(), &rule), "PetscFEGetQuadrature");
    check(PetscFEGetCellTabulation(fe.get(), 1, &table), "PetscFEGetCellTabulation");
  }
  Real shape(PetscInt point, PetscInt node) const { return table->T[0][point * table->Nb + node]; }
  Real reference_gradient(PetscInt point, PetscInt node, int direction) const {
    return table->T[1][(point * table->Nb + node) * 2 + direction];
  }
};

void cut_in_triangles(FlowCell& cell, const SectionMesh& mesh) {
  if (cell.corners == 3) {
    cell.triangle[0] = {0, 1, 2};
    cell.triangle_share[0] = 1;
    return;
  }
  cell.triangles = 4;
  cell.triangle = {{{0, 1, 2}, {0, 2, 3}, {1, 2, 3}, {0, 1, 3}}};
  for (int t = 0; t < 4; ++t) {
    const auto &a = mesh.place[cell.vertex[cell.triangle[t][0]]],
               &b = mesh.place[cell.vertex[cell.triangle[t][1]]],
               &c = mesh.place[cell.vertex[cell.triangle[t][2]]];
    cell.triangle_share[t] =
        std::abs((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
  }
  const Real sum = cell.triangle_share[0] + cell.triangle_share[1] + cell.triangle_share[2] +
                   cell.triangle_share[3];
  for (Real& share : cell.triangle_share) share /= sum;
}

void integrate(FlowCell& cell, const ReferenceElement& element, const CellMap& map,
               const std::array<Real, 3>& k) {
  const PetscReal* weights = nullptr;
  PetscInt points = 0;
  check(PetscQuadratureGetData(element.rule, nullptr, nullptr, &points, nullptr, &weights),
        "PetscQuadratureGetData");
  for (PetscInt q = 0; q < points; ++q) {
    const Real w = weights[q] * map.determinant[q];
    std::array<std::array<Real, 2>, 4> g{};
    for (PetscInt n = 0; n < cell.corners; ++n)
      for (int d = 0; d < 2; ++d) {
        for (int r = 0; r < 2; ++r)
          g[n][d] += element.reference_gradient(q, n, r) * map.inverse[4 * q + 2 * r + d];
        cell.gradient[n][d] += w * g[n][d];
      }
    cell.area += w;
    for (PetscInt i = 0; i < cell.corners; ++i) {
      cell.share[i] += w * element.shape(q, i);
      for (PetscInt j = 0; j < cell.corners; ++j)
        cell.conductance[i][j] += w * (g[i][0] * (k[0] * g[j][0] + k[1] * g[j][1]) +
                                       g[i][1] * (k[1] * g[j][0] + k[2] * g[j][1]));
    }
  }
  for (auto& g : cell.gradient)
    for (auto& component : g) component /= cell.area;
}

}  // namespace

std::array<Real, 3> conductivity_tensor(const Soil& soil) {
  const Real c = std::cos(soil.bedding * std::numbers::pi / 180),
             s = std::sin(soil.bedding * std::numbers::pi / 180);
  const auto [along, across] = soil.conductivity;
  return {along * c * c + across * s * s, (along - across) * c * s, along * s * s + across * c * c};
}

LinearElements::LinearElements(const SectionMesh& mesh, const std::vector<Soil>& soils,
                               const std::vector<int>& soil_of_zone) {
  const ReferenceElement triangle(true), quadrilateral(false);
  for (PetscInt c = mesh.cells.begin; c < mesh.cells.end; ++c) {
    FlowCell cell;
    cell.zone = mesh.cell_zone[c - mesh.cells.begin];
    PetscInt corner = 0;
    for (const PetscInt point : mesh.closure(c))
      if (mesh.vertices.holds(point)) cell.vertex[corner++] = point - mesh.vertices.begin;
    cell.corners = corner;
    const ReferenceElement& element = corner == 3 ? triangle : quadrilateral;
    cut_in_triangles(cell, mesh);
    integrate(cell, element, CellMap(mesh.plex.get(), c, element.rule),
              conductivity_tensor(soils[soil_of_zone[cell.zone]]));
    cells_.push_back(std::move(cell));
  }
}

}  // namespace freshet::dam
