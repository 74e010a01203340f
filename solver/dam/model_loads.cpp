// The loads of the model: vectors of forces on the section, and their sums on the dam.
#include "solver/dam/model.hpp"

namespace freshet::dam {

Load Model::self_weight() const {
  Load load{weight_[1].vector(*unknowns_), weight_sum_[1] * -spec_->gravity};
  petsc::check(VecScale(load.vector.get(), -spec_->gravity), "VecScale");
  return load;
}

Load Model::ground_motion(int direction) const {
  return {ground_[direction].vector(*unknowns_), ground_sum_[direction]};
}

Load Model::pressure(const std::vector<std::string>& boundaries,
                     const std::function<Real(Real, Real)>& p, bool horizontal) const {
  Entries entries;
  Resultant sum;
  for (const auto& boundary : boundaries)
    for (const auto& side :
         sides_on(*mesh_, boundary, [&](PetscInt c) { return unknowns_->is_solid(c); }))
      for (int i = 0; i < 3; ++i) {
        Real integral = 0;
        for (int j = 0; j < 3; ++j)
          integral += kEdgeMass[i][j] * side.length * p(side.place[j][0], side.place[j][1]);
        const std::array<Real, 2> force{-side.normal[0] * integral,
                                        horizontal ? 0 : -side.normal[1] * integral};
        for (int c = 0; c < 2; ++c)
          entries.add(unknowns_->displacement(side.nodes[i], c), force[c]);
        if (is_dam(side.cell)) sum += force_at(side.place[i], base_.heel, force[0], force[1]);
      }
  return {entries.vector(*unknowns_), reduced(sum)};
}

Load Model::hydrostatic(const Water& water, Real level) const {
  return pressure(water.face, [&](Real, Real y) {
    return water.density * spec_->gravity * std::max(level - y, 0.0);
  });
}

Load Model::silt() const {
  const Silt& silt = *spec_->silt;
  return pressure(
      spec_->headwater->face,
      [&](Real, Real y) {
        return silt.pressure_coefficient * silt.submerged_unit_weight *
               std::max(silt.level - y, 0.0);
      },
      true);
}

Load Model::uplift(const std::function<Real(Real)>& p) const {
  Entries entries;
  Resultant sum;
  for (const auto& side : base_sides_)
    for (int g = 0; g < 5; ++g) {
      const auto place = side.at(kGaussPlace[g]);
      const auto basis = edge_basis(kGaussPlace[g]);
      const Real force = kGaussWeight[g] * side.length * p(base_.distance(place));
      sum += force_at(place, base_.heel, -side.normal[0] * force, -side.normal[1] * force);
      const bool inside = mesh_->is_inside(side.nodes[2]);
      for (int i = 0; i < 3 && !inside; ++i)
        for (int c = 0; c < 2; ++c)
          entries.add(unknowns_->displacement(side.nodes[i], c),
                      -side.normal[c] * force * basis[i]);
    }
  return {entries.vector(*unknowns_), reduced(sum)};
}

Load Model::temperature() const {
  Entries entries;
  for (PetscInt c = mesh_->cells.begin; c < mesh_->cells.end; ++c) {
    if (!unknowns_->is_solid(c)) continue;
    const Real stress = thermal_stress(material(c), spec_->plane);
    if (stress == 0) continue;
    const auto nodes = Elements::nodes(*mesh_, c);
    const auto integrals = elements_.gradient_integrals(*mesh_, c);
    for (std::size_t n = 0; n < nodes.size(); ++n)
      for (int d = 0; d < 2; ++d)
        entries.add(unknowns_->displacement(nodes[n], d), stress * integrals[2 * n + d]);
  }
  return {entries.vector(*unknowns_), {}};
}

}  // namespace freshet::dam
