#include "solver/dam/unknowns.hpp"

#include <algorithm>

namespace freshet::dam {
namespace {

using petsc::check;
constexpr int kComponents[2] = {2, 1};  // of displacement and pressure

using Section = petsc::Handle<PetscSection, PetscSectionDestroy>;

/// A bit for each component that is held at a point.
struct Held {
  std::vector<unsigned> displacement, pressure;
};

unsigned held_components(Support::Kind kind) {
  switch (kind) {
    case Support::Kind::Fixed:
      return 3;
    case Support::Kind::RollerX:
      return 1;
    case Support::Kind::RollerY:
      return 2;
    case Support::Kind::Absorbing:
      return 0;
  }
  return 0;
}

void hold(std::vector<unsigned>& held, const SectionMesh& mesh, const std::string& boundary,
          unsigned components) {
  for (const PetscInt edge : mesh.edges_of(boundary)) {
    const auto [a, b] = mesh.ends(edge);
    for (const PetscInt point : {edge, a, b}) held[point] |= components;
  }
}

/// A vertex on a boundary may be on ranks that have no edge of it.
void share_held(std::vector<unsigned>& held, DM plex) {
  PetscSF shared = nullptr;
  check(DMGetPointSF(plex, &shared), "DMGetPointSF");
  PetscInt roots = 0;
  check(PetscSFGetGraph(shared, &roots, nullptr, nullptr, nullptr), "PetscSFGetGraph");
  if (roots < 0) return;
  std::vector<int> all(held.begin(), held.end()), leaves = all;
  check(PetscSFReduceBegin(shared, MPI_INT, leaves.data(), all.data(), MPI_BOR), "PetscSFReduce");
  check(PetscSFReduceEnd(shared, MPI_INT, leaves.data(), all.data(), MPI_BOR), "PetscSFReduce");
  check(PetscSFBcastBegin(shared, MPI_INT, all.data(), all.data(), MPI_REPLACE), "PetscSFBcast");
  check(PetscSFBcastEnd(shared, MPI_INT, all.data(), all.data(), MPI_REPLACE), "PetscSFBcast");
  std::copy(all.begin(), all.end(), held.begin());
}

bool carries_unknowns(const SectionMesh& mesh, PetscInt point, std::size_t closure_size) {
  const bool triangle = closure_size == 7;
  return !(mesh.cells.holds(point) && triangle);
}

void set_constraints(PetscSection section, const Held& held, PetscInt points, bool sizes) {
  for (PetscInt p = 0; p < points; ++p)
    for (int field = 0; field < 2; ++field) {
      PetscInt dofs = 0;
      check(PetscSectionGetFieldDof(section, p, field, &dofs), "PetscSectionGetFieldDof");
      const unsigned bits = dofs == 0 ? 0 : field == 0 ? held.displacement[p] : held.pressure[p];
      std::vector<PetscInt> components;
      for (int c = 0; c < 2; ++c)
        if (bits >> c & 1u) components.push_back(c);
      if (components.empty()) continue;
      const auto count = static_cast<PetscInt>(components.size());
      if (sizes) {
        check(PetscSectionAddConstraintDof(section, p, count), "constraints");
        check(PetscSectionSetFieldConstraintDof(section, p, field, count), "constraints");
      } else {
        check(PetscSectionSetFieldConstraintIndices(section, p, field, components.data()),
              "constraints");
      }
    }
}

/// The indices of all fields together, as PETSc's global numbering wants them.
void set_joint_constraints(PetscSection section, PetscInt points) {
  for (PetscInt p = 0; p < points; ++p) {
    PetscInt all = 0, before = 0;
    check(PetscSectionGetConstraintDof(section, p, &all), "constraints");
    if (all == 0) continue;
    std::vector<PetscInt> indices;
    for (int field = 0; field < 2; ++field) {
      PetscInt count = 0, dofs = 0;
      const PetscInt* of_field = nullptr;
      check(PetscSectionGetFieldConstraintDof(section, p, field, &count), "constraints");
      if (count > 0) {
        check(PetscSectionGetFieldConstraintIndices(section, p, field, &of_field), "constraints");
        for (PetscInt i = 0; i < count; ++i) indices.push_back(before + of_field[i]);
      }
      check(PetscSectionGetFieldDof(section, p, field, &dofs), "PetscSectionGetFieldDof");
      before += dofs;
    }
    check(PetscSectionSetConstraintIndices(section, p, indices.data()), "constraints");
  }
}

}  // namespace

Unknowns::Unknowns(const SectionMesh& mesh, const std::vector<Support>& supports,
                   const std::vector<bool>& solid, const std::vector<bool>& water,
                   const std::string& free_surface)
    : mesh_(&mesh), solid_(solid), water_(water) {
  check(DMClone(mesh.plex.get(), dm_.put()), "DMClone");  // its numbering is this object's own
  const DM plex = dm_.get();
  PetscInt first = 0, points = 0;
  check(DMPlexGetChart(plex, &first, &points), "DMPlexGetChart");
  Held held{std::vector<unsigned>(points), std::vector<unsigned>(points)};
  for (const auto& support : supports)
    hold(held.displacement, mesh, support.boundary, held_components(support.kind));
  hold(held.pressure, mesh, free_surface, 1);
  share_held(held.displacement, plex);
  share_held(held.pressure, plex);

  std::vector<int> has[2] = {std::vector<int>(points), std::vector<int>(points)};
  for (PetscInt c = mesh.cells.begin; c < mesh.cells.end; ++c) {
    const auto closure = mesh.closure(c);
    for (const PetscInt p : closure) {
      if (!carries_unknowns(mesh, p, closure.size())) continue;
      has[0][p] |= is_solid(c);
      has[1][p] |= is_water(c);
    }
  }
  for (auto& field : has) {
    std::vector<unsigned> bits(field.begin(), field.end());
    share_held(bits, plex);  // a point may be of another rank's zone too
    std::copy(bits.begin(), bits.end(), field.begin());
  }

  Section local;
  check(PetscSectionCreate(mesh.communicator, local.put()), "PetscSectionCreate");
  check(PetscSectionSetNumFields(local.get(), 2), "PetscSectionSetNumFields");
  check(PetscSectionSetChart(local.get(), 0, points), "PetscSectionSetChart");
  for (int field = 0; field < 2; ++field) {
    check(PetscSectionSetFieldComponents(local.get(), field, kComponents[field]), "section");
    for (PetscInt p = 0; p < points; ++p) {
      if (!has[field][p]) continue;
      check(PetscSectionSetFieldDof(local.get(), p, field, kComponents[field]), "section");
      check(PetscSectionAddDof(local.get(), p, kComponents[field]), "section");
    }
  }
  set_constraints(local.get(), held, points, true);
  check(PetscSectionSetUp(local.get()), "PetscSectionSetUp");
  set_constraints(local.get(), held, points, false);
  set_joint_constraints(local.get(), points);
  check(DMSetLocalSection(plex, local.get()), "DMSetLocalSection");

  PetscSection global = nullptr;
  check(DMGetGlobalSection(plex, &global), "DMGetGlobalSection");
  PetscInt size = 0;
  check(PetscSectionGetStorageSize(local.get(), &size), "PetscSectionGetStorageSize");
  number_.assign(size, kHeld);
  owns_.assign(points, false);
  for (auto& field : first_) field.assign(points, -1);
  for (PetscInt p = 0; p < points; ++p) {
    PetscInt at = 0, number = 0, before = 0;
    check(PetscSectionGetOffset(local.get(), p, &at), "PetscSectionGetOffset");
    check(PetscSectionGetOffset(global, p, &number), "PetscSectionGetOffset");
    if (number < 0) number = -(number + 1);
    for (int field = 0; field < 2; ++field) {
      if (!has[field][p]) continue;
      first_[field][p] = at + before;
      const unsigned bits = field == 0 ? held.displacement[p] : held.pressure[p];
      for (int c = 0; c < kComponents[field]; ++c)
        if (!(bits >> c & 1u)) number_[at + before + c] = number++;
      before += kComponents[field];
    }
  }
  check(PetscSectionGetConstrainedStorageSize(global, &owned_),
        "PetscSectionGetConstrainedStorageSize");
  check(MPI_Allreduce(&owned_, &total_, 1, MPIU_INT, MPI_SUM, mesh.communicator), "MPI_Allreduce");

  PetscSF shared = nullptr;
  check(DMGetPointSF(plex, &shared), "DMGetPointSF");
  PetscInt roots = 0, leaves = 0;
  const PetscInt* leaf = nullptr;
  check(PetscSFGetGraph(shared, &roots, &leaves, &leaf, nullptr), "PetscSFGetGraph");
  owns_.assign(points, true);
  for (PetscInt i = 0; roots >= 0 && i < leaves; ++i) owns_[leaf ? leaf[i] : i] = false;
}

VectorHandle Unknowns::vector() const {
  VectorHandle result;
  check(VecCreateMPI(mesh_->communicator, owned_, total_, result.put()), "VecCreateMPI");
  check(VecSet(result.get(), 0), "VecSet");
  return result;
}

std::vector<Real> Unknowns::local_values(Vec values) const {
  const DM plex = dm_.get();
  Vec local = nullptr;
  check(DMGetLocalVector(plex, &local), "DMGetLocalVector");
  check(VecSet(local, 0), "VecSet");
  check(DMGlobalToLocalBegin(plex, values, INSERT_VALUES, local), "DMGlobalToLocal");
  check(DMGlobalToLocalEnd(plex, values, INSERT_VALUES, local), "DMGlobalToLocal");
  const PetscScalar* array = nullptr;
  check(VecGetArrayRead(local, &array), "VecGetArrayRead");
  std::vector<Real> result(array, array + number_.size());
  check(VecRestoreArrayRead(local, &array), "VecRestoreArrayRead");
  check(DMRestoreLocalVector(plex, &local), "DMRestoreLocalVector");
  return result;
}

}  // namespace freshet::dam
