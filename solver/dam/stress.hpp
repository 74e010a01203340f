#pragma once
#include <vector>

#include "solver/dam/model.hpp"

namespace freshet::dam {

/// Stress (xx, yy, xy) at the vertices of the section as a linear map of the unknowns: the mean
/// over the cells at a vertex that are of the zone whose material comes first in the case, so that
/// stiff and soft zones are not mixed at their common line.
class StressMap {
 public:
  explicit StressMap(const Model& model);

  /// Vertices that this rank owns and that belong to the section, as points of the plex.
  const std::vector<PetscInt>& vertices() const { return vertices_; }
  /// Stress at these, Pa, tension positive: [vertex][xx, yy, xy]; `temperature` is that above no
  /// stress, K. Collective.
  std::vector<Real> stress(Vec unknowns, Real temperature) const;
  /// Index into the materials, by vertex.
  const std::vector<int>& materials() const { return material_; }

 private:
  const Model* model_;
  std::vector<PetscInt> vertices_;
  std::vector<int> material_;
  MatrixHandle map_;
  VectorHandle rows_;
};

}  // namespace freshet::dam
