#include "solver/dam/seepage/linear_elements.hpp"

#include <petscfe.h>

#include <cmath>
#include <numbers>

#include "solver/dam/cell_map.hpp"

namespace freshet::dam {
namespace {

using petsc::check;

/// Exact to degree 5 along each side, so that a conductivity that drops within a cell is seen.
constexpr PetscInt kQuadratureOrder = 2;

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

std::vector<std::array<Real, 4>> shapes_of(const ReferenceElement& element) {
  std::vector<std::array<Real, 4>> shapes(element.table->Np);
  for (PetscInt q = 0; q < element.table->Np; ++q)
    for (PetscInt n = 0; n < element.table->Nb; ++n) shapes[q][n] = element.shape(q, n);
  return shapes;
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
    cell.weight.push_back(w);
    for (PetscInt i = 0; i < cell.corners; ++i) {
      cell.share[i] += w * element.shape(q, i);
      for (PetscInt j = 0; j < cell.corners; ++j)
        cell.conductance[i][j] += w * (g[i][0] * (k[0] * g[j][0] + k[1] * g[j][1]) +
                                       g[i][1] * (k[1] * g[j][0] + k[2] * g[j][1]));
    }
  }
  for (auto& w : cell.weight) w /= cell.area;
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
  shapes_[0] = shapes_of(triangle);
  shapes_[1] = shapes_of(quadrilateral);
  for (PetscInt c = mesh.cells.begin; c < mesh.cells.end; ++c) {
    FlowCell cell;
    cell.zone = mesh.cell_zone[c - mesh.cells.begin];
    PetscInt corner = 0;
    for (const PetscInt point : mesh.closure(c))
      if (mesh.vertices.holds(point)) cell.vertex[corner++] = point - mesh.vertices.begin;
    cell.corners = corner;
    const ReferenceElement& element = corner == 3 ? triangle : quadrilateral;
    cell.shape = &shapes_[corner == 3 ? 0 : 1];
    integrate(cell, element, CellMap(mesh.plex.get(), c, element.rule),
              conductivity_tensor(soils[soil_of_zone[cell.zone]]));
    cells_.push_back(std::move(cell));
  }
}

}  // namespace freshet::dam
