#pragma once
#include <vector>

#include "solver/dam/stress.hpp"

namespace freshet::dam {

/// Fields over all vertices of the file's mesh in its order, on all ranks; 0 where a vertex has
/// none.
struct SectionFields {
  std::vector<Real> displacement;  ///< m: x, y by vertex
  std::vector<Real> stress;        ///< Pa: xx, yy, xy
  std::vector<Real> principal;     ///< Pa: largest, least
  std::vector<Real> pressure;      ///< Pa: of the water, hydrodynamic
};

/// `values` of this rank's points, `width` each, put in their places in the whole mesh. Collective.
std::vector<Real> gather_vertices(const SectionMesh& mesh, const std::vector<PetscInt>& vertices,
                                  const std::vector<Real>& values, int width);

/// Collective.
SectionFields gather_fields(const Model& model, const StressMap& stress, Vec unknowns,
                            Real temperature);

/// Where results at a point of the case are taken from: the node that is nearest to it.
class Probe {
 public:
  /// Throws InputError where the mesh is not within 2 % of its extent of the point. Collective.
  Probe(const Model& model, const Point& point);
  bool in_water() const { return in_water_; }
  std::array<Real, 2> displacement(const std::vector<Real>& local) const;  ///< m; collective
  Real pressure(const std::vector<Real>& local) const;                     ///< Pa; collective
  const std::string& name() const { return name_; }

 private:
  const Model* model_;
  std::string name_;
  PetscInt point_ = -1;  ///< of the plex on the rank that is nearest, else -1
  bool in_water_ = false;
};

/// The mesh for the writers, on all ranks, in the order of the file.
struct SectionTopology {
  std::vector<Real> points;          ///< m: x, y by vertex
  std::vector<GlobalIndex> corners;  ///< 3 or 4 vertices a cell, one cell after the other
  std::vector<GlobalIndex> first;    ///< into corners, by cell; one more than cells
  std::vector<GlobalIndex> zone;     ///< by cell
};
SectionTopology gather_topology(const SectionMesh& mesh);

}  // namespace freshet::dam
