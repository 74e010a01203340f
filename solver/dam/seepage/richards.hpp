#pragma once
#include <memory>

#include "solver/dam/seepage/linear_elements.hpp"
#include "solver/dam/seepage/pressure_space.hpp"

namespace freshet::dam {

/// Richards' equation in its mixed form, d theta(psi)/dt = div(K k_r(psi) grad(psi + y)), on linear
/// elements with the water lumped at the vertices and implicit Euler in time, so that the water of
/// a step is what it says it is (Celia, Bouloutas and Zarba 1990). The relative conductivity of a
/// cell is its mean over the cell.
class Richards {
 public:
  Richards(const PressureSpace& space, const std::vector<Soil>& soils,
           const std::vector<int>& soil_of_zone);  ///< collective

  const PressureSpace& space() const { return *space_; }
  const std::vector<FlowCell>& cells() const { return elements_.cells(); }
  const Soil& soil(const FlowCell& cell) const { return soils_[soil_of_zone_[cell.zone]]; }

  /// Times the soils' alpha: below 1 the drop of the conductivity is wider than it is.
  void set_sharpness(Real share);

  /// What a step starts from: `rate` is 1/dt, 0 for a steady state.
  void begin(Vec psi, Real rate);
  /// What leaves each vertex less what it loses: (M - M_before) rate + sum of outflow, m2/s.
  /// Zero inside; on the boundary what enters there. Collective.
  void residual(Vec out, Vec psi);
  Mat matrix() const { return matrix_.get(); }
  void fill_matrix(Vec psi);  ///< d residual / d psi; collective

  Real largest_lump() const { return largest_lump_; }  ///< m2, of a vertex of all ranks
  Real stored(Vec psi);  ///< water in the section, m2 (m3 a metre of dam); collective

  /// Mean relative conductivity of a cell.
  static Real mean_conductivity(const FlowCell& cell, const Retention& soil,
                                const std::array<Real, 4>& psi, std::array<Real, 4>& slopes);
  /// Specific discharge in each cell of this rank, m/s, for pressure heads at its vertices.
  std::vector<std::array<Real, 2>> discharge(const std::vector<Real>& local) const;
  /// Effective saturation at this rank's vertices, the mean over the soils that meet there, and the
  /// specific discharge there, the mean over the cells: three numbers an own vertex. Collective.
  std::vector<Real> vertex_fields(Vec psi);
  /// Gradient of the total head in a cell.
  std::array<Real, 2> head_gradient(const FlowCell& cell, const std::vector<Real>& local) const;

 private:
  struct Lump {
    PetscInt vertex;
    int soil;
    Real area;  ///< m2
  };
  std::array<Real, 4> values_of(const FlowCell& cell, const std::vector<Real>& local) const;
  /// What flows out at a corner of a saturated cell of conductivity 1 with these pressure heads, m.
  Real saturated_flow(const FlowCell& cell, PetscInt corner,
                      const std::array<Real, 4>& values) const;

  const PressureSpace* space_;
  std::vector<Soil> soils_, given_soils_;
  std::vector<int> soil_of_zone_;
  LinearElements elements_;
  std::vector<Lump> lumps_;
  std::vector<Real> height_;  ///< m, of this rank's vertices
  MatrixHandle matrix_;
  Real rate_ = 0, largest_lump_ = 0;
  std::vector<Real> local_, before_, sum_, entries_;
};

}  // namespace freshet::dam
