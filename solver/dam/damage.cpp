#include "solver/dam/damage.hpp"

#include "solver/loads/fatigue_concrete.hpp"

namespace freshet::dam {
namespace {

using loads::compression_damage;
using loads::Cycle;
using loads::tension_damage;

constexpr Real kLeastReversal = 1e-6;  // of the strength: round-off is no cycle

}  // namespace

DamageField::DamageField(const StressMap& stress, const std::vector<Material>& materials)
    : vertices_(stress.vertices().size()) {
  for (const int material : stress.materials())
    strength_.push_back(
        {materials[material].compressive_strength, materials[material].tensile_strength});
  for (const auto& material : materials)
    counts_ = counts_ || material.compressive_strength > 0 || material.tensile_strength > 0;
}

void DamageField::push(const std::vector<Real>& stress) {
  for (std::size_t i = 0; i < vertices_.size(); ++i) {
    const Strength& strength = strength_[i];
    if (strength.compression <= 0 && strength.tension <= 0) continue;
    Vertex& vertex = vertices_[i];
    const auto both = principal(stress[3 * i], stress[3 * i + 1], stress[3 * i + 2]);
    if (strength.compression > 0)
      vertex.compression.push(
          std::max(-both[1] / strength.compression, 0.0), kLeastReversal,
          [&](const Cycle& cycle) { vertex.damage += compression_damage(cycle); });
    if (strength.tension > 0)
      vertex.tension.push(std::max(both[0] / strength.tension, 0.0), kLeastReversal,
                          [&](const Cycle& cycle) { vertex.damage += tension_damage(cycle); });
  }
}

std::vector<Real> DamageField::damage() const {
  std::vector<Real> result;
  for (Vertex vertex : vertices_) {  // a copy: the count goes on
    vertex.compression.finish([&](const Cycle& c) { vertex.damage += compression_damage(c); });
    vertex.tension.finish([&](const Cycle& c) { vertex.damage += tension_damage(c); });
    result.push_back(vertex.damage);
  }
  return result;
}

}  // namespace freshet::dam
