#pragma once
#include <array>
#include <span>
#include <string>
#include <vector>

#include "mesh/mesh.hpp"

namespace freshet {

/// The cell on one side of an edge.
struct EdgeCell {
  GlobalIndex number = -1;  ///< global; -1 beyond the rim of the mesh
  int slot = 0;             ///< the edge among the cell's sides
};

/// An edge of the mesh in the order and direction of a line.
struct ChainEdge {
  GlobalIndex from = 0, to = 0;        ///< vertices, global
  std::array<Real, 2> start{}, end{};  ///< where these lie, m
  EdgeCell left, right;                ///< as seen on the way from `start` to `end`
  Real length = 0;                     ///< m
  Real distance = 0;                   ///< of its middle from the start, along the chain, m

  /// The unit normal that points to the right of the way.
  std::array<Real, 2> normal() const {
    return {(end[1] - start[1]) / length, (start[0] - end[0]) / length};
  }
};

/// A line of a case as edges of the mesh, one after the other; the same on all ranks.
struct EdgeChain {
  std::vector<ChainEdge> edges;
  Real length = 0;  ///< m
  Real off = 0;     ///< of its vertices from the line that was given, at most, m
};

/// The local number of a cell if this rank owns it, else -1.
inline Index owned_cell(const Mesh& mesh, GlobalIndex number) {
  const bool own = number >= mesh.first_cell && number < mesh.first_cell + mesh.owned;
  return own ? static_cast<Index>(number - mesh.first_cell) : -1;
}

/// Makes chains of edges of lines. Keeps a reference to the mesh; a mesh that was split along edges
/// gives the same chains.
class EdgeSnapping {
 public:
  explicit EdgeSnapping(const Mesh& mesh);

  /// The chain along a line of two points or more: through the vertices nearest to its ends and
  /// bends, and between them the way along edges with the least integral of the squared distance
  /// from the line. Bends smaller than a third of an edge are passed over. A line that ends where
  /// it starts gives a closed chain. Collective; the same on all ranks and for any number of them.
  /// Throws InputError, which begins with `origin` ("case.toml:31: weir.line"), on all ranks alike:
  /// where the line leaves the mesh by more than an edge, is shorter than one, doubles back or
  /// crosses itself.
  EdgeChain chain(std::span<const std::array<Real, 2>> line, const std::string& origin) const;

 private:
  struct Side;
  std::vector<Side> sides_near(std::span<const std::array<Real, 2>> line) const;

  const Mesh& mesh_;
  std::vector<Real> radii_;  ///< from the centroid of each owned cell to its farthest vertex, m
};

}  // namespace freshet
