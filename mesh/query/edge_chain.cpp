#include "mesh/query/edge_chain.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>

#include "kernels/error.hpp"
#include "mesh/parallel/mpi.hpp"
#include "mesh/query/edge_graph.hpp"

namespace freshet {

/// One cell's side of an edge.
struct EdgeSnapping::Side {
  GlobalIndex low = 0, high = 0;  ///< vertices
  Real x[2] = {}, y[2] = {};      ///< of these, m
  GlobalIndex cell = 0;
  std::int64_t slot = 0;
  std::int64_t on_left = 0;  ///< whether the cell is left of the way from low to high
};

namespace {

using Point = std::array<Real, 2>;
using Line = std::span<const Point>;

Real distance_from(Line line, const Point& point) {
  Real least = std::numeric_limits<Real>::infinity();
  for (std::size_t p = 0; p + 1 < line.size(); ++p)
    least = std::min(least, std::abs(signed_distance(point, line[p], line[p + 1])));
  return least;
}

std::string place_of(const Point& point) {
  std::ostringstream text;
  text << "(" << point[0] << ", " << point[1] << ") m";
  return text.str();
}

template <class Side>
std::vector<ChainEdge> edges_of(std::vector<Side> sides) {
  std::sort(sides.begin(), sides.end(), [](const Side& a, const Side& b) {
    return std::tie(a.low, a.high, a.cell) < std::tie(b.low, b.high, b.cell);
  });
  std::vector<ChainEdge> edges;
  for (const auto& side : sides) {
    if (edges.empty() || edges.back().from != side.low || edges.back().to != side.high) {
      const Real length = std::hypot(side.x[1] - side.x[0], side.y[1] - side.y[0]);
      edges.push_back(
          {side.low, side.high, {side.x[0], side.y[0]}, {side.x[1], side.y[1]}, {}, {}, length, 0});
    }
    (side.on_left != 0 ? edges.back().left : edges.back().right) = {side.cell,
                                                                    static_cast<int>(side.slot)};
  }
  return edges;
}

/// The ends of a line and the bends between them that its edges can follow (Douglas and Peucker
/// 1973): a third of an edge off the line between those kept.
void add_bends(std::vector<Point>& kept, const EdgeGraph& graph, Line line) {
  std::size_t bend = 0;
  Real most = 1;
  for (std::size_t p = 1; p + 1 < line.size(); ++p) {
    const Real edge = graph.vertex(graph.nearest(line[p])).longest_edge;
    const Real off = std::abs(signed_distance(line[p], line.front(), line.back()));
    if (off / (edge / 3) > most) bend = p;
    most = std::max(most, off / (edge / 3));
  }
  if (bend > 0) {
    add_bends(kept, graph, line.first(bend + 1));
    add_bends(kept, graph, line.subspan(bend));
  } else {
    kept.push_back(line.back());
  }
}

/// Joins the ways from bend to bend. A bend may lie at the end of a spur of one edge, which is left
/// out.
std::vector<EdgeGraph::Step> whole_way(const EdgeGraph& graph, const std::vector<Point>& bends,
                                       const std::string& origin) {
  std::vector<EdgeGraph::Step> whole;
  Index at = graph.nearest(bends[0]);
  for (std::size_t p = 0; p + 1 < bends.size(); ++p) {
    const Index next = graph.nearest(bends[p + 1]);
    if (next == at) continue;
    auto steps = graph.way(at, next, bends[p], bends[p + 1]);
    require(!steps.empty(), origin + ": no edges of the mesh lead on to", place_of(bends[p + 1]));
    if (!whole.empty() && whole.back().edge == steps.front().edge) {
      whole.pop_back();
      steps.erase(steps.begin());
    }
    whole.insert(whole.end(), steps.begin(), steps.end());
    at = next;
  }
  require(!whole.empty(), origin + ": shorter than the edges of the mesh there, near",
          place_of(bends[0]));
  return whole;
}

/// A vertex may be met twice only where a closed chain begins and ends.
void refuse_turns(const std::vector<ChainEdge>& edges, const std::string& origin) {
  std::set<GlobalIndex> met;
  for (const auto& edge : edges)
    require(met.insert(edge.to).second, origin + ": doubles back or crosses itself at",
            place_of(edge.end));
  const bool closed = edges.back().to == edges.front().from;
  require(closed ? edges.size() > 2 : met.count(edges.front().from) == 0,
          origin + ": doubles back or crosses itself at", place_of(edges.front().start));
}

void refuse_outside(const EdgeGraph& graph, Line line, const std::string& origin) {
  for (const auto& point : line) {
    const auto& vertex = graph.vertex(graph.nearest(point));
    const Real away = std::hypot(vertex.place[0] - point[0], vertex.place[1] - point[1]);
    require(away <= vertex.longest_edge, origin + ": leaves the mesh at", place_of(point));
  }
}

}  // namespace

EdgeSnapping::EdgeSnapping(const Mesh& mesh) : mesh_(mesh), radii_(mesh.owned) {
  for (Index c = 0; c < mesh.owned; ++c)
    for (int s = 0; s < mesh.slots; ++s) {
      const Index v = mesh.cell_vertices[s * mesh.cells + c];
      if (v < 0) continue;
      radii_[c] = std::max(radii_[c], std::hypot(mesh.vertex_x[v] - mesh.centroid_x[c],
                                                 mesh.vertex_y[v] - mesh.centroid_y[c]));
    }
}

/// Of all cells within three radii of the largest cell on the line: the vertices of a chain lie
/// within an edge, which is two radii, and the cells on both sides of its edges a radius farther.
std::vector<EdgeSnapping::Side> EdgeSnapping::sides_near(Line line) const {
  Point low = line[0], high = line[0];
  for (const auto& point : line)
    for (int k : {0, 1}) {
      low[k] = std::min(low[k], point[k]);
      high[k] = std::max(high[k], point[k]);
    }
  const auto within = [&](Index c, Real reach) {
    const Point centre{mesh_.centroid_x[c], mesh_.centroid_y[c]};
    for (int k : {0, 1})
      if (centre[k] < low[k] - reach || centre[k] > high[k] + reach) return false;
    return distance_from(line, centre) <= reach;
  };
  Real largest = 0;
  for (Index c = 0; c < mesh_.owned; ++c)
    if (radii_[c] > largest && within(c, 2 * radii_[c])) largest = radii_[c];
  const Real reach = 3.01 * mpi::max(mesh_.communicator, largest);

  std::vector<Side> sides;
  for (Index c = 0; c < mesh_.owned; ++c) {
    if (!within(c, reach)) continue;
    const auto vertex = [&](int s) { return mesh_.cell_vertices[s * mesh_.cells + c]; };
    const int corners = mesh_.slots == 4 && vertex(3) >= 0 ? 4 : 3;
    for (int s = 0; s < corners; ++s) {
      Index a = vertex(s), b = vertex((s + 1) % corners);
      const bool rises = mesh_.vertex_number[a] < mesh_.vertex_number[b];
      if (!rises) std::swap(a, b);
      sides.push_back({mesh_.vertex_number[a],
                       mesh_.vertex_number[b],
                       {mesh_.vertex_x[a], mesh_.vertex_x[b]},
                       {mesh_.vertex_y[a], mesh_.vertex_y[b]},
                       mesh_.first_cell + c,
                       s,
                       rises ? 1 : 0});
    }
  }
  return mpi::all_gather(mesh_.communicator, sides);
}

EdgeChain EdgeSnapping::chain(Line line, const std::string& origin) const {
  require(line.size() >= 2, origin + ": needs two points or more; it has", line.size());
  const EdgeGraph graph(edges_of(sides_near(line)));
  require(!graph.empty(), origin + ": lies off the mesh, at", place_of(line[0]));
  refuse_outside(graph, line, origin);
  std::vector<Point> bends{line[0]};
  add_bends(bends, graph, line);
  EdgeChain chain;
  for (const auto& step : whole_way(graph, bends, origin)) {
    ChainEdge edge = graph.towards(step);
    edge.distance = chain.length + edge.length / 2;
    chain.length += edge.length;
    const auto& vertex = graph.vertex(step.to);
    const Real off = distance_from(line, vertex.place);
    require(off <= vertex.longest_edge, origin + ": leaves the mesh near", place_of(vertex.place));
    chain.off = std::max(chain.off, off);
    chain.edges.push_back(edge);
  }
  refuse_turns(chain.edges, origin);
  return chain;
}

}  // namespace freshet
