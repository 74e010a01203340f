#pragma once
#include <array>
#include <string>
#include <vector>

#include "mesh/mesh.hpp"

namespace freshet {

struct BoundaryInfo {
  std::string name;
  GlobalIndex edges = 0;
  Real length = 0;  ///< m
};

struct ZoneInfo {
  std::string name;
  GlobalIndex cells = 0;
  Real area = 0;  ///< m2
};

/// What a whole mesh is, in numbers.
struct MeshInfo {
  GlobalIndex cells = 0, triangles = 0, quadrilaterals = 0, vertices = 0, boundary_edges = 0;
  Real area = 0, area_min = 0, area_max = 0;  ///< m2
  Real inradius_min = 0;                      ///< least of 2 area / perimeter over all cells, m
  Real bed_min = 0, bed_max = 0;              ///< of the cells, m
  std::array<Real, 4> extent{};               ///< x min, y min, x max, y max, m
  std::vector<BoundaryInfo> boundaries;       ///< as Mesh::boundary_names, also those without edges
  std::vector<ZoneInfo> zones;                ///< as Mesh::zone_names
};

/// Of memory that this rank holds for its part of a mesh.
std::int64_t mesh_bytes(const Mesh& mesh);

/// Collective; the same on all ranks.
MeshInfo describe(const Mesh& mesh);

}  // namespace freshet
