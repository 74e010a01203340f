#pragma once
#include <functional>
#include <memory>

#include "solver/dam/dam_spec.hpp"
#include "solver/dam/elements.hpp"
#include "solver/dam/face_edge.hpp"
#include "solver/dam/triplets.hpp"

namespace freshet::dam {

/// Force per metre of dam, N/m, and its moment about the heel, N, counterclockwise positive, that
/// of the horizontal and that of the vertical force.
struct Resultant {
  Real x = 0, y = 0, moment_of_x = 0, moment_of_y = 0;
  Resultant& operator+=(const Resultant& o) {
    x += o.x, y += o.y, moment_of_x += o.moment_of_x, moment_of_y += o.moment_of_y;
    return *this;
  }
  Resultant operator*(Real f) const { return {f * x, f * y, f * moment_of_x, f * moment_of_y}; }
};

/// A force at a place, with its moments about `centre`.
inline Resultant force_at(const std::array<Real, 2>& place, const std::array<Real, 2>& centre,
                          Real x, Real y) {
  return {x, y, (centre[1] - place[1]) * x, (place[0] - centre[0]) * y};
}

/// A load: what it adds to the equations, and its sum on the dam.
struct Load {
  VectorHandle vector;
  Resultant sum;
};

/// The base from heel to toe.
struct BaseLine {
  std::array<Real, 2> heel{}, toe{};  ///< m
  Real length = 0;                    ///< m
  std::array<Real, 2> along{};        ///< of length 1, heel to toe
  std::array<Real, 2> up{};           ///< of length 1, into the dam
  /// Distance from the heel along the base, m.
  Real distance(const std::array<Real, 2>& place) const {
    return (place[0] - heel[0]) * along[0] + (place[1] - heel[1]) * along[1];
  }
};

/// Where a water level has what to press on: m.
struct FaceExtent {
  Real bottom = 0, top = 0;
};

/// The section as linear equations M u'' + C u' + K u = f in the displacements u and, with an
/// acoustic reservoir, the pressures p of the water:
///
///   Ms u'' + C u' + Ks u + Q p = f - Ms r a,   S p'' + D p' + H p - rho Q^T u'' = rho Q^T r a
///
/// a the ground's acceleration, u relative to it, r the unit translation (Zienkiewicz & Bettess,
/// Int. J. Numer. Methods Eng. 13, 1978; Fenves & Chopra, UCB/EERC-84/10, for the bottom).
class Model {
 public:
  /// Names of the case are held against those of the mesh: InputError. Collective.
  Model(const Spec& spec, const SectionMesh& mesh, bool with_reservoir = true);

  const Spec& spec() const { return *spec_; }
  const SectionMesh& mesh() const { return *mesh_; }
  const Unknowns& unknowns() const { return *unknowns_; }
  const Elements& elements() const { return elements_; }
  const Material& material(PetscInt cell) const {
    return spec_->materials[material_of_zone_[unknowns_->zone(cell)]];
  }
  bool is_dam(PetscInt cell) const {
    return unknowns_->is_solid(cell) && !material(cell).foundation;
  }
  const BaseLine& base() const { return base_; }
  const std::vector<FaceEdge>& base_sides() const { return base_sides_; }
  FaceExtent face_extent(const Water& water) const;

  /// K, M and C; `a0`, 1/s, and `a1`, s, are Rayleigh's factors of the section's mass, with what is
  /// added to it, and stiffness.
  MatrixHandle stiffness() const;
  MatrixHandle mass() const;
  MatrixHandle damping(Real a0, Real a1) const;

  Load self_weight() const;
  /// Of pressure p(x, y) on the named sides of the section, Pa; only horizontally if `horizontal`.
  Load pressure(const std::vector<std::string>& boundaries,
                const std::function<Real(Real x, Real y)>& p, bool horizontal = false) const;
  Load hydrostatic(const Water& water, Real level) const;
  Load silt() const;
  /// Of pressure p(distance from the heel) under the dam's base; where the base lies on cells of a
  /// foundation, both sides are pressed and only the sum is of use.
  Load uplift(const std::function<Real(Real distance)>& p) const;
  Load temperature() const;  ///< of 1 K above that of no stress
  /// Of an acceleration of the ground of 1 m/s2 along x (0) or y (1): the right-hand side.
  Load ground_motion(int direction) const;

  /// Inertia of the dam above its base per acceleration: -(its products with u'') are forces of
  /// inertia along x, y and about the heel.
  const std::array<VectorHandle, 3>& dam_inertia() const { return dam_inertia_; }
  /// The forces of the water's pressures on the dam, likewise: products with the unknowns.
  const std::array<VectorHandle, 3>& dam_pressure() const { return dam_pressure_; }
  Real dam_mass() const { return dam_mass_; }      ///< kg/m
  Real added_mass() const { return added_mass_; }  ///< kg/m, horizontal

 private:
  void match_zones(std::vector<bool>& solid, std::vector<bool>& water);
  void match_boundaries() const;
  void find_base();
  void integrate_cells();
  void integrate_zone(const std::vector<PetscInt>& cells, bool water);
  void add_inertia(const Elements::Matrices& all, std::size_t first, PetscInt cell);
  void couple_water();
  void add_water_boundary(const std::string& boundary, Real admittance);
  void add_westergaard();
  void add_dashpots(const std::string& boundary);
  Resultant reduced(Resultant sum) const;

  const Spec* spec_;
  const SectionMesh* mesh_;
  bool acoustic_ = false;
  std::vector<int> material_of_zone_;
  std::unique_ptr<Unknowns> unknowns_;
  Elements elements_;
  BaseLine base_;
  std::vector<FaceEdge> base_sides_;
  Triplets solid_stiffness_, solid_mass_, added_mass_matrix_, water_stiffness_, water_mass_;
  Triplets coupling_;    ///< Q: rows of displacements, columns of pressures
  Triplets coupling_t_;  ///< Q^T
  Triplets dashpots_;
  std::array<Entries, 2> ground_;  ///< right-hand side per acceleration
  std::array<Entries, 2> weight_;  ///< mass times unit translation, without the water's
  std::array<Resultant, 2> weight_sum_, ground_sum_;
  std::array<Entries, 3> dam_inertia_entries_;
  std::array<Entries, 3> dam_pressure_entries_;
  std::array<VectorHandle, 3> dam_inertia_, dam_pressure_;
  Real dam_mass_ = 0, added_mass_ = 0;
};

}  // namespace freshet::dam
