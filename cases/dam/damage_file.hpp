#pragma once
#include <filesystem>

#include "solver/dam/damage.hpp"

namespace freshet {

/// Where a series stands, for a restart on any number of ranks: the next step, and at each vertex
/// of the file its damage and the reversals that are not counted yet. Collective.
/// `write_damage` replaces the file only when it is whole. `read_damage` returns the next step;
/// throws EnvironmentError where the file is damaged, InputError where it is of another section or
/// time step.
void write_damage(const std::filesystem::path& file, const dam::SectionMesh& mesh,
                  const std::vector<PetscInt>& vertices, dam::DamageField& field, Real time_step,
                  std::int64_t next_step);
std::int64_t read_damage(dam::DamageField& field, const std::filesystem::path& file,
                         const dam::SectionMesh& mesh, const std::vector<PetscInt>& vertices,
                         Real time_step);

}  // namespace freshet
