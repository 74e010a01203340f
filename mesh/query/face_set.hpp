#pragma once
#include <span>
#include <string>
#include <vector>

#include "mesh/query/edge_chain.hpp"

namespace freshet {

/// Edges on which loads are summed, in an order along them that no number of ranks changes; the
/// same on all ranks.
struct FaceSet {
  std::vector<ChainEdge> edges;  ///< on a boundary the cell is on the left
  std::vector<int> segment;      ///< of each edge, from 0
  int segments = 0;
};

/// How a set is cut into segments.
struct FaceSegments {
  bool at_corners = false;  ///< where its direction turns by more than 30 degrees, a line at bends
  Real length = 0;          ///< each part again into equal ones of at most so many m; 0: no
};

/// The edges of some boundaries, each run of them from end to end; an island's from a corner on.
/// Throws InputError, beginning with `origin`, where the mesh has no such boundary. Collective.
FaceSet faces_of_boundaries(const Mesh& mesh, std::span<const std::string> names,
                            const FaceSegments& cut, const std::string& origin);

/// The edges along a line, see EdgeSnapping. Collective.
FaceSet faces_of_line(const EdgeSnapping& snapping, std::span<const std::array<Real, 2>> line,
                      const FaceSegments& cut, const std::string& origin);

}  // namespace freshet
