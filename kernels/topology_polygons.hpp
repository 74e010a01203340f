#pragma once
#include "kernels/space.hpp"
#include "kernels/types.hpp"

namespace freshet {

struct Vector {
  Real x, y;
};

/// Cells of up to `Slots` faces whose neighbours are read from memory: one topology; kernels take
/// any that offers the same functions. All arrays with slots are slot-major: the value of a face at
/// place(face(cell, slot)). A neighbour below zero is the boundary
/// edge ~neighbour. The empty slot of a triangle in a mixed mesh has the cell itself as neighbour
/// and a face of no length.
template <int Slots>
struct Polygons {
  static constexpr int slots = Slots;
  static constexpr bool symmetric = false;  ///< slots s and s + slots / 2 mirror each other
  static constexpr bool without_edges = false;
  Index stride;  ///< cells on this rank, halo included
  const Index* neighbours;
  const Index* opposites;             ///< place of the same face as seen by the neighbour
  const Real *normals_x, *normals_y;  ///< unit, outward
  const Real* lengths;                ///< m
  const Real *offsets_x, *offsets_y;  ///< from the centroid to the middle of the face, m
  const Real *weights_x,
      *weights_y;  ///< gradient = sum over slots of weight (q_neighbour - q_cell), 1/m
  const Real *areas, *inverse_sizes;  ///< m2; half the perimeter over the area, 1/m

  /// Whether any of the cells from <= cell < to has a boundary edge.
  FRESHET_BODY bool has_edges(Index from, Index to) const {
    Index all = 0;
    for (int s = 0; s < slots; ++s)
      for (Index cell = from; cell < to; ++cell) all |= neighbours[face(cell, s)];
    return all < 0;
  }

  /// Arrays that kernels go through in order, see launch: those of cells, of
  /// who is beside whom, of faces and of gradients, and `arrays` with a value for each slot.
  template <class Touch>
  FRESHET_BODY void touch_sizes(const Touch& touch) const {
    touch(areas, inverse_sizes);
  }
  template <class Touch>
  FRESHET_BODY void touch_neighbours(const Touch& touch) const {
    touch_slots(touch, neighbours);
  }
  template <class Touch>
  FRESHET_BODY void touch_opposites(const Touch& touch) const {
    touch_slots(touch, opposites);
  }
  template <class Touch>
  FRESHET_BODY void touch_faces(const Touch& touch) const {
    touch_slots(touch, normals_x, normals_y, lengths);
  }
  template <class Touch>
  FRESHET_BODY void touch_offsets(const Touch& touch) const {
    touch_slots(touch, offsets_x, offsets_y);
  }
  template <class Touch>
  FRESHET_BODY void touch_weights(const Touch& touch) const {
    touch_slots(touch, weights_x, weights_y);
  }
  template <class Touch, class... T>
  FRESHET_BODY void touch_slots(const Touch& touch, const T*... arrays) const {
    for (int s = 0; s < slots; ++s) touch(arrays + s * stride...);
  }

  /// A face as one of its cells sees it.
  using Face = Index;

  FRESHET_BODY Face face(Index cell, int slot) const { return slot * stride + cell; }
  FRESHET_BODY Face face_at(Index, Index place) const { return place; }
  /// Where arrays with slots hold the value of a face.
  FRESHET_BODY Index place(Face face) const { return face; }
  /// Where arrays of what was reconstructed hold the values of a cell.
  FRESHET_BODY Index row(Index cell) const { return cell; }
  /// Whether the faces in a slot may look along x, and along y.
  FRESHET_BODY static constexpr bool along_x(int) { return true; }
  FRESHET_BODY static constexpr bool along_y(int) { return true; }
  FRESHET_BODY Index neighbour(Face face) const { return neighbours[face]; }
  /// The face as the neighbour sees it.
  FRESHET_BODY Face opposite(Face face) const { return opposites[face]; }
  FRESHET_BODY Vector normal(Face face) const { return {normals_x[face], normals_y[face]}; }
  FRESHET_BODY Real length(Face face) const { return lengths[face]; }
  FRESHET_BODY Vector offset(Face face) const { return {offsets_x[face], offsets_y[face]}; }
  FRESHET_BODY Vector weight(Face face) const { return {weights_x[face], weights_y[face]}; }
  FRESHET_BODY Real area(Index cell) const { return areas[cell]; }
  FRESHET_BODY Real inverse_size(Index cell) const { return inverse_sizes[cell]; }
};

}  // namespace freshet
