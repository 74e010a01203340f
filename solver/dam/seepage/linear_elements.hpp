#pragma once
#include <array>
#include <vector>

#include "solver/dam/embankment_spec.hpp"
#include "solver/dam/section_mesh.hpp"

namespace freshet::dam {

/// One cell of this rank with linear (triangle) or bilinear (quadrilateral) basis functions N.
struct FlowCell {
  PetscInt corners = 3;
  std::array<PetscInt, 4> vertex{};                  ///< counted from mesh.vertices.begin
  int zone = 0;                                      ///< of the mesh
  Real area = 0;                                     ///< m2
  std::array<Real, 4> share{};                       ///< integrals of N, m2
  std::array<std::array<Real, 2>, 4> gradient{};     ///< means of grad N, 1/m
  std::array<std::array<Real, 4>, 4> conductance{};  ///< integrals of grad N . K grad N, m/s
  /// Triangles that it is cut into for the mean conductivity, corners and shares of its area: one,
  /// or four of a quadrilateral, two along each diagonal.
  std::array<std::array<int, 3>, 4> triangle{};
  std::array<Real, 4> triangle_share{};
  int triangles = 1;
};

/// Conductivity of a soil along x and y: xx, xy, yy, m/s.
std::array<Real, 3> conductivity_tensor(const Soil& soil);

/// All cells of this rank, integrated by PETSc's elements and quadrature (PetscFE).
class LinearElements {
 public:
  /// `soil_of_zone`: index into soils by zone.
  LinearElements(const SectionMesh& mesh, const std::vector<Soil>& soils,
                 const std::vector<int>& soil_of_zone);
  LinearElements(const LinearElements&) = delete;
  LinearElements& operator=(const LinearElements&) = delete;
  const std::vector<FlowCell>& cells() const { return cells_; }

 private:
  std::vector<FlowCell> cells_;
};

}  // namespace freshet::dam
