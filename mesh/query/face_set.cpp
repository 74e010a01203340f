#include "mesh/query/face_set.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "kernels/error.hpp"
#include "mesh/parallel/mpi.hpp"
#include "mesh/query/edge_graph.hpp"

namespace freshet {
namespace {

constexpr Real kCorner = std::numbers::pi / 6;  // rad

/// This rank's edges of a boundary, counter-clockwise round their cells: these lie on the left.
std::vector<ChainEdge> own_edges(const Mesh& mesh, const std::vector<bool>& asked) {
  std::vector<ChainEdge> edges;
  for (Index e = 0; e < mesh.boundary.size(); ++e) {
    if (!asked[mesh.boundary.name[e]]) continue;
    const Index cell = mesh.boundary.cell[e];
    const int slot = static_cast<int>(mesh.boundary.slot[e]);
    const auto vertex = [&](int s) { return mesh.cell_vertices[s * mesh.cells + cell]; };
    const int corners = mesh.slots == 4 && vertex(3) >= 0 ? 4 : 3;
    const Index a = vertex(slot), b = vertex((slot + 1) % corners);
    ChainEdge edge{mesh.vertex_number[a],
                   mesh.vertex_number[b],
                   {mesh.vertex_x[a], mesh.vertex_y[a]},
                   {mesh.vertex_x[b], mesh.vertex_y[b]},
                   {mesh.first_cell + cell, slot},
                   {},
                   0,
                   0};
    edge.length = std::hypot(edge.end[0] - edge.start[0], edge.end[1] - edge.start[1]);
    edges.push_back(edge);
  }
  return edges;
}

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 20;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i)
    text += (i == 0 ? " " : ", ") + names[i];
  return text + (names.size() > kMost ? ", ..." : "");
}

bool turns(const ChainEdge& a, const ChainEdge& b) {
  const auto n = a.normal(), m = b.normal();
  return std::abs(std::atan2(n[0] * m[1] - n[1] * m[0], n[0] * m[0] + n[1] * m[1])) > kCorner;
}

/// Puts each run of edges from end to end, the runs in the order of their first edges.
std::vector<ChainEdge> in_runs(const std::vector<ChainEdge>& edges) {
  std::multimap<GlobalIndex, std::size_t> from;
  std::map<GlobalIndex, int> arriving;
  for (std::size_t e = 0; e < edges.size(); ++e) {
    from.emplace(edges[e].from, e);
    ++arriving[edges[e].to];
  }
  std::vector<bool> taken(edges.size());
  std::vector<ChainEdge> ordered;
  const auto run_from = [&](std::size_t first) {
    std::vector<ChainEdge> run;
    for (std::size_t e = first;;) {
      taken[e] = true;
      run.push_back(edges[e]);
      const auto [low, high] = from.equal_range(edges[e].to);
      const auto next = std::find_if(low, high, [&](const auto& x) { return !taken[x.second]; });
      if (next == high) break;
      e = next->second;
    }
    if (run.back().to == run.front().from)  // an island: from a corner on
      for (std::size_t k = 0; k < run.size(); ++k) {
        if (!turns(run[(k + run.size() - 1) % run.size()], run[k])) continue;
        std::rotate(run.begin(), run.begin() + static_cast<std::ptrdiff_t>(k), run.end());
        break;
      }
    ordered.insert(ordered.end(), run.begin(), run.end());
  };
  for (std::size_t e = 0; e < edges.size(); ++e)
    if (!taken[e] && !arriving.contains(edges[e].from)) run_from(e);
  for (std::size_t e = 0; e < edges.size(); ++e)
    if (!taken[e]) run_from(e);
  return ordered;
}

/// Cuts each part, a run of edges of one number, into equal pieces.
void cut_parts(FaceSet& set, std::vector<int> part, Real longest) {
  for (std::size_t begin = 0, end = 0; begin < part.size(); begin = end) {
    Real whole = 0;
    for (end = begin; end < part.size() && part[end] == part[begin]; ++end)
      whole += set.edges[end].length;
    const int pieces = longest > 0 ? std::max(1, static_cast<int>(std::ceil(whole / longest))) : 1;
    Real way = 0;
    int last = -1;
    for (std::size_t e = begin; e < end; ++e) {
      const int piece =
          std::min(pieces - 1, static_cast<int>((way + set.edges[e].length / 2) / whole * pieces));
      if (piece != last) ++set.segments;
      last = piece;
      set.segment.push_back(set.segments - 1);
      way += set.edges[e].length;
    }
  }
}

}  // namespace

FaceSet faces_of_boundaries(const Mesh& mesh, std::span<const std::string> names,
                            const FaceSegments& cut, const std::string& origin) {
  std::vector<bool> asked(mesh.boundary_names.size());
  for (const auto& name : names) {
    const auto found = std::find(mesh.boundary_names.begin(), mesh.boundary_names.end(), name);
    require(found != mesh.boundary_names.end(),
            origin + ": the mesh has no such boundary; it has" + listed(mesh.boundary_names), name);
    asked[found - mesh.boundary_names.begin()] = true;
  }
  FaceSet set;
  set.edges = in_runs(mpi::all_gather(mesh.communicator, own_edges(mesh, asked)));
  require(!set.edges.empty(), origin + ": no edges of the mesh have the name", names.front());
  Real way = 0;
  std::vector<int> part;
  for (std::size_t e = 0; e < set.edges.size(); ++e) {
    auto& edge = set.edges[e];
    edge.distance = way + edge.length / 2;
    way += edge.length;
    const bool follows = e > 0 && set.edges[e - 1].to == edge.from;
    const bool corner = !follows || (cut.at_corners && turns(set.edges[e - 1], edge));
    part.push_back(e == 0 ? 0 : part.back() + (corner ? 1 : 0));
  }
  cut_parts(set, std::move(part), cut.length);
  return set;
}

FaceSet faces_of_line(const EdgeSnapping& snapping, std::span<const std::array<Real, 2>> line,
                      const FaceSegments& cut, const std::string& origin) {
  FaceSet set;
  set.edges = snapping.chain(line, origin).edges;
  std::vector<int> part;
  for (const auto& edge : set.edges) {
    const std::array<Real, 2> middle{(edge.start[0] + edge.end[0]) / 2,
                                     (edge.start[1] + edge.end[1]) / 2};
    int nearest = part.empty() ? 0 : part.back();
    const auto away = [&](int leg) {
      return std::abs(signed_distance(middle, line[leg], line[leg + 1]));
    };
    for (int leg = nearest + 1; cut.at_corners && leg + 1 < static_cast<int>(line.size()); ++leg)
      if (away(leg) < away(nearest)) nearest = leg;
    part.push_back(nearest);
  }
  cut_parts(set, std::move(part), cut.length);
  return set;
}

}  // namespace freshet
