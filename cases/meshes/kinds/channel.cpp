#include "cases/meshes/grid_keys.hpp"
#include "cases/meshes/mesh_kind.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"centreline", "list of [x, y], m", "required",
     "boundaries \"inflow\" (first point), \"outflow\", \"left_bank\", \"right_bank\""},
    {"width", "number > 0, m", "required", "of the channel"},
    {"cells", kGridCells, "required", "along and across"},
    {"shape", kGridShapes, "\"quadrilaterals\"", "of the cells; no unaligned ones"}};

void read(MeshSpec& mesh, const CaseTable& table) {
  const ChannelSpec channel{table.points("centreline", 2), table.number("width"),
                            read_grid_cells(table), read_grid_shape(table)};
  for (std::size_t i = 1; i < channel.centreline.size(); ++i)
    if (channel.centreline[i] == channel.centreline[i - 1])
      table.fail("centreline", "has one point twice in a row");
  use_grid(mesh, channel, channel_source);
}

}  // namespace

MeshKind mesh_channel() {
  return {{"mesh", "channel", "A channel of one width along a line", kKeys}, read, false};
}

}  // namespace freshet
