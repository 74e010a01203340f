#include "mesh/build/adjacency.hpp"

#include <algorithm>

#include "mesh/build/check_cells.hpp"
#include "mesh/build/distribute.hpp"
#include "mesh/id_table.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/ask.hpp"

namespace freshet {
namespace {

/// One cell's side, or a named edge (cell = -1 - name), on its way to the rank that matches the
/// edge.
struct Side {
  GlobalIndex low = 0, high = 0;  ///< source vertices
  GlobalIndex cell = 0;           ///< global number
  bool reversed = false;          ///< the cell runs along it from high to low
};

// Answers that no neighbour can have.
constexpr GlobalIndex kUnnamed = kEmptySlot + 1, kThreeCells = kEmptySlot + 2,
                      kSameSide = kEmptySlot + 3;

Side make_side(GlobalIndex a, GlobalIndex b, GlobalIndex cell) {
  return {std::min(a, b), std::max(a, b), cell, a > b};
}

int edge_owner(const Side& side, int ranks) {
  const auto low = static_cast<std::uint64_t>(side.low),
             high = static_cast<std::uint64_t>(side.high);
  return static_cast<int>(mix_bits(low ^ mix_bits(high)) % static_cast<std::uint64_t>(ranks));
}

/// In which of several rounds an edge is matched: by other bits than those that choose its rank.
int round_of(const Side& side, int rounds) {
  const auto low = static_cast<std::uint64_t>(side.low),
             high = static_cast<std::uint64_t>(side.high);
  return static_cast<int>((mix_bits(high ^ mix_bits(low)) >> 32) %
                          static_cast<std::uint64_t>(rounds));
}

/// Sides in an order in which those of one edge follow one another: by their lower vertex spread
/// over buckets, then by both vertices within a bucket (a few sides). Linear in their number.
std::vector<Index> bucket_order(const std::vector<Side>& sides) {
  std::size_t buckets = 1;
  while (buckets < sides.size() / 2) buckets *= 2;
  const auto bucket = [&](const Side& side) {
    return mix_bits(static_cast<std::uint64_t>(side.low)) & (buckets - 1);
  };
  std::vector<Index> begin(buckets + 1, 0), order(sides.size());
  for (const auto& side : sides) ++begin[bucket(side) + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  std::vector<Index> next(begin.begin(), begin.end() - 1);
  for (std::size_t s = 0; s < sides.size(); ++s)
    order[next[bucket(sides[s])]++] = static_cast<Index>(s);
  const auto before = [&](Index a, Index b) {
    return std::tie(sides[a].low, sides[a].high, sides[a].cell) <
           std::tie(sides[b].low, sides[b].high, sides[b].cell);
  };
  for (std::size_t b = 0; b < buckets; ++b)
    std::sort(order.begin() + begin[b], order.begin() + begin[b + 1], before);
  return order;
}

/// Answers for the sides of one edge, order[0..count): names first, then cells in ascending order.
void match_edge(std::vector<GlobalIndex>& answers, const std::vector<Side>& sides,
                const Index* order, int count) {
  GlobalIndex name = kUnnamed;
  for (; count > 0 && sides[*order].cell < 0; ++order, --count) name = sides[*order].cell;
  if (count == 1) answers[order[0]] = name;
  if (count == 2) {
    const Side &a = sides[order[0]], &b = sides[order[1]];
    const bool sound = a.reversed != b.reversed;
    answers[order[0]] = sound ? b.cell : kSameSide;
    answers[order[1]] = sound ? a.cell : kSameSide;
  }
  for (int i = 0; count > 2 && i < count; ++i) answers[order[i]] = kThreeCells;
}

/// The cells' sides come first in `sides`, then the named edges; answers are for the former.
std::vector<GlobalIndex> match(std::vector<Side> sides, const std::vector<Side>& named) {
  const std::size_t asked = sides.size();
  sides.insert(sides.end(), named.begin(), named.end());
  mpi::int_count(static_cast<std::int64_t>(sides.size()));
  const auto order = bucket_order(sides);
  std::vector<GlobalIndex> answers(sides.size());
  for (std::size_t i = 0, end = 0; i < order.size(); i = end) {
    const Side& side = sides[order[i]];
    while (end < order.size() && sides[order[end]].low == side.low &&
           sides[order[end]].high == side.high)
      ++end;
    match_edge(answers, sides, &order[i], static_cast<int>(end - i));
  }
  answers.resize(asked);
  return answers;
}

/// So many cells a rank are matched at a time, by their edges: messages and tables of all sides at
/// once would take several times the memory of the mesh.
constexpr GlobalIndex kCellsARound = GlobalIndex{1} << 20;

int rounds_of(MPI_Comm communicator, const RawMesh& mesh) {
  const GlobalIndex most = mpi::max(communicator, static_cast<GlobalIndex>(mesh.cells.size()));
  return static_cast<int>(most / kCellsARound + 1);
}

/// Calls visit(side, cell, slot) for the sides of this rank's cells that a round is about.
template <class Visit>
void visit_sides(const RawMesh& mesh, GlobalIndex first_cell, int rounds, int round,
                 const Visit& visit) {
  for (std::size_t c = 0; c < mesh.cells.size(); ++c) {
    const auto& v = mesh.cells[c].vertices;
    const int corners = mesh.cells[c].corners();
    for (int s = 0; s < corners; ++s) {
      const Side side =
          make_side(v[s], v[(s + 1) % corners], first_cell + static_cast<GlobalIndex>(c));
      if (rounds == 1 || round_of(side, rounds) == round) visit(side, c, s);
    }
  }
}

void ask_for_neighbours(MPI_Comm communicator, RawMesh& mesh, GlobalIndex first_cell,
                        std::vector<SlotNeighbours>& neighbours) {
  const int ranks = mpi::size_of(communicator), rounds = rounds_of(communicator, mesh);
  const auto owner = [&](const Side& side) { return edge_owner(side, ranks); };
  for (int round = 0; round < rounds; ++round) {
    std::vector<Side> names, sides;
    for (const auto& edge : mesh.edges)
      if (const Side side = make_side(edge.a, edge.b, boundary_code(edge.name));
          round_of(side, rounds) == round)
        names.push_back(side);
    names = send(communicator, names, owner);
    sides.reserve(4 * mesh.cells.size() / rounds + 64);
    visit_sides(mesh, first_cell, rounds, round,
                [&](const Side& side, std::size_t, int) { sides.push_back(side); });
    const auto answers =
        ask<GlobalIndex>(communicator, sides, owner,
                         [&](const std::vector<Side>& asked) { return match(asked, names); });
    std::size_t next = 0;
    visit_sides(mesh, first_cell, rounds, round, [&](const Side&, std::size_t cell, int slot) {
      neighbours[cell][slot] = answers[next++];
    });
  }
}

[[noreturn]] void refuse(const RawMesh& mesh, const RawCell& cell, const RawVertex& corner,
                         GlobalIndex answer) {
  throw InputError(cell_place(mesh.origin, cell, corner) +
                   (answer == kThreeCells ? " has a side that three or more cells share"
                                          : " overlaps the cell beyond one of its sides"));
}

/// Collective. Throws for the first side of this rank with an answer that is an error.
void check_answers(MPI_Comm communicator, const RawMesh& mesh,
                   const std::vector<SlotNeighbours>& neighbours) {
  GlobalIndex bad = -1;
  int bad_slot = 0;
  for (std::size_t c = 0; c < neighbours.size() && bad < 0; ++c)
    for (int s = 0; s < 4; ++s)
      if (neighbours[c][s] == kThreeCells || neighbours[c][s] == kSameSide) {
        bad = static_cast<GlobalIndex>(c);
        bad_slot = s;
        break;
      }
  if (mpi::max(communicator, bad) < 0) return;
  std::vector<GlobalIndex> wanted;
  if (bad >= 0) wanted.push_back(mesh.cells[bad].vertices[bad_slot]);
  const auto corner = fetch_vertices(communicator, mesh, wanted);
  together(communicator, [&] {
    if (bad >= 0) refuse(mesh, mesh.cells[bad], corner[0], neighbours[bad][bad_slot]);
  });
}

/// Collective. Gives unnamed boundary edges the name "wall".
void name_the_rest(MPI_Comm communicator, RawMesh& mesh, std::vector<SlotNeighbours>& neighbours) {
  auto& names = mesh.boundary_names;
  const auto found = std::find(names.begin(), names.end(), "wall");
  const GlobalIndex wall = boundary_code(found - names.begin());
  GlobalIndex unnamed = 0;
  for (auto& cell : neighbours)
    for (auto& code : cell)
      if (code == kUnnamed) {
        code = wall;
        ++unnamed;
      }
  if (mpi::sum(communicator, unnamed) > 0 && found == names.end()) names.push_back("wall");
}

}  // namespace

std::vector<SlotNeighbours> find_neighbours(MPI_Comm communicator, RawMesh& mesh,
                                            GlobalIndex first_cell) {
  const SlotNeighbours none{kEmptySlot, kEmptySlot, kEmptySlot, kEmptySlot};
  std::vector<SlotNeighbours> neighbours(mesh.cells.size(), none);
  ask_for_neighbours(communicator, mesh, first_cell, neighbours);
  check_answers(communicator, mesh, neighbours);
  name_the_rest(communicator, mesh, neighbours);
  return neighbours;
}

}  // namespace freshet
