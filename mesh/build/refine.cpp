#include "mesh/build/refine.hpp"

#include <algorithm>

#include "mesh/build/distribute.hpp"
#include "mesh/id_table.hpp"
#include "mesh/parallel/ask.hpp"

namespace freshet {
namespace {

struct Edge {
  GlobalIndex low = 0, high = 0;
  auto operator<=>(const Edge&) const = default;
};

Edge make_edge(GlobalIndex a, GlobalIndex b) { return {std::min(a, b), std::max(a, b)}; }

/// The edges that came to this rank, each once, in order; middles are numbered by their places
/// here.
std::vector<Edge> distinct(std::vector<Edge> edges) {
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

RawVertex middle(const RawVertex& a, const RawVertex& b) {
  return {(a.x + b.x) / 2, (a.y + b.y) / 2, (a.bed + b.bed) / 2};
}

/// New numbers of old vertices: every rank's block is followed by the new vertices of that rank.
struct Renumbering {
  std::vector<GlobalIndex> old_offsets, new_offsets;
  GlobalIndex operator()(GlobalIndex old) const {
    const int owner = vertex_owner(old_offsets, old);
    return old - old_offsets[owner] + new_offsets[owner];
  }
};

/// Splits the mesh; a refinement lives through one level.
class Refinement {
 public:
  Refinement(MPI_Comm communicator, RawMesh& mesh)
      : communicator_(communicator), ranks_(mpi::size_of(communicator)), mesh_(mesh) {}

  void run() {
    collect_sides();
    number_middles();
    split_edges();
    std::vector<RawCell> children;
    children.reserve(4 * mesh_.cells.size());
    for (std::size_t c = 0; c < mesh_.cells.size(); ++c) split(children, c);
    mesh_.cells = std::move(children);
    mesh_.vertices.insert(mesh_.vertices.end(), added_.begin(), added_.end());
    mesh_.vertex_offsets = renumber_.new_offsets;
    if (mesh_.pixels) {
      PixelGrid& grid = *mesh_.pixels;
      grid = {grid.west, grid.south, grid.dx / 2, grid.dy / 2, 2 * grid.columns, 2 * grid.rows};
    }
  }

 private:
  int owner(const Edge& edge) const {
    const auto mixed = mix_bits(static_cast<std::uint64_t>(edge.low) ^
                                mix_bits(static_cast<std::uint64_t>(edge.high)));
    return static_cast<int>(mixed % static_cast<std::uint64_t>(ranks_));
  }

  /// Sides of the cells, four a cell (unused ones of triangles left out), then the named edges.
  void collect_sides() {
    for (const auto& cell : mesh_.cells)
      for (int s = 0; s < cell.corners(); ++s)
        sides_.push_back(make_edge(cell.vertices[s], cell.vertices[(s + 1) % cell.corners()]));
    for (const auto& edge : mesh_.edges) sides_.push_back(make_edge(edge.a, edge.b));
    cell_centres_ = std::count_if(mesh_.cells.begin(), mesh_.cells.end(),
                                  [](const RawCell& cell) { return cell.corners() == 4; });
  }

  /// Makes the middles of the edges that this rank is asked for, and the centres of its
  /// quadrilaterals; middles_[i] is the new vertex on sides_[i].
  void number_middles() {
    const auto owner_of = [this](const Edge& edge) { return owner(edge); };
    const auto edges = distinct(send(communicator_, sides_, owner_of));
    make_middles(edges);
    make_centres();
    const auto old = static_cast<GlobalIndex>(mesh_.vertices.size());
    renumber_.old_offsets = mesh_.vertex_offsets;
    renumber_.new_offsets =
        mpi::offsets_of(communicator_, old + static_cast<GlobalIndex>(added_.size()));
    const GlobalIndex first = renumber_.new_offsets[mpi::rank_of(communicator_)] + old;
    next_centre_ = first + static_cast<GlobalIndex>(edges.size());
    middles_ =
        ask<GlobalIndex>(communicator_, sides_, owner_of, [&](const std::vector<Edge>& asked) {
          std::vector<GlobalIndex> numbers;
          for (const auto& edge : asked)
            numbers.push_back(first +
                              (std::lower_bound(edges.begin(), edges.end(), edge) - edges.begin()));
          return numbers;
        });
  }

  void make_middles(const std::vector<Edge>& edges) {
    std::vector<GlobalIndex> ends;
    for (const auto& edge : edges) ends.insert(ends.end(), {edge.low, edge.high});
    const auto vertices = fetch_vertices(communicator_, mesh_, ends);
    for (std::size_t e = 0; e < edges.size(); ++e)
      added_.push_back(middle(vertices[2 * e], vertices[2 * e + 1]));
  }

  void make_centres() {
    std::vector<GlobalIndex> ids;
    for (const auto& cell : mesh_.cells)
      if (cell.corners() == 4) ids.insert(ids.end(), cell.vertices.begin(), cell.vertices.end());
    const auto p = fetch_vertices(communicator_, mesh_, ids);
    for (std::size_t i = 0; i < p.size(); i += 4)
      added_.push_back(middle(middle(p[i], p[i + 2]), middle(p[i + 1], p[i + 3])));
  }

  void split_edges() {
    std::vector<RawEdge> halves;
    std::size_t side = sides_.size() - mesh_.edges.size();
    for (const auto& edge : mesh_.edges) {
      const GlobalIndex half = middles_[side++];
      halves.push_back({renumber_(edge.a), half, edge.name});
      halves.push_back({half, renumber_(edge.b), edge.name});
    }
    mesh_.edges = std::move(halves);
  }

  void split(std::vector<RawCell>& children, std::size_t c) {
    const RawCell& parent = mesh_.cells[c];
    const int corners = parent.corners();
    const GlobalIndex* middles = &middles_[next_side_];
    next_side_ += corners;
    const GlobalIndex centre = corners == 4 ? next_centre_++ : -1;
    for (int p = 0; p < 4; ++p) {
      RawCell& child = children.emplace_back();
      child.zone = parent.zone;
      child.number = 4 * parent.number + p;
      const int before = (p + corners - 1) % corners;
      if (p == corners)
        child.vertices = {middles[0], middles[1], middles[2], -1};
      else if (corners == 3)
        child.vertices = {renumber_(parent.vertices[p]), middles[p], middles[before], -1};
      else
        child.vertices = {renumber_(parent.vertices[p]), middles[p], centre, middles[before]};
      // Pixels begin with their corner in the south-west.
      if (mesh_.pixels)
        std::rotate(child.vertices.begin(), child.vertices.end() - p, child.vertices.end());
    }
  }

  MPI_Comm communicator_;
  int ranks_;
  RawMesh& mesh_;
  std::vector<Edge> sides_;
  std::vector<GlobalIndex> middles_;
  std::vector<RawVertex> added_;
  Renumbering renumber_;
  GlobalIndex cell_centres_ = 0, next_centre_ = 0;
  std::size_t next_side_ = 0;
};

}  // namespace

void refine(MPI_Comm communicator, RawMesh& mesh) { Refinement(communicator, mesh).run(); }

}  // namespace freshet
