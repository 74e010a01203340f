// What water and the ground's far field add to the model: acoustic coupling, added mass, dashpots.
#include "solver/dam/added_mass.hpp"
#include "solver/dam/model.hpp"

namespace freshet::dam {

/// Q and Q^T on all sides where water meets the section, and the motion that the ground gives to
/// the water: through those sides, through a rigid face and through the bottom.
void Model::couple_water() {
  const Real density = spec_->headwater->density;
  const auto add_ground = [&](const FaceEdge& side, Real sign) {  // sign: of the normal into water
    for (int i = 0; i < 3; ++i)
      for (int direction = 0; direction < 2; ++direction)
        ground_[direction].add(unknowns_->pressure(side.nodes[i]),
                               density * sign * side.normal[direction] * side.length *
                                   (kEdgeMass[i][0] + kEdgeMass[i][1] + kEdgeMass[i][2]));
  };
  for (PetscInt edge = mesh_->edges.begin; edge < mesh_->edges.end; ++edge) {
    if (!unknowns_->has_displacement(edge) || !unknowns_->has_pressure(edge)) continue;
    for (const PetscInt cell : mesh_->cells_at(edge)) {
      if (!unknowns_->is_solid(cell)) continue;
      const FaceEdge side = side_of(*mesh_, edge, cell);
      add_ground(side, 1);
      for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j)
          for (int c = 0; c < 2; ++c) {
            const Real value = side.normal[c] * side.length * kEdgeMass[i][j];
            const PetscInt u = unknowns_->displacement(side.nodes[i], c);
            const PetscInt p = unknowns_->pressure(side.nodes[j]);
            coupling_.add(u, p, value);
            coupling_t_.add(p, u, value);
            if (!is_dam(cell)) continue;
            dam_pressure_entries_[c].add(p, -value);
            const Real arm =
                c == 0 ? -(side.place[i][1] - base_.heel[1]) : side.place[i][0] - base_.heel[0];
            dam_pressure_entries_[2].add(p, -value * arm);
          }
    }
  }
  const auto is_water = [&](PetscInt cell) { return unknowns_->is_water(cell); };
  auto moved = spec_->headwater->face;
  if (!spec_->reservoir.bottom.empty()) moved.push_back(spec_->reservoir.bottom);
  for (const auto& boundary : moved)
    for (const auto& side : sides_on(*mesh_, boundary, is_water))
      if (!unknowns_->has_displacement(side.nodes[2])) add_ground(side, -1);
  const Real c = spec_->reservoir.sound_speed, alpha = spec_->reservoir.bottom_reflection;
  add_water_boundary(spec_->reservoir.bottom, (1 - alpha) / (c * (1 + alpha)));
  add_water_boundary(spec_->reservoir.far, 1 / c);
}

/// dp/dn = -admittance p' : Fenves & Chopra 1984 for the bottom, Sommerfeld for the far end.
void Model::add_water_boundary(const std::string& boundary, Real admittance) {
  if (boundary.empty()) return;
  for (const auto& side :
       sides_on(*mesh_, boundary, [&](PetscInt cell) { return unknowns_->is_water(cell); }))
    for (int i = 0; i < 3; ++i)
      for (int j = 0; j < 3; ++j)
        dashpots_.add(unknowns_->pressure(side.nodes[i]), unknowns_->pressure(side.nodes[j]),
                      admittance * side.length * kEdgeMass[i][j]);
}

/// Consistent: the integral of N n m(y) n^T N^T over the wetted part of the face.
void Model::add_westergaard() {
  const Water& water = *spec_->headwater;
  const Real level = water.level(0), depth = level - face_extent(water).bottom;
  for (const auto& boundary : water.face)
    for (const auto& side :
         sides_on(*mesh_, boundary, [&](PetscInt c) { return unknowns_->is_solid(c); })) {
      const Real ya = side.place[0][1], yb = side.place[1][1];
      Real from = 0, to = 1;  // the part of the side below the level
      if (ya >= level && yb >= level) continue;
      if (ya > level) from = (ya - level) / (ya - yb);
      if (yb > level) to = (level - ya) / (yb - ya);
      for (int g = 0; g < 5; ++g) {
        const Real s = from + (to - from) * kGaussPlace[g];
        const auto basis = edge_basis(s);
        const auto place = side.at(s);
        const Real mass = kGaussWeight[g] * (to - from) * side.length *
                          westergaard_mass(water.density, depth, level - place[1]);
        const std::array<Real, 3> along{side.normal[0], side.normal[1],
                                        (place[0] - base_.heel[0]) * side.normal[1] -
                                            (place[1] - base_.heel[1]) * side.normal[0]};
        added_mass_ += mass * along[0] * along[0];
        for (int i = 0; i < 3; ++i)
          for (int c = 0; c < 2; ++c) {
            const PetscInt row = unknowns_->displacement(side.nodes[i], c);
            const Real weight = mass * basis[i] * side.normal[c];
            for (int j = 0; j < 3; ++j)
              for (int d = 0; d < 2; ++d)
                added_mass_matrix_.add(row, unknowns_->displacement(side.nodes[j], d),
                                       weight * basis[j] * side.normal[d]);
            for (int d = 0; d < 2; ++d) ground_[d].add(row, -weight * along[d]);
            for (int k = 0; k < 3 && is_dam(side.cell); ++k)
              dam_inertia_entries_[k].add(row, weight * along[k]);
          }
        for (int d = 0; d < 2 && is_dam(side.cell); ++d)
          ground_sum_[d] +=
              force_at(place, base_.heel, side.normal[0], side.normal[1]) * (-mass * along[d]);
      }
    }
}

/// Lysmer & Kuhlemeyer 1969: tractions -rho cp v_n and -rho cs v_t, N/m2.
void Model::add_dashpots(const std::string& boundary) {
  for (const auto& side :
       sides_on(*mesh_, boundary, [&](PetscInt c) { return unknowns_->is_solid(c); })) {
    const Material& zone = material(side.cell);
    const Lame elastic = lame(zone, spec_->plane);
    const Real normal = std::sqrt(zone.density * (elastic.lambda + 2 * elastic.mu));
    const Real shear = std::sqrt(zone.density * elastic.mu);
    for (int i = 0; i < 3; ++i)
      for (int j = 0; j < 3; ++j)
        for (int c = 0; c < 2; ++c)
          for (int d = 0; d < 2; ++d) {
            const Real along = side.normal[c] * side.normal[d];
            dashpots_.add(unknowns_->displacement(side.nodes[i], c),
                          unknowns_->displacement(side.nodes[j], d),
                          side.length * kEdgeMass[i][j] *
                              (normal * along + shear * ((c == d ? 1 : 0) - along)));
          }
  }
}

}  // namespace freshet::dam
