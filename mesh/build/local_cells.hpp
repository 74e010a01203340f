#pragma once
#include <vector>

#include "mesh/build/adjacency.hpp"
#include "mesh/build/cell_geometry.hpp"
#include "mesh/build/vertex_numbering.hpp"
#include "mesh/parallel/cell_shares.hpp"
#include "mesh/parallel/halo_plan.hpp"

namespace freshet {

/// All that a rank needs to know of a cell, its own or another rank's.
struct CellRecord {
  std::array<GlobalIndex, 4> vertices{-1, -1, -1, -1};  ///< global numbers
  SlotNeighbours neighbours{};
  Corners corners{};
  Real bed = kNoBed;  ///< where the source has one a cell
  Index zone = kNoName;
  int corner_count() const { return vertices[3] < 0 ? 3 : 4; }
};

/// A rank's own cells, first_cell, first_cell + 1, ... with neighbours and numbered vertices.
struct OwnedCells {
  CellShares shares;
  GlobalIndex first_cell = 0;
  std::vector<RawCell> cells;  ///< vertices are places in `vertices`
  std::vector<SlotNeighbours> neighbours;
  NumberedVertices vertices;
  Index size() const { return static_cast<Index>(cells.size()); }
  bool owns(GlobalIndex cell) const { return cell >= first_cell && cell < first_cell + size(); }
  CellRecord record(Index cell) const;
};

/// Cells of other ranks: those one face away from the owned ones, then those two faces away; each
/// group in ascending order of global numbers.
struct HaloCells {
  Index one_away = 0;  ///< size of the first group
  std::vector<GlobalIndex> numbers;
  std::vector<CellRecord> records;
};

/// Collective.
HaloCells fetch_halo(MPI_Comm communicator, const OwnedCells& owned);
/// Collective. Halo cell i is local cell owned.size() + i.
HaloPlan plan_halo(MPI_Comm communicator, const OwnedCells& owned, const HaloCells& halo);

}  // namespace freshet
