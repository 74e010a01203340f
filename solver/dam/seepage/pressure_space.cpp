#include "solver/dam/seepage/pressure_space.hpp"

#include "mesh/parallel/mpi.hpp"
#include "solver/dam/section_fields.hpp"

namespace freshet::dam {

using petsc::check;

PressureSpace::PressureSpace(const SectionMesh& mesh) : mesh_(&mesh) {
  check(DMClone(mesh.plex.get(), dm_.put()), "DMClone");  // its numbering is this object's own
  petsc::Handle<PetscSection, PetscSectionDestroy> local;
  PetscInt first = 0, points = 0;
  check(DMPlexGetChart(dm_.get(), &first, &points), "DMPlexGetChart");
  check(PetscSectionCreate(mesh.communicator, local.put()), "PetscSectionCreate");
  check(PetscSectionSetChart(local.get(), 0, points), "PetscSectionSetChart");
  for (PetscInt v = mesh.vertices.begin; v < mesh.vertices.end; ++v)
    check(PetscSectionSetDof(local.get(), v, 1), "PetscSectionSetDof");
  check(PetscSectionSetUp(local.get()), "PetscSectionSetUp");
  check(DMSetLocalSection(dm_.get(), local.get()), "DMSetLocalSection");
  PetscSection global = nullptr;
  check(DMGetGlobalSection(dm_.get(), &global), "DMGetGlobalSection");
  for (PetscInt v = mesh.vertices.begin; v < mesh.vertices.end; ++v) {
    PetscInt at = 0, number = 0;
    check(PetscSectionGetOffset(local.get(), v, &at), "PetscSectionGetOffset");
    check(PetscSectionGetOffset(global, v, &number), "PetscSectionGetOffset");
    offset_.push_back(at);
    if (number >= 0) owned_.push_back(v - mesh.vertices.begin);
    number_.push_back(number < 0 ? -(number + 1) : number);
  }
  total_ =
      static_cast<PetscInt>(mpi::sum(mesh.communicator, static_cast<std::int64_t>(owned_.size())));
}

VectorHandle PressureSpace::vector() const {
  VectorHandle result;
  check(VecCreateMPI(mesh_->communicator, owned(), total_, result.put()), "VecCreateMPI");
  check(VecSet(result.get(), 0), "VecSet");
  return result;
}

void PressureSpace::to_local(std::vector<Real>& local, Vec values) const {
  Vec all = nullptr;
  const PetscScalar* array = nullptr;
  check(DMGetLocalVector(dm_.get(), &all), "DMGetLocalVector");
  check(DMGlobalToLocalBegin(dm_.get(), values, INSERT_VALUES, all), "DMGlobalToLocal");
  check(DMGlobalToLocalEnd(dm_.get(), values, INSERT_VALUES, all), "DMGlobalToLocal");
  check(VecGetArrayRead(all, &array), "VecGetArrayRead");
  local.resize(offset_.size());
  for (std::size_t v = 0; v < offset_.size(); ++v) local[v] = array[offset_[v]];
  check(VecRestoreArrayRead(all, &array), "VecRestoreArrayRead");
  check(DMRestoreLocalVector(dm_.get(), &all), "DMRestoreLocalVector");
}

void PressureSpace::add_up(Vec sum, const std::vector<Real>& local) const {
  Vec all = nullptr;
  PetscScalar* array = nullptr;
  check(DMGetLocalVector(dm_.get(), &all), "DMGetLocalVector");
  check(VecGetArray(all, &array), "VecGetArray");
  for (std::size_t v = 0; v < offset_.size(); ++v) array[offset_[v]] = local[v];
  check(VecRestoreArray(all, &array), "VecRestoreArray");
  check(VecSet(sum, 0), "VecSet");
  check(DMLocalToGlobalBegin(dm_.get(), all, ADD_VALUES, sum), "DMLocalToGlobal");
  check(DMLocalToGlobalEnd(dm_.get(), all, ADD_VALUES, sum), "DMLocalToGlobal");
  check(DMRestoreLocalVector(dm_.get(), &all), "DMRestoreLocalVector");
}

void PressureSpace::share_bits(std::vector<int>& bits) const {
  PetscSF shared = nullptr;
  PetscInt first = 0, points = 0, roots = 0;
  check(DMGetPointSF(dm_.get(), &shared), "DMGetPointSF");
  check(DMPlexGetChart(dm_.get(), &first, &points), "DMPlexGetChart");
  check(PetscSFGetGraph(shared, &roots, nullptr, nullptr, nullptr), "PetscSFGetGraph");
  if (roots < 0) return;
  std::vector<int> leaves(points, 0);
  std::copy(bits.begin(), bits.end(), leaves.begin() + mesh_->vertices.begin);
  auto all = leaves;
  check(PetscSFReduceBegin(shared, MPI_INT, leaves.data(), all.data(), MPI_BOR), "PetscSFReduce");
  check(PetscSFReduceEnd(shared, MPI_INT, leaves.data(), all.data(), MPI_BOR), "PetscSFReduce");
  check(PetscSFBcastBegin(shared, MPI_INT, all.data(), all.data(), MPI_REPLACE), "PetscSFBcast");
  check(PetscSFBcastEnd(shared, MPI_INT, all.data(), all.data(), MPI_REPLACE), "PetscSFBcast");
  std::copy_n(all.begin() + mesh_->vertices.begin, bits.size(), bits.begin());
}

std::vector<Real> PressureSpace::own_values(Vec values) const {
  const PetscScalar* array = nullptr;
  check(VecGetArrayRead(values, &array), "VecGetArrayRead");
  std::vector<Real> own(array, array + owned_.size());
  check(VecRestoreArrayRead(values, &array), "VecRestoreArrayRead");
  return own;
}

void PressureSpace::set_own_values(Vec values, const std::vector<Real>& own) const {
  PetscScalar* array = nullptr;
  check(VecGetArray(values, &array), "VecGetArray");
  std::copy(own.begin(), own.end(), array);
  check(VecRestoreArray(values, &array), "VecRestoreArray");
}

std::vector<Real> PressureSpace::gather(Vec values) const {
  std::vector<PetscInt> vertices;
  for (const PetscInt v : owned_) vertices.push_back(v + mesh_->vertices.begin);
  return gather_vertices(*mesh_, vertices, own_values(values), 1);
}

std::vector<Real> PressureSpace::own_of(const std::vector<Real>& whole) const {
  std::vector<Real> own;
  for (const PetscInt v : owned_) own.push_back(whole[mesh_->vertex_number[v]]);
  return own;
}

}  // namespace freshet::dam
