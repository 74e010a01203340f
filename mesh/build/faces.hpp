#pragma once
#include "mesh/build/local_cells.hpp"
#include "mesh/id_table.hpp"
#include "mesh/mesh.hpp"

namespace freshet {

/// The record of any local cell.
class LocalCells {
 public:
  LocalCells(const OwnedCells& owned, const HaloCells& halo)
      : owned_(owned), halo_(halo), halo_places_(halo.numbers.size()) {
    for (const auto number : halo.numbers) halo_places_.number(number);
  }
  Index size() const { return owned_.size() + static_cast<Index>(halo_.numbers.size()); }
  CellRecord record(Index cell) const {
    return cell < owned_.size() ? owned_.record(cell) : halo_.records[cell - owned_.size()];
  }
  GlobalIndex number(Index cell) const {
    return cell < owned_.size() ? owned_.first_cell + cell : halo_.numbers[cell - owned_.size()];
  }
  /// The local cell of a global number, -1 if there is none.
  Index find(GlobalIndex number) const {
    if (owned_.owns(number)) return static_cast<Index>(number - owned_.first_cell);
    const Index place = halo_places_.find(number);
    return place < 0 ? -1 : owned_.size() + place;
  }

 private:
  const OwnedCells& owned_;
  const HaloCells& halo_;
  IdTable halo_places_;
};

/// Makes the faces of the local cells, in the order in which these first touch them. mesh.neighbour
/// and mesh.cell_vertices must be there.
void build_faces(Mesh& mesh, const LocalCells& cells);

}  // namespace freshet
