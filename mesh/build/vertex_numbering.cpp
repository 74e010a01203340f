#include "mesh/build/vertex_numbering.hpp"

#include <algorithm>

#include "mesh/build/distribute.hpp"
#include "mesh/id_table.hpp"
#include "mesh/parallel/ask.hpp"

namespace freshet {
namespace {

struct Claim {
  GlobalIndex id = 0;     ///< source number of the vertex
  GlobalIndex touch = 0;  ///< 4 * cell + place: where a rank first touches it
};

/// Replaces source numbers in the cells by places in the list of claims.
std::vector<Claim> first_touches(RawMesh& mesh, GlobalIndex first_cell) {
  IdTable table(mesh.cells.size() / 2 + 8);
  std::vector<Claim> claims;
  for (std::size_t c = 0; c < mesh.cells.size(); ++c)
    for (int p = 0; p < mesh.cells[c].corners(); ++p) {
      GlobalIndex& vertex = mesh.cells[c].vertices[p];
      const auto place = static_cast<std::size_t>(table.number(vertex));
      if (place == claims.size())
        claims.push_back({vertex, 4 * (first_cell + static_cast<GlobalIndex>(c)) + p});
      vertex = static_cast<GlobalIndex>(place);
    }
  return claims;
}

/// Collective. For every claim, the lowest touch that any rank claims for its vertex.
std::vector<GlobalIndex> winning_touches(MPI_Comm communicator, const RawMesh& mesh,
                                         const std::vector<Claim>& claims) {
  const GlobalIndex first = mesh.vertex_offsets[mpi::rank_of(communicator)];
  return ask<GlobalIndex>(
      communicator, claims,
      [&](const Claim& claim) { return vertex_owner(mesh.vertex_offsets, claim.id); },
      [&](const std::vector<Claim>& all) {
        std::vector<GlobalIndex> lowest(mesh.vertices.size(),
                                        std::numeric_limits<GlobalIndex>::max());
        for (const auto& claim : all)
          lowest[claim.id - first] = std::min(lowest[claim.id - first], claim.touch);
        std::vector<GlobalIndex> answers;
        answers.reserve(all.size());
        for (const auto& claim : all) answers.push_back(lowest[claim.id - first]);
        return answers;
      });
}

/// Collective. Fills in the numbers of the vertices (-1 so far) that belong to other ranks.
void fetch_numbers(MPI_Comm communicator, std::vector<GlobalIndex>& number, const RawMesh& mesh,
                   const std::vector<Claim>& claims) {
  const GlobalIndex first = mesh.vertex_offsets[mpi::rank_of(communicator)];
  const auto owner = [&](const Claim& claim) {
    return vertex_owner(mesh.vertex_offsets, claim.id);
  };
  std::vector<Claim> known, unknown;
  for (std::size_t i = 0; i < claims.size(); ++i)
    (number[i] < 0 ? unknown : known).push_back({claims[i].id, number[i]});
  std::vector<GlobalIndex> numbers(mesh.vertices.size(), -1);
  for (const auto& told : send(communicator, known, owner)) numbers[told.id - first] = told.touch;
  const auto found =
      ask<GlobalIndex>(communicator, unknown, owner, [&](const std::vector<Claim>& asked) {
        std::vector<GlobalIndex> answers;
        for (const auto& question : asked) answers.push_back(numbers[question.id - first]);
        return answers;
      });
  std::size_t next = 0;
  for (auto& value : number)
    if (value < 0) value = found[next++];
}

}  // namespace

NumberedVertices number_vertices(MPI_Comm communicator, RawMesh& mesh, GlobalIndex first_cell) {
  NumberedVertices result;
  const auto claims = first_touches(mesh, first_cell);
  const auto winners = winning_touches(communicator, mesh, claims);
  result.number.assign(claims.size(), -1);
  for (std::size_t i = 0; i < claims.size(); ++i) result.owned += winners[i] == claims[i].touch;
  const auto offsets = mpi::offsets_of(communicator, result.owned);
  result.total = offsets.back();
  result.first = offsets[mpi::rank_of(communicator)];
  GlobalIndex next = result.first;
  for (std::size_t i = 0; i < claims.size(); ++i)
    if (winners[i] == claims[i].touch) result.number[i] = next++;
  fetch_numbers(communicator, result.number, mesh, claims);
  std::vector<GlobalIndex> ids;
  ids.reserve(claims.size());
  for (const auto& claim : claims) ids.push_back(claim.id);
  result.vertex = fetch_vertices(communicator, mesh, ids);
  return result;
}

}  // namespace freshet
