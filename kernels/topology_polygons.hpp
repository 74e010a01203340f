#pragma once
#include "kernels/space.hpp"
#include "kernels/types.hpp"

namespace freshet {

struct Vector {
  Real x, y;
};

/// Cells of up to `Slots` faces whose neighbours are read from memory. All arrays with slots are
/// slot-major: value of (cell, slot) at place(cell, slot). A neighbour below zero is the boundary
/// edge ~neighbour. The empty slot of a triangle in a mixed mesh has the cell itself as neighbour
/// and a face of no length.
template <int Slots>
struct Polygons {
  static constexpr int slots = Slots;
  Index stride;  ///< cells on this rank, halo included
  const Index* neighbours;
  const Index* opposites;             ///< place of the same face as seen by the neighbour
  const Real *normals_x, *normals_y;  ///< unit, outward
  const Real* lengths;                ///< m
  const Real *offsets_x, *offsets_y;  ///< from the centroid to the middle of the face, m
  const Real *weights_x,
      *weights_y;  ///< gradient = sum over slots of weight (q_neighbour - q_cell), 1/m
  const Real *areas, *inverse_sizes;  ///< m2; half the perimeter over the area, 1/m
  const Real *beds, *bed_slopes_x, *bed_slopes_y;
  const Real* mannings;  ///< s/m^(1/3)

  /// Whether any of the cells from <= cell < to has a boundary edge.
  FRESHET_BODY bool has_edges(Index from, Index to) const {
    Index all = 0;
    for (int s = 0; s < slots; ++s)
      for (Index cell = from; cell < to; ++cell) all |= neighbours[place(cell, s)];
    return all < 0;
  }
  /// Calls touch with the first value of each slot of arrays with slots.
  template <class Touch, class... T>
  FRESHET_BODY void each_slot(const Touch& touch, const T*... arrays) const {
    for (int s = 0; s < slots; ++s) touch(arrays + place(0, s)...);
  }

  FRESHET_BODY Index place(Index cell, int slot) const { return slot * stride + cell; }
  FRESHET_BODY Index neighbour(Index place) const { return neighbours[place]; }
  FRESHET_BODY Index opposite(Index place) const { return opposites[place]; }
  FRESHET_BODY Vector normal(Index place) const { return {normals_x[place], normals_y[place]}; }
  FRESHET_BODY Real length(Index place) const { return lengths[place]; }
  FRESHET_BODY Vector offset(Index place) const { return {offsets_x[place], offsets_y[place]}; }
  FRESHET_BODY Vector weight(Index place) const { return {weights_x[place], weights_y[place]}; }
  FRESHET_BODY Real area(Index cell) const { return areas[cell]; }
  FRESHET_BODY Real inverse_size(Index cell) const { return inverse_sizes[cell]; }
  FRESHET_BODY Real bed(Index cell) const { return beds[cell]; }
  FRESHET_BODY Vector bed_slope(Index cell) const {
    return {bed_slopes_x[cell], bed_slopes_y[cell]};
  }
  FRESHET_BODY Real manning(Index cell) const { return mannings[cell]; }
};

}  // namespace freshet
