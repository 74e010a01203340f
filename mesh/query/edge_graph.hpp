#pragma once
#include <array>
#include <span>
#include <vector>

#include "mesh/query/edge_chain.hpp"

namespace freshet {

/// Distance (m) of a point from a straight piece of line: positive on its left.
Real signed_distance(const std::array<Real, 2>& point, const std::array<Real, 2>& from,
                     const std::array<Real, 2>& to);

/// The edges of a mesh near a line, as a graph of its vertices. Edges run from the vertex with the
/// lower global number to the other.
class EdgeGraph {
 public:
  /// `edges` in the order of their vertices, without `distance`.
  explicit EdgeGraph(std::vector<ChainEdge> edges);

  struct Vertex {
    GlobalIndex number = 0;
    std::array<Real, 2> place{};  ///< m
    Real longest_edge = 0;        ///< of those that meet there, m
    std::vector<Index> edges;
  };

  bool empty() const { return vertices_.empty(); }
  const Vertex& vertex(Index v) const { return vertices_[v]; }
  Index nearest(const std::array<Real, 2>& point) const;
  Index beyond(Index edge, Index vertex) const;

  /// A step of a way: an edge, and the vertex to which it leads.
  struct Step {
    Index edge = 0, to = 0;
  };
  /// The cheapest way from vertex to vertex along the straight line between two points; empty where
  /// there is none.
  std::vector<Step> way(Index start, Index end, const std::array<Real, 2>& from,
                        const std::array<Real, 2>& to) const;

  /// The edge as it is passed towards a vertex.
  ChainEdge towards(const Step& step) const;

 private:
  std::vector<ChainEdge> edges_;
  std::vector<std::array<Index, 2>> ends_;  ///< of each edge
  std::vector<Vertex> vertices_;            ///< by their numbers
};

}  // namespace freshet
