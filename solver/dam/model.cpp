#include "solver/dam/model.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "mesh/parallel/mpi.hpp"
#include "solver/dam/added_mass.hpp"
#include "solver/dam/uplift.hpp"

namespace freshet::dam {
namespace {

std::string listed(const std::vector<std::string>& names) {
  std::string all;
  for (const auto& name : names) all += (all.empty() ? "\"" : ", \"") + name + "\"";
  return all;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Unit translation along x and y, and unit rotation about `centre`, at a place.
std::array<std::array<Real, 2>, 3> rigid_motions(const std::array<Real, 2>& place,
                                                 const std::array<Real, 2>& centre) {
  return {{{1, 0}, {0, 1}, {centre[1] - place[1], place[0] - centre[0]}}};
}

}  // namespace

Model::Model(const Spec& spec, const SectionMesh& mesh, bool with_reservoir)
    : spec_(&spec),
      mesh_(&mesh),
      acoustic_(with_reservoir && spec.reservoir.kind == Reservoir::Kind::Acoustic) {
  std::vector<bool> solid, water;
  match_zones(solid, water);
  match_boundaries();
  unknowns_ = std::make_unique<Unknowns>(mesh, spec.supports, solid, water,
                                         acoustic_ ? spec.reservoir.surface : "");
  require(unknowns_->total() > 0, "dam: nothing can move: all unknowns are held", 0);
  find_base();
  integrate_cells();
  if (acoustic_) couple_water();
  if (with_reservoir && spec.reservoir.kind == Reservoir::Kind::Westergaard) add_westergaard();
  for (const auto& support : spec.supports)
    if (support.kind == Support::Kind::Absorbing) add_dashpots(support.boundary);
  for (int k = 0; k < 3; ++k) dam_inertia_[k] = dam_inertia_entries_[k].vector(*unknowns_);
  for (int k = 0; k < 3; ++k) dam_pressure_[k] = dam_pressure_entries_[k].vector(*unknowns_);
  for (auto& sum : ground_sum_) sum = reduced(sum);
  for (auto& sum : weight_sum_) sum = reduced(sum);
  dam_mass_ = mpi::sum(mesh.communicator, dam_mass_);
  added_mass_ = mpi::sum(mesh.communicator, added_mass_);
}

void Model::match_zones(std::vector<bool>& solid, std::vector<bool>& water) {
  const auto& zones = mesh_->zone_names;
  for (const auto& material : spec_->materials)
    require(has(zones, material.zone),
            "dam.material: the mesh has no such zone; it has " + listed(zones), material.zone);
  const auto& reservoir = spec_->reservoir;
  if (!reservoir.zone.empty())
    require(has(zones, reservoir.zone),
            "dam.reservoir.zone: the mesh has no such zone; it has " + listed(zones),
            reservoir.zone);
  for (const auto& zone : zones) {
    const auto found = std::find_if(spec_->materials.begin(), spec_->materials.end(),
                                    [&](const Material& m) { return m.zone == zone; });
    const bool is_material = found != spec_->materials.end(), is_water = zone == reservoir.zone;
    require(is_material || is_water, "dam.material: a zone of the mesh without material", zone);
    solid.push_back(is_material);
    water.push_back(is_water && acoustic_);
    material_of_zone_.push_back(static_cast<int>(found - spec_->materials.begin()));
  }
}

void Model::match_boundaries() const {
  const auto& names = mesh_->boundary_names;
  const auto match = [&](const std::string& name, const std::string& key) {
    if (!name.empty())
      require(has(names, name), key + ": the mesh has no such boundary; it has " + listed(names),
              name);
  };
  for (const auto& support : spec_->supports) match(support.boundary, "dam.support.boundary");
  for (const auto* water : {&spec_->headwater, &spec_->tailwater})
    if (*water)
      for (const auto& face : (*water)->face)
        match(face, water == &spec_->headwater ? "dam.headwater.face" : "dam.tailwater.face");
  match(spec_->reservoir.surface, "dam.reservoir.surface");
  match(spec_->reservoir.bottom, "dam.reservoir.bottom");
  match(spec_->reservoir.far, "dam.reservoir.far");
  if (spec_->base) match(spec_->base->boundary, "dam.base.boundary");
}

FaceExtent Model::face_extent(const Water& water) const {
  FaceExtent extent{std::numeric_limits<Real>::infinity(), -std::numeric_limits<Real>::infinity()};
  for (const auto& boundary : water.face)
    for (const PetscInt edge : mesh_->edges_of(boundary))
      for (const PetscInt end : mesh_->ends(edge)) {
        extent.bottom = std::min(extent.bottom, mesh_->place_of(end)[1]);
        extent.top = std::max(extent.top, mesh_->place_of(end)[1]);
      }
  return {mpi::min(mesh_->communicator, extent.bottom), mpi::max(mesh_->communicator, extent.top)};
}

void Model::find_base() {
  if (!spec_->base) return;
  base_sides_ = sides_on(*mesh_, spec_->base->boundary, [&](PetscInt c) { return is_dam(c); });
  std::vector<std::array<Real, 2>> places, face;
  for (const auto& side : base_sides_) places.insert(places.end(), {side.place[0], side.place[1]});
  if (spec_->headwater)
    for (const auto& boundary : spec_->headwater->face)
      for (const PetscInt edge : mesh_->edges_of(boundary)) face.push_back(mesh_->place_of(edge));
  places = mpi::all_gather(mesh_->communicator, places);
  face = mpi::all_gather(mesh_->communicator, face);
  require(!places.empty(), "dam.base.boundary: no side of a cell of the dam lies on it",
          spec_->base->boundary);
  const auto ends = std::minmax_element(places.begin(), places.end());
  Real face_x = -std::numeric_limits<Real>::infinity();
  if (!face.empty()) {
    face_x = 0;
    for (const auto& place : face) face_x += place[0] / static_cast<Real>(face.size());
  }
  const bool from_left =
      std::abs(face_x - (*ends.first)[0]) <= std::abs(face_x - (*ends.second)[0]) || face.empty();
  base_.heel = from_left ? *ends.first : *ends.second;
  base_.toe = from_left ? *ends.second : *ends.first;
  const Real dx = base_.toe[0] - base_.heel[0], dy = base_.toe[1] - base_.heel[1];
  base_.length = std::hypot(dx, dy);
  base_.along = {dx / base_.length, dy / base_.length};
  base_.up = {-base_.along[1], base_.along[0]};
  if (base_.up[1] < 0) base_.up = {-base_.up[0], -base_.up[1]};
  if (spec_->base->uplift)
    check_drains(*spec_->base->uplift, base_.length, "dam.base.drain_distance");
}

void Model::integrate_cells() {
  // Cells of one zone and kind in batches, so that their geometry takes little memory.
  constexpr std::size_t kBatch = 512;
  std::map<std::pair<int, std::size_t>, std::vector<PetscInt>> groups;
  for (PetscInt c = mesh_->cells.begin; c < mesh_->cells.end; ++c)
    if (unknowns_->is_solid(c) || unknowns_->is_water(c))
      groups[{unknowns_->zone(c), mesh_->closure(c).size()}].push_back(c);
  for (const auto& [zone, cells] : groups)
    for (std::size_t first = 0; first < cells.size(); first += kBatch) {
      const auto last = std::min(first + kBatch, cells.size());
      integrate_zone({cells.begin() + static_cast<std::ptrdiff_t>(first),
                      cells.begin() + static_cast<std::ptrdiff_t>(last)},
                     unknowns_->is_water(cells[first]));
    }
}

void Model::integrate_zone(const std::vector<PetscInt>& cells, bool water) {
  std::array<PetscScalar, kConstants> constants{};
  if (water) {
    const Real c = spec_->reservoir.sound_speed;
    constants[kInverseSpeedSquared] = 1 / (c * c);
  } else {
    const Material& zone = material(cells[0]);
    const Lame elastic = lame(zone, spec_->plane);
    constants[kLambda] = elastic.lambda;
    constants[kMu] = elastic.mu;
    constants[kDensity] = zone.massless ? 0 : zone.density;
  }
  const auto all =
      elements_.integrate(*mesh_, cells, water ? Field::Pressure : Field::Displacement, constants);
  const auto size = static_cast<std::size_t>(all.size);
  auto& stiffness = water ? water_stiffness_ : solid_stiffness_;
  auto& mass = water ? water_mass_ : solid_mass_;
  std::vector<PetscInt> rows(size);
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const auto nodes = Elements::nodes(*mesh_, cells[k]);
    for (std::size_t i = 0; i < size; ++i)
      rows[i] = water ? unknowns_->pressure(nodes[i])
                      : unknowns_->displacement(nodes[i / 2], static_cast<int>(i % 2));
    const std::size_t first = k * size * size;
    for (std::size_t i = 0; i < size; ++i)
      for (std::size_t j = 0; j < size; ++j) {
        stiffness.add(rows[i], rows[j], all.stiffness[first + i * size + j]);
        mass.add(rows[i], rows[j], all.mass[first + i * size + j]);
      }
    if (!water) add_inertia(all, first, cells[k]);
  }
}

void Model::add_inertia(const Elements::Matrices& all, std::size_t first, PetscInt cell) {
  const auto size = static_cast<std::size_t>(all.size);
  const auto nodes = Elements::nodes(*mesh_, cell);
  const bool dam = is_dam(cell);
  for (std::size_t i = 0; i < size; ++i) {
    const int component = static_cast<int>(i % 2);
    const PetscInt row = unknowns_->displacement(nodes[i / 2], component);
    const auto place_i = Elements::node_place(*mesh_, cell, i / 2);
    std::array<Real, 3> product{};  // of the row with the three motions
    for (std::size_t j = 0; j < size; ++j) {
      const auto motions = rigid_motions(Elements::node_place(*mesh_, cell, j / 2), base_.heel);
      for (int k = 0; k < 3; ++k) product[k] += all.mass[first + i * size + j] * motions[k][j % 2];
    }
    for (int k = 0; k < 3 && dam; ++k) dam_inertia_entries_[k].add(row, product[k]);
    for (int direction = 0; direction < 2; ++direction) {
      weight_[direction].add(row, product[direction]);
      ground_[direction].add(row, -product[direction]);
      if (!dam) continue;
      const Real size_of_force = product[direction];
      const auto force = force_at(place_i, base_.heel, component == 0 ? size_of_force : 0,
                                  component == 1 ? size_of_force : 0);
      weight_sum_[direction] += force;
      ground_sum_[direction] += force * -1;
    }
    if (dam && component == 0) dam_mass_ += product[0];
  }
}

MatrixHandle Model::stiffness() const {
  Triplets all = solid_stiffness_;
  all.add(water_stiffness_, 1);
  all.add(coupling_, 1);
  return all.matrix(*unknowns_);
}

MatrixHandle Model::mass() const {
  Triplets all = solid_mass_;
  all.add(added_mass_matrix_, 1);
  all.add(water_mass_, 1);
  if (acoustic_) all.add(coupling_t_, -spec_->headwater->density);
  return all.matrix(*unknowns_);
}

MatrixHandle Model::damping(Real a0, Real a1) const {
  Triplets all = dashpots_;
  all.add(solid_mass_, a0);
  all.add(added_mass_matrix_, a0);
  all.add(solid_stiffness_, a1);
  return all.matrix(*unknowns_);
}

Resultant Model::reduced(Resultant sum) const {
  return {mpi::sum(mesh_->communicator, sum.x), mpi::sum(mesh_->communicator, sum.y),
          mpi::sum(mesh_->communicator, sum.moment_of_x),
          mpi::sum(mesh_->communicator, sum.moment_of_y)};
}

}  // namespace freshet::dam
