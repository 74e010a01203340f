#include "mesh/build/distribute.hpp"

#include <algorithm>
#include <cmath>

#include "mesh/build/check_cells.hpp"
#include "mesh/build/hilbert.hpp"
#include "mesh/id_table.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/ask.hpp"

namespace freshet {
namespace {

constexpr GlobalIndex kSamples =
    64;  ///< taken of each rank's final share, to find where the shares end

struct Place {
  std::uint64_t key = 0;
  GlobalIndex number = 0;
  auto operator<=>(const Place&) const = default;
};

struct PlacedCell {
  Place place;
  RawCell cell;
};

/// Checks this rank's cells; returns their centroids.
std::vector<std::array<Real, 2>> check_and_centre(MPI_Comm communicator, RawMesh& mesh) {
  IdTable table(mesh.cells.size() / 2 + 8);
  for (const auto& cell : mesh.cells)
    for (int i = 0; i < cell.corners(); ++i) table.number(cell.vertices[i]);
  const auto vertices = fetch_vertices(communicator, mesh, table.ids());
  std::vector<std::array<Real, 2>> centres;
  centres.reserve(mesh.cells.size());
  together(communicator, [&] {
    for (auto& cell : mesh.cells) {
      Corners corners;
      for (int i = 0; i < cell.corners(); ++i) corners[i] = vertices[table.find(cell.vertices[i])];
      check_cell(cell, corners, mesh);
      const auto centre = area_centroid(corners, cell.corners());
      centres.push_back({centre.x, centre.y});
    }
  });
  return centres;
}

/// Hilbert keys in the square round all centroids of the whole mesh.
std::vector<Place> places(MPI_Comm communicator, const RawMesh& mesh,
                          const std::vector<std::array<Real, 2>>& centres) {
  std::vector<Real> low(2, std::numeric_limits<Real>::max()), high(2, -low[0]);
  for (const auto& centre : centres)
    for (int d = 0; d < 2; ++d) {
      low[d] = std::min(low[d], centre[d]);
      high[d] = std::max(high[d], centre[d]);
    }
  mpi::all_reduce(communicator, low, MPI_MIN);
  mpi::all_reduce(communicator, high, MPI_MAX);
  const Real extent = std::max(high[0] - low[0], high[1] - low[1]);
  const Real last = std::ldexp(1.0, kHilbertBits) - 1, scale = extent > 0 ? last / extent : 0;
  std::vector<Place> result(centres.size());
  for (std::size_t c = 0; c < centres.size(); ++c) {
    const auto x = static_cast<std::uint32_t>(std::min((centres[c][0] - low[0]) * scale, last));
    const auto y = static_cast<std::uint32_t>(std::min((centres[c][1] - low[1]) * scale, last));
    result[c] = {hilbert_key(x, y), mesh.cells[c].number};
  }
  return result;
}

/// The same for pixels: keys of their windows, and their order in the grid.
std::vector<Place> pixel_places(const PixelGrid& grid,
                                const std::vector<std::array<Real, 2>>& centres) {
  std::vector<Place> result(centres.size());
  for (std::size_t c = 0; c < centres.size(); ++c) {
    const auto [column, row] = grid.pixel(centres[c][0], centres[c][1]);
    result[c] = {hilbert_key(static_cast<std::uint32_t>(column / PixelGrid::window_columns),
                             static_cast<std::uint32_t>(row / PixelGrid::window_rows)),
                 row * grid.columns + column};
  }
  return result;
}

std::vector<PlacedCell> in_order(const std::vector<Place>& places,
                                 const std::vector<RawCell>& cells) {
  std::vector<std::pair<Place, Index>> order(places.size());
  for (std::size_t c = 0; c < places.size(); ++c) order[c] = {places[c], static_cast<Index>(c)};
  std::sort(order.begin(), order.end());
  std::vector<PlacedCell> sorted;
  sorted.reserve(order.size());
  for (const auto& [place, c] : order) sorted.push_back({place, cells[c]});
  return sorted;
}

/// Places that divide the whole mesh into about equal parts, one a rank (ranks - 1 of them).
std::vector<Place> splitters(MPI_Comm communicator, const std::vector<PlacedCell>& sorted,
                             GlobalIndex total) {
  const GlobalIndex ranks = mpi::size_of(communicator);
  const auto count = static_cast<GlobalIndex>(sorted.size());
  const auto wanted =
      static_cast<GlobalIndex>(static_cast<double>(count) / total * kSamples * ranks);
  const GlobalIndex samples = std::min(count, wanted + 1);
  std::vector<Place> sample;
  for (GlobalIndex s = 0; s < samples; ++s) sample.push_back(sorted[s * count / samples].place);
  auto all = mpi::all_gather(communicator, sample);
  std::sort(all.begin(), all.end());
  std::vector<Place> result;
  for (GlobalIndex r = 1; r < ranks; ++r)
    result.push_back(all[r * static_cast<GlobalIndex>(all.size()) / ranks]);
  return result;
}

/// Sorts over all ranks: first to about equal parts, then to the shares.
std::vector<PlacedCell> sort_over_ranks(MPI_Comm communicator, std::vector<PlacedCell> sorted,
                                        const CellShares& shares) {
  const int rank = mpi::rank_of(communicator);
  const auto limits = splitters(communicator, sorted, shares.back());
  sorted = send(communicator, sorted, [&](const PlacedCell& cell) {
    return std::upper_bound(limits.begin(), limits.end(), cell.place) - limits.begin();
  });
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& a, const auto& b) { return a.place < b.place; });
  const auto offsets = mpi::offsets_of(communicator, static_cast<GlobalIndex>(sorted.size()));
  GlobalIndex next = offsets[rank];
  return send(communicator, sorted, [&](const PlacedCell&) { return share_owner(shares, next++); });
}

}  // namespace

int vertex_owner(const std::vector<GlobalIndex>& offsets, GlobalIndex id) {
  return static_cast<int>(std::upper_bound(offsets.begin(), offsets.end(), id) - offsets.begin()) -
         1;
}

std::vector<RawVertex> fetch_vertices(MPI_Comm communicator, const RawMesh& mesh,
                                      const std::vector<GlobalIndex>& ids) {
  constexpr std::size_t ids_a_round = std::size_t{1} << 20;  // or messages would hold all thrice
  const GlobalIndex first = mesh.vertex_offsets[mpi::rank_of(communicator)];
  const auto owner = [&](GlobalIndex id) { return vertex_owner(mesh.vertex_offsets, id); };
  const auto reply = [&](const std::vector<GlobalIndex>& wanted) {
    std::vector<RawVertex> found;
    found.reserve(wanted.size());
    for (const auto id : wanted) found.push_back(mesh.vertices[id - first]);
    return found;
  };
  const GlobalIndex rounds =
      mpi::max(communicator, static_cast<GlobalIndex>(ids.size() / ids_a_round + 1));
  std::vector<RawVertex> vertices;
  vertices.reserve(ids.size());
  for (GlobalIndex round = 0; round < rounds; ++round) {
    const auto from = std::min(ids.size(), round * ids_a_round);
    const auto to = std::min(ids.size(), from + ids_a_round);
    const std::vector<GlobalIndex> some(ids.begin() + from, ids.begin() + to);
    const auto found = ask<RawVertex>(communicator, some, owner, reply);
    vertices.insert(vertices.end(), found.begin(), found.end());
  }
  return vertices;
}

CellShares distribute_cells(MPI_Comm communicator, RawMesh& mesh, CellShares wanted) {
  const auto total = mpi::sum(communicator, static_cast<GlobalIndex>(mesh.cells.size()));
  if (total == 0) throw InputError(mesh.origin + ": no cells");
  const int ranks = mpi::size_of(communicator);
  if (static_cast<int>(wanted.size()) != ranks + 1 || wanted.back() != total)
    wanted = equal_shares(total, ranks);
  std::vector<PlacedCell> sorted;
  {
    const auto centres = check_and_centre(communicator, mesh);
    sorted = in_order(
        mesh.pixels ? pixel_places(*mesh.pixels, centres) : places(communicator, mesh, centres),
        mesh.cells);
  }
  mesh.cells = {};
  if (ranks > 1) sorted = sort_over_ranks(communicator, std::move(sorted), wanted);
  mesh.cells.reserve(sorted.size());
  for (const auto& placed : sorted) mesh.cells.push_back(placed.cell);
  return wanted;
}

}  // namespace freshet
