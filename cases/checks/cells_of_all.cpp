#include "cases/checks/cells_of_all.hpp"

#include "mesh/parallel/mpi.hpp"

namespace freshet {

CellsOfAll cells_of_all(const Mesh& mesh, const FlowState& state) {
  // Ranks own contiguous global numbers, in their order.
  const auto gather = [&](const std::vector<Real>& values) {
    return mpi::all_gather(mesh.communicator,
                           std::vector<Real>(values.begin(), values.begin() + mesh.owned));
  };
  return {gather(mesh.centroid_x), gather(mesh.centroid_y), gather(mesh.area),
          gather(state.bed),       gather(state.depth),     gather(state.velocity_x),
          gather(state.velocity_y)};
}

}  // namespace freshet
