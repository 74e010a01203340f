#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "kernels/boundary_condition.hpp"
#include "kernels/mixing_eddy.hpp"
#include "kernels/process.hpp"
#include "kernels/step_clock.hpp"

namespace freshet {

/// Of cells that are pixels of a raster: their size (m; 0: they are none), and the column (from
/// west) and row (from south) of each local cell. Slots as in PixelShape.
struct PixelCells {
  Real dx = 0, dy = 0;
  std::vector<Index> column, row;
  std::vector<std::uint8_t> seen;  ///< see PixelShape::weight
};

/// Everything that a device needs to know of a rank's part of the mesh, on the host. Slot-major
/// arrays as in Polygons; of pixels no geometry.
struct FlowGeometry {
  int slots = 3;
  Index cells = 0, inner = 0, owned = 0;  ///< local cells; with whole neighbourhoods; owned
  std::vector<Index> neighbours, opposites;
  std::vector<Real> normals_x, normals_y, lengths, offsets_x, offsets_y, weights_x, weights_y;
  std::vector<Real> areas, inverse_sizes, beds, bed_slopes_x, bed_slopes_y, mannings;
  std::vector<Index> edge_cell, edge_place, edge_condition;  ///< boundary edges of owned cells
  Index lines_inside = 0;  ///< so many of the last conditions are of lines that water may pass
  std::vector<Real> condition_length;            ///< of each condition over all ranks, m
  PixelCells pixels;                             ///< where the cells are pixels of a raster
  std::vector<Index> send_cells, receive_cells;  ///< halo, in the order of the packed buffers

  /// Of the face at a place of arrays with slots, m.
  Real length(Index place) const {
    return pixels.dx > 0 ? (place / cells % 2 == 0 ? pixels.dx : pixels.dy) : lengths[place];
  }
  /// Whether a condition is that of a line inside the mesh.
  bool is_inside(Index condition) const {
    return condition >= static_cast<Index>(condition_length.size()) - lines_inside;
  }
};

struct FlowDeviceOptions {
  Real gravity = 9.81, dry_depth = 1e-6;
  bool linear = true;    ///< second order
  bool skip_dry = true;  ///< leaves out tiles without water in or beside them
  MixingModel mixing = {};
  StepRule rule = {};
  std::vector<std::vector<BoundaryPhase>> conditions = {};  ///< walls where there are none
  std::vector<std::unique_ptr<ProcessOptions>> processes = {};
  bool profiling = false;        ///< tasks are timed one by one: each is waited for
  int local_rank = 0;            ///< among those on this machine, which share its devices
  bool direct_messages = false;  ///< messages go from the device's memory to that of another
};

}  // namespace freshet
