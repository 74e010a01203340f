#include "mesh/query/edge_graph.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>

namespace freshet {
namespace {

/// Integral of the squared distance along an edge whose ends are `a` and `b` (m) from the line, and
/// a little for its length, so that of ways equally near the shorter one is taken.
Real cost_of(Real length, Real a, Real b) {
  constexpr Real kLength = 0.01;
  return length * ((a * a + a * b + b * b) / 3 + kLength * length * length);
}

}  // namespace

Real signed_distance(const std::array<Real, 2>& point, const std::array<Real, 2>& from,
                     const std::array<Real, 2>& to) {
  const Real dx = to[0] - from[0], dy = to[1] - from[1];
  const Real px = point[0] - from[0], py = point[1] - from[1];
  const Real square = dx * dx + dy * dy;
  const Real along = square > 0 ? std::clamp((px * dx + py * dy) / square, Real(0), Real(1)) : 0;
  const Real off = std::hypot(px - along * dx, py - along * dy);
  return dx * py - dy * px < 0 ? -off : off;
}

EdgeGraph::EdgeGraph(std::vector<ChainEdge> edges) : edges_(std::move(edges)) {
  for (const auto& edge : edges_) {
    vertices_.push_back({edge.from, edge.start, 0, {}});
    vertices_.push_back({edge.to, edge.end, 0, {}});
  }
  const auto before = [](const Vertex& a, const Vertex& b) { return a.number < b.number; };
  std::sort(vertices_.begin(), vertices_.end(), before);
  const auto same = [](const Vertex& a, const Vertex& b) { return a.number == b.number; };
  vertices_.erase(std::unique(vertices_.begin(), vertices_.end(), same), vertices_.end());
  const auto place_of = [&](GlobalIndex number) {
    return static_cast<Index>(
        std::lower_bound(vertices_.begin(), vertices_.end(), Vertex{number, {}, 0, {}}, before) -
        vertices_.begin());
  };
  for (std::size_t e = 0; e < edges_.size(); ++e) {
    ends_.push_back({place_of(edges_[e].from), place_of(edges_[e].to)});
    for (const Index v : ends_.back()) {
      vertices_[v].edges.push_back(static_cast<Index>(e));
      vertices_[v].longest_edge = std::max(vertices_[v].longest_edge, edges_[e].length);
    }
  }
}

Index EdgeGraph::nearest(const std::array<Real, 2>& point) const {
  Index best = 0;
  Real least = std::numeric_limits<Real>::infinity();
  for (std::size_t v = 0; v < vertices_.size(); ++v) {
    const auto& place = vertices_[v].place;
    const Real away = std::hypot(place[0] - point[0], place[1] - point[1]);
    if (away < least) best = static_cast<Index>(v);
    least = std::min(least, away);
  }
  return best;
}

Index EdgeGraph::beyond(Index edge, Index vertex) const {
  return ends_[edge][0] == vertex ? ends_[edge][1] : ends_[edge][0];
}

/// Dijkstra (1959); of equal costs the vertex with the lower number goes first.
std::vector<EdgeGraph::Step> EdgeGraph::way(Index start, Index end, const std::array<Real, 2>& from,
                                            const std::array<Real, 2>& to) const {
  std::vector<Real> off, cost(vertices_.size(), std::numeric_limits<Real>::infinity());
  for (const auto& vertex : vertices_) off.push_back(signed_distance(vertex.place, from, to));
  std::vector<Index> by(vertices_.size(), -1);
  using Entry = std::pair<Real, Index>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  cost[start] = 0;
  open.push({0, start});
  while (!open.empty()) {
    const auto [least, v] = open.top();
    open.pop();
    if (v == end) break;
    if (least > cost[v]) continue;
    for (const Index e : vertices_[v].edges) {
      const Index w = beyond(e, v);
      const Real sum = least + cost_of(edges_[e].length, off[v], off[w]);
      if (!(sum < cost[w])) continue;
      cost[w] = sum;
      by[w] = e;
      open.push({sum, w});
    }
  }
  std::vector<Step> steps;
  for (Index v = end; v != start; v = beyond(by[v], v)) {
    if (by[v] < 0) return {};
    steps.push_back({by[v], v});
  }
  std::reverse(steps.begin(), steps.end());
  return steps;
}

ChainEdge EdgeGraph::towards(const Step& step) const {
  ChainEdge edge = edges_[step.edge];
  if (ends_[step.edge][1] == step.to) return edge;
  std::swap(edge.from, edge.to);
  std::swap(edge.start, edge.end);
  std::swap(edge.left, edge.right);
  return edge;
}

}  // namespace freshet
