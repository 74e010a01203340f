#include <algorithm>

#include "mesh/build/adjacency.hpp"
#include "mesh/build/assemble.hpp"
#include "mesh/build/bed.hpp"
#include "mesh/build/distribute.hpp"
#include "mesh/build/refine.hpp"
#include "mesh/mesh.hpp"
#include "mesh/parallel/mpi.hpp"
#include "mesh/raw_mesh.hpp"

namespace freshet {
namespace {

/// Collective. Cells without a zone get "default", which is added to the names if there are any.
void name_zones(MPI_Comm communicator, RawMesh& mesh) {
  auto& names = mesh.zone_names;
  const auto found = std::find(names.begin(), names.end(), "default");
  const auto standard = static_cast<Index>(found - names.begin());
  GlobalIndex unnamed = 0;
  for (auto& cell : mesh.cells)
    if (cell.zone == kNoName) {
      cell.zone = standard;
      ++unnamed;
    }
  if (mpi::sum(communicator, unnamed) > 0 && found == names.end()) names.push_back("default");
}

int slots_needed(MPI_Comm communicator, const RawMesh& mesh) {
  const bool quads = std::any_of(mesh.cells.begin(), mesh.cells.end(),
                                 [](const RawCell& cell) { return cell.corners() == 4; });
  return mpi::max(communicator, quads ? 4 : 3);
}

}  // namespace

Mesh make_mesh(MPI_Comm communicator, const MeshSpec& spec, const CellShares& shares) {
  require(spec.refinements >= 0 && spec.refinements <= 12, "mesh: refinements", spec.refinements);
  require(static_cast<bool>(spec.source), "mesh: source", "none");
  RawMesh raw = spec.source(communicator, spec);
  for (int level = 0; level < spec.refinements; ++level) refine(communicator, raw);
  apply_bed(communicator, raw, spec.bed);
  Mesh mesh;
  mesh.communicator = communicator;
  mesh.rank = mpi::rank_of(communicator);
  mesh.ranks = mpi::size_of(communicator);
  OwnedCells owned;
  owned.shares = distribute_cells(communicator, raw, shares);
  owned.first_cell = owned.shares[mesh.rank];
  mesh.slots = slots_needed(communicator, raw);
  name_zones(communicator, raw);
  owned.neighbours = find_neighbours(communicator, raw, owned.first_cell);
  owned.vertices = number_vertices(communicator, raw, owned.first_cell);
  owned.cells = std::move(raw.cells);
  mesh.boundary_names = raw.boundary_names;
  mesh.zone_names = raw.zone_names;
  mesh.notes = std::move(raw.notes);
  mpi::broadcast(communicator, mesh.notes);
  mesh.has_bed = raw.has_bed;
  mesh.pixels = raw.pixels;
  raw = {};
  const HaloCells halo = fetch_halo(communicator, owned);
  mesh.halo = plan_halo(communicator, owned, halo);
  assemble(mesh, owned, halo);
  return mesh;
}

}  // namespace freshet
