#pragma once
#include <array>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "kernels/types.hpp"
#include "mesh/pixel_grid.hpp"

namespace freshet {

inline constexpr Real kNoBed = std::numeric_limits<Real>::quiet_NaN();
inline constexpr Index kNoName = -1;

/// A cell as its source gives it.
struct RawCell {
  std::array<GlobalIndex, 4> vertices{-1, -1, -1, -1};  ///< source numbers; fourth -1 in a triangle
  GlobalIndex number = 0;                               ///< of the cell in the source, from 0
  Real bed = kNoBed;                                    ///< m, where the source has one a cell
  Index zone = kNoName;                                 ///< index into RawMesh::zone_names
  int corners() const { return vertices[3] < 0 ? 3 : 4; }
};

struct RawVertex {
  Real x = 0, y = 0, bed = kNoBed;  ///< m
};

/// An edge that the source names; where it is not on the boundary the name has no effect.
struct RawEdge {
  GlobalIndex a = 0, b = 0;  ///< source vertices
  Index name = kNoName;      ///< index into RawMesh::boundary_names
};

/// What a source gives to one rank: any share of the cells, any share of the named edges, and the
/// contiguous block [vertex_offsets[rank], vertex_offsets[rank + 1]) of the vertices. Names are the
/// same on all ranks.
struct RawMesh {
  std::string origin;      ///< file name or kind of source, for errors
  std::string bed_origin;  ///< where the bed levels are from, for errors; empty: as `origin`
  std::vector<RawCell> cells;
  std::vector<GlobalIndex> vertex_offsets;
  std::vector<RawVertex> vertices;
  std::vector<RawEdge> edges;
  std::vector<std::string> boundary_names, zone_names;
  std::vector<std::string> notes;        ///< for the user; those of rank 0 count
  std::optional<PixelGrid> pixels = {};  ///< of which all cells are; the same on all ranks
  bool has_bed = true;  ///< false: the vertices lie at 0 because the source has no bed
};

}  // namespace freshet
