#include "cases/start_state.hpp"

#include <algorithm>

#include "cases/initial_state.hpp"
#include "mesh/agreement.hpp"
#include "post/checkpoint.hpp"

namespace freshet {

FlowState start_state(const Case& given, const Mesh& mesh) {
  const auto owned = static_cast<std::size_t>(mesh.owned);
  FlowState state{std::vector<Real>(owned), std::vector<Real>(owned), std::vector<Real>(owned)};
  const CellPlaces places{std::span(mesh.centroid_x).first(owned),
                          std::span(mesh.centroid_y).first(owned),
                          std::span(mesh.bed).first(owned)};
  const auto from_checkpoint = [&](InitialFields fields, const std::filesystem::path& file) {
    const Checkpoint read = read_checkpoint(mesh, file);
    std::copy_n(read.cells.at("depth").begin(), owned, fields.depth.begin());
    std::copy_n(read.cells.at("velocity_x").begin(), owned, fields.velocity_x.begin());
    std::copy_n(read.cells.at("velocity_y").begin(), owned, fields.velocity_y.begin());
  };
  together(mesh.communicator, [&] {
    fill_initial_state({state.depth, state.velocity_x, state.velocity_y}, places, given.initial,
                       from_checkpoint);
  });
  return state;
}

}  // namespace freshet
