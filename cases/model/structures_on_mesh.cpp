#include "cases/model/structures_on_mesh.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>

#include "cases/model/breaches_on_mesh.hpp"
#include "kernels/error.hpp"
#include "mesh/build/split.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/exact_sum.hpp"
#include "mesh/parallel/mpi.hpp"
#include "mesh/query/cell_size.hpp"
#include "mesh/query/point_location.hpp"

namespace freshet {
namespace {

/// Levels of the bed compare with what is written in a case to some digits only.
bool below_bed(Real level, Real bed) { return level < bed - 1e-6; }

/// Puts the structures of a case together.
class Layout {
 public:
  Layout(const Case& given, const Mesh& mesh, const StructureChains& chains)
      : given_(given), mesh_(mesh), chains_(chains), local_(mesh) {}

  std::unique_ptr<StructuresOptions> options() {
    o_ = std::make_unique<StructuresOptions>();
    for (const auto& pool : given_.pools)
      o_->pools.push_back({pool.name,
                           {pool.volumes.y(), pool.volumes.x(), pool.origin},
                           pool.inflow,
                           pool.evaporation,
                           pool.volumes(pool.level)});
    for (std::size_t k = 0; k < given_.structures.size(); ++k) add(static_cast<Index>(k));
    add_breaches(*o_, given_, [this](const PlaceSpec& place) { return end_of(place); });
    for (std::size_t p = 0; p < given_.pools.size(); ++p) add_boundary(static_cast<Index>(p));
    share_places();
    for (std::size_t k = 0; k < given_.structures.size(); ++k) spread(static_cast<Index>(k));
    together(mesh_.communicator, [&] {
      for (std::size_t k = 0; k < given_.structures.size(); ++k) fill_levels(k);
      confirm_foundations(*o_, given_);
    });
    return std::move(o_);
  }

 private:
  void add(Index k) {
    const StructureSpec& spec = given_.structures[k];
    Structure s = spec.physics;
    o_->names.push_back(spec.name);
    o_->on_line.push_back(spec.on_line() ? 1 : 0);
    o_->openings.push_back(spec.opening);
    if (!spec.on_line()) {
      s.from = end_of(spec.from);
      s.to = end_of(spec.to);
    } else {
      s.width = (spec.width_given ? s.width : length_of(spec.line)) / chains_[k].length;
    }
    s.curve = curve_of(spec.curve);
    o_->structures.push_back(s);
    Control c;
    c.series = curve_of(spec.opening_series);
    c.table = curve_of(spec.opening_table);
    if (c.table >= 0) c.watched = end_of(spec.watched);
    c.rate = spec.rate;
    c.first_rule = static_cast<Index>(o_->rules.size());
    for (const auto& each : spec.rules) {
      o_->rules.push_back(each.rule);
      o_->rules.back().watched = end_of(each.watched);
    }
    c.last_rule = static_cast<Index>(o_->rules.size());
    o_->controls.push_back(c);
  }

  Index curve_of(const PiecewiseLinear& curve) {
    if (curve.empty()) return -1;
    o_->curves.push_back(curve);
    return static_cast<Index>(o_->curves.size()) - 1;
  }

  Index end_of(const PlaceSpec& place) {
    if (place.kind == PlaceSpec::Kind::Outside) return outside_end;
    if (place.kind == PlaceSpec::Kind::Pool) {
      Index pool = 0;
      while (given_.pools[pool].name != place.pool) ++pool;
      return pool_end(pool);
    }
    if (!location_) location_.emplace(mesh_);
    Index cell = location_->find(place.point[0], place.point[1]);
    if (lowest_over_ranks(mesh_, cell) < 0)
      throw InputError(fmt::format("{}: lies outside the mesh (x = {}, y = {})", place.origin,
                                   place.point[0], place.point[1]));
    o_->place_cells.push_back(cell);
    return static_cast<Index>(o_->place_cells.size()) - 1;
  }

  /// Whether a boundary is ever more than a wall, as it is where the case says nothing of it.
  bool passes_water(const std::string& boundary) const {
    for (const auto& condition : given_.boundaries)
      if (condition.name == boundary)
        return std::any_of(condition.phases.begin(), condition.phases.end(), [](const auto& phase) {
          return phase.kind != boundary_kind("wall") && phase.kind != boundary_kind("piston");
        });
    return false;
  }

  /// The edges of the boundary that leads to a pool.
  void add_boundary(Index pool) {
    const PoolSpec& spec = given_.pools[pool];
    if (spec.boundary.empty()) return;
    const auto outer =
        std::span(mesh_.boundary_names).first(mesh_.boundary_names.size() - mesh_.lines_inside);
    const auto found = std::find(outer.begin(), outer.end(), spec.boundary);
    if (found == outer.end())
      throw InputError(fmt::format("{}.boundary: the mesh has none of this name ({})", spec.origin,
                                   spec.boundary));
    if (!passes_water(spec.boundary))
      throw InputError(fmt::format("{}.boundary: \"{}\" is a wall: no water passes there",
                                   spec.origin, spec.boundary));
    std::vector<GlobalIndex> here;
    for (Index e = 0; e < mesh_.boundary.size(); ++e)
      if (mesh_.boundary.name[e] == found - outer.begin()) here.push_back(mesh_.boundary.first + e);
    for (const GlobalIndex edge : mpi::all_gather(mesh_.communicator, here)) {
      const GlobalIndex own = edge - mesh_.boundary.first;
      const bool mine = own >= 0 && own < mesh_.boundary.size();
      o_->pool_edges.push_back(mine ? static_cast<Index>(own) : -1);
      o_->edge_pools.push_back(pool);
    }
  }

  /// The cells of a line over which a structure's water comes out, by length.
  void spread(Index k) {
    const auto& line = given_.structures[k].to.line;
    o_->spread.push_back(line.empty() ? 0 : 1);
    if (line.empty()) return;
    const auto pieces = location_->cross(line);
    ExactSum length;
    for (const auto& piece : pieces) length.add(piece.length);
    length.reduce(mesh_.communicator);
    if (!(length.total() > 0))
      throw InputError(given_.structures[k].to.origin + ": no part of the line lies in the mesh");
    Real filling = 0;
    for (const auto& piece : pieces) {
      const Real share = piece.length / length.total(), inverse = inverse_size(mesh_, piece.cell);
      o_->spreads.push_back({k, piece.cell, share});
      filling = std::max(filling, share * inverse * inverse / mesh_.area[piece.cell]);
    }
    o_->place_fillings[o_->structures[k].to] = mpi::max(mesh_.communicator, filling);
  }

  /// Figures of the places' cells, on all ranks: one rank's value and zeros, so that sums are
  /// exact.
  void share_places() {
    const std::size_t n = o_->place_cells.size();
    o_->place_areas.assign(n, 0);
    o_->place_fillings.assign(n, 0);
    place_beds_.assign(n, 0);
    for (std::size_t p = 0; p < n; ++p) {
      const Index cell = o_->place_cells[p];
      if (cell < 0) continue;
      const Real inverse = inverse_size(mesh_, cell);
      o_->place_areas[p] = mesh_.area[cell];
      o_->place_fillings[p] = inverse * inverse / mesh_.area[cell];
      place_beds_[p] = mesh_.bed[cell];
    }
    for (auto* values : {&o_->place_areas, &o_->place_fillings, &place_beds_})
      mpi::all_reduce(mesh_.communicator, *values, MPI_SUM);
  }

  /// Crests, sills and inverts, against the bed.
  void fill_levels(std::size_t k) {
    const StructureSpec& spec = given_.structures[k];
    if (spec.on_line()) return add_edges(k);
    Structure& s = o_->structures[k];
    if (spec.type == "spillway" || spec.type == "pump") return;
    s.crest = level_at(spec, s.from, spec.crest_given, s.crest, spec.crest_key);
    if (spec.type == "weir" || spec.type == "gate")  // water comes back over the same crest
      level_at(spec, s.to, true, s.crest, spec.crest_key);
    if (spec.type != "culvert") return;
    const bool known = spec.crest_to_given || is_place(s.to);
    s.crest_to =
        known ? level_at(spec, s.to, spec.crest_to_given, s.crest_to, "invert_to") : s.crest;
  }

  Real level_at(const StructureSpec& spec, Index end, bool given, Real level,
                const std::string& key) const {
    if (!is_place(end)) return level;
    if (!given) return place_beds_[end];
    refuse_below(spec, key, level, place_beds_[end]);
    return level;
  }

  static void refuse_below(const StructureSpec& spec, const std::string& key, Real level,
                           Real bed) {
    if (!below_bed(level, bed)) return;
    throw InputError(fmt::format("{}.{}: \"{}\" lies below the bed there, {} m ({} m)", spec.origin,
                                 key, spec.name, bed, level));
  }

  /// Edges of which this rank owns a cell.
  void add_edges(std::size_t k) {
    const StructureSpec& spec = given_.structures[k];
    const EdgeChain& chain = chains_[k];
    const Real along = length_of(spec.line) / chain.length;
    // Where one ends the next one starts, to the last bit: a place lies on one of them.
    const auto end_of = [&](std::size_t n) {
      return (chain.edges[n].distance + 0.5 * chain.edges[n].length) * along;
    };
    for (std::size_t n = 0; n < chain.edges.size(); ++n) {
      const ChainEdge& edge = chain.edges[n];
      StructureEdge e;
      e.structure = static_cast<Index>(k);
      Real bed = -1e300;
      bool owned = false, local = true;
      for (int side : {0, 1}) {
        const EdgeCell& beside = side == 0 ? edge.left : edge.right;
        e.cell[side] = local_.find(beside.number);
        local = local && e.cell[side] >= 0;
        if (e.cell[side] < 0) continue;
        e.place[side] = beside.slot * mesh_.cells + e.cell[side];
        bed = std::max(bed, mesh_.bed[e.cell[side]]);
        if (e.cell[side] >= mesh_.owned) continue;
        owned = true;
        e.edge[side] = ~mesh_.neighbour[e.place[side]];
      }
      if (!owned || !local) continue;
      const auto normal = edge.normal();
      e.normal_x = normal[0];
      e.normal_y = normal[1];
      e.crest = spec.crest.empty() ? spec.physics.crest : spec.crest(edge.distance * along);
      if (!spec.crest_given) e.crest = bed;
      refuse_below(spec, spec.crest_key, e.crest, bed);
      if (spec.physics.kind == StructureKind::Bridge)
        refuse_below(spec, "soffit", spec.physics.height, std::max(e.crest, bed));
      e.bed = bed;
      e.start = n == 0 ? (edge.distance - 0.5 * edge.length) * along : end_of(n - 1);
      e.end = end_of(n);
      o_->edges.push_back(e);
    }
  }

  const Case& given_;
  const Mesh& mesh_;
  const StructureChains& chains_;
  LocalNumbers local_;
  std::optional<PointLocation> location_;
  std::unique_ptr<StructuresOptions> o_;
  std::vector<Real> place_beds_;
};

using TakenEdges = std::set<std::pair<GlobalIndex, GlobalIndex>>;

/// Lines that meet may share edges near the end of the later one, which leaves them to the other.
void take_edges(TakenEdges& taken, EdgeChain& chain, const StructureSpec& spec) {
  auto& edges = chain.edges;
  const auto is_taken = [&](const ChainEdge& e) {
    return taken.contains(std::minmax(e.from, e.to));
  };
  const auto first = std::find_if_not(edges.begin(), edges.end(), is_taken);
  edges.erase(edges.begin(), first);
  while (!edges.empty() && is_taken(edges.back())) edges.pop_back();
  const std::string where = spec.origin + ".line: \"" + spec.name + "\" ";
  if (edges.empty()) throw InputError(where + "lies on the edges of another structure");
  chain.length = 0;
  for (const auto& edge : edges) {
    const bool rim = edge.left.number < 0 || edge.right.number < 0;
    if (rim) throw InputError(where + "runs along the rim of the mesh");
    if (!taken.insert(std::minmax(edge.from, edge.to)).second)
      throw InputError(where + "crosses the edges of another structure");
    chain.length += edge.length;
  }
}

std::string describe_end(const PlaceSpec& place) {
  if (place.kind == PlaceSpec::Kind::Outside) return "outside";
  if (place.kind == PlaceSpec::Kind::Pool) return "\"" + place.pool + "\"";
  if (place.line.empty()) return fmt::format("({:.7g}, {:.7g})", place.point[0], place.point[1]);
  return fmt::format("a line of {:.6g} m", length_of(place.line));
}

}  // namespace

StructureChains lay_structures(Mesh& mesh, const Case& given) {
  StructureChains chains(given.structures.size());
  std::optional<EdgeSnapping> snapping;
  std::vector<SplitLine> lines;
  TakenEdges taken;
  for (std::size_t k = 0; k < chains.size(); ++k) {
    const auto& spec = given.structures[k];
    if (!spec.on_line()) continue;
    if (!snapping) snapping.emplace(mesh);
    chains[k] = snapping->chain(spec.line, spec.origin + ".line");
    take_edges(taken, chains[k], spec);
    lines.push_back({"structure " + spec.name, chains[k]});
  }
  split_mesh(mesh, lines);
  return chains;
}

std::unique_ptr<StructuresOptions> structures_on_mesh(const Case& given, const Mesh& mesh,
                                                      const StructureChains& chains) {
  if (given.structures.empty() && given.pools.empty()) return nullptr;
  return Layout(given, mesh, chains).options();
}

std::string describe_structures(const Case& given, const Mesh& mesh,
                                const StructureChains& chains) {
  structures_on_mesh(given, mesh, chains);  // throws where they cannot stand there
  std::string text;
  for (const auto& pool : given.pools)
    text += fmt::format("pool        \"{}\": {:.6g} m, {:.6g} m3 at the start\n", pool.name,
                        pool.level, pool.volumes(pool.level));
  text += describe_breaches(given);
  for (std::size_t k = 0; k < chains.size(); ++k) {
    const auto& spec = given.structures[k];
    text += fmt::format("structure   \"{}\": {} ", spec.name, spec.type);
    if (!spec.on_line()) {
      text += fmt::format("from {} to {}\n", describe_end(spec.from), describe_end(spec.to));
      continue;
    }
    const EdgeChain& chain = chains[k];
    text += fmt::format("on {} edges, {:.6g} m, at most {:.3g} m off its line of {:.6g} m:",
                        chain.edges.size(), chain.length, chain.off, length_of(spec.line));
    text += fmt::format(" ({:.7g}, {:.7g})", chain.edges[0].start[0], chain.edges[0].start[1]);
    for (std::size_t e = 0; e < chain.edges.size(); ++e) {
      const auto& edge = chain.edges[e];
      const auto here = edge.normal();
      const bool last = e + 1 == chain.edges.size();
      const auto next = last ? here : chain.edges[e + 1].normal();
      const bool straight = std::abs(here[0] * next[1] - here[1] * next[0]) < 1e-9;
      if (last || !straight) text += fmt::format(" ({:.7g}, {:.7g})", edge.end[0], edge.end[1]);
    }
    text += "\n";
  }
  return text;
}

}  // namespace freshet
