#include "solver/dam/damage.hpp"

#include "solver/dam/fatigue_concrete.hpp"

namespace freshet::dam {
namespace {

constexpr Real kLeastReversal = 1e-6;  // of the strength: round-off is no cycle

Real of_compression(const Cycle& cycle) {
  return cycle.count * damage_of(log_cycles_compression(cycle.low, cycle.high));
}

Real of_tension(const Cycle& cycle) {
  return cycle.count * damage_of(log_cycles_tension(cycle.high));
}

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
      vertex.compression.push(std::max(-both[1] / strength.compression, 0.0), kLeastReversal,
                              [&](const Cycle& cycle) { vertex.damage += of_compression(cycle); });
    if (strength.tension > 0)
      vertex.tension.push(std::max(both[0] / strength.tension, 0.0), kLeastReversal,
                          [&](const Cycle& cycle) { vertex.damage += of_tension(cycle); });
  }
}

std::vector<Real> DamageField::damage() const {
  std::vector<Real> result;
  for (Vertex vertex : vertices_) {  // a copy: the count goes on
    vertex.compression.finish([&](const Cycle& c) { vertex.damage += of_compression(c); });
    vertex.tension.finish([&](const Cycle& c) { vertex.damage += of_tension(c); });
    result.push_back(vertex.damage);
  }
  return result;
}

}  // namespace freshet::dam
