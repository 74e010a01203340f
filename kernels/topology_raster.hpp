#pragma once
#include <cstdint>

#include "kernels/arithmetic.hpp"
#include "kernels/pixel_shape.hpp"

namespace freshet {

/// Pixels of a raster: the same functions as Polygons, nothing stored but who is beside whom
/// (slot-major; below zero is the boundary edge ~neighbour, the cell itself where there is none on
/// this rank), for holes, ragged edges and walls inside make that irregular. Where cells are
/// consecutive in a window, see PixelWindow, not even that is read.
struct RasterCells {
  static constexpr int slots = PixelShape::slots;
  static constexpr bool symmetric = true, without_edges = false;
  Index stride;  ///< cells on this rank, halo included
  const Index* neighbours;
  const std::uint8_t* seen;  ///< see PixelShape::weight
  PixelShape shape;

  struct Face {
    Index cell;
    int slot;
  };

  FRESHET_BODY bool has_edges(Index from, Index to) const {
    Index all = 0;
    for (int s = 0; s < slots; ++s)
      for (Index cell = from; cell < to; ++cell) all |= neighbours[s * stride + cell];
    return all < 0;
  }

  template <class Touch>
  FRESHET_BODY void touch_sizes(const Touch&) const {}
  template <class Touch>
  FRESHET_BODY void touch_neighbours(const Touch& touch) const {
    touch_slots(touch, neighbours);
  }
  template <class Touch>
  FRESHET_BODY void touch_opposites(const Touch&) const {}
  template <class Touch>
  FRESHET_BODY void touch_faces(const Touch&) const {}
  template <class Touch>
  FRESHET_BODY void touch_offsets(const Touch&) const {}
  template <class Touch>
  FRESHET_BODY void touch_weights(const Touch&) const {}
  template <class Touch, class... T>
  FRESHET_BODY void touch_slots(const Touch& touch, const T*... arrays) const {
    for (int s = 0; s < slots; ++s) touch(arrays + s * stride...);
  }

  FRESHET_BODY Face face(Index cell, int slot) const { return {cell, slot}; }
  FRESHET_BODY Face face_at(Index cell, Index place) const {
    return {cell, static_cast<int>((place - cell) / stride)};
  }
  FRESHET_BODY Index place(Face face) const { return face.slot * stride + face.cell; }
  FRESHET_BODY Index row(Index cell) const { return cell; }
  FRESHET_BODY static constexpr bool along_x(int slot) { return slot % 2 == 1; }
  FRESHET_BODY static constexpr bool along_y(int slot) { return slot % 2 == 0; }
  FRESHET_BODY Index neighbour(Face face) const { return neighbours[place(face)]; }
  FRESHET_BODY Face opposite(Face face) const {
    const Index n = neighbour(face);
    const bool there = n >= 0 && n != face.cell;
    return {index_or(n, face.cell), there ? PixelShape::beyond(face.slot) : face.slot};
  }
  FRESHET_BODY Vector normal(Face face) const { return shape.normal(face.slot); }
  FRESHET_BODY Real length(Face face) const { return shape.length(face.slot); }
  FRESHET_BODY Vector offset(Face face) const { return shape.offset(face.slot); }
  FRESHET_BODY Vector weight(Face face) const { return shape.weight(face.slot, seen[face.cell]); }
  FRESHET_BODY Real area(Index) const { return shape.area; }
  FRESHET_BODY Real inverse_size(Index) const { return shape.inverse_size; }
};

/// A copy of some 32 x 16 pixels and two rings of pixels round them, small enough to stay in a
/// core's cache: neighbours by arithmetic. Cells are places in the copy. Where not `Plain` (holes,
/// boundaries or walls among them) neighbours stand in `links`, slot-major.
template <bool Plain>
struct PixelWindow {
  static constexpr int slots = PixelShape::slots;
  static constexpr bool symmetric = true, without_edges = Plain;
  static constexpr Index columns = 32, rows = 16, rings = 2;
  static constexpr Index left = 8, pitch = 48;  ///< rows begin at a cache line
  static constexpr Index places = pitch * (rows + 2 * rings);

  PixelShape shape;
  const Index *links, *seen;  ///< not read where `Plain`

  /// Of the pixel in this column and row, counted from the first of the 32 x 16 to east and north.
  FRESHET_BODY static constexpr Index at(Index column, Index row) {
    return (row + rings) * pitch + left + column;
  }
  FRESHET_BODY static constexpr Index step(int slot) {
    return slot == 0 ? -pitch : (slot == 1 ? 1 : (slot == 2 ? pitch : -1));
  }

  using Face = RasterCells::Face;

  FRESHET_BODY Face face(Index cell, int slot) const { return {cell, slot}; }
  FRESHET_BODY Index place(Face face) const { return face.slot * places + face.cell; }
  FRESHET_BODY Index row(Index cell) const { return cell; }
  FRESHET_BODY static constexpr bool along_x(int slot) { return slot % 2 == 1; }
  FRESHET_BODY static constexpr bool along_y(int slot) { return slot % 2 == 0; }
  FRESHET_BODY Index neighbour(Face face) const {
    if constexpr (Plain)
      return face.cell + step(face.slot);
    else
      return links[place(face)];
  }
  FRESHET_BODY Face opposite(Face face) const {
    const Index n = neighbour(face);
    if constexpr (Plain) return {n, PixelShape::beyond(face.slot)};
    const bool there = n >= 0 && n != face.cell;
    return {index_or(n, face.cell), there ? PixelShape::beyond(face.slot) : face.slot};
  }
  FRESHET_BODY Vector normal(Face face) const { return shape.normal(face.slot); }
  FRESHET_BODY Real length(Face face) const { return shape.length(face.slot); }
  FRESHET_BODY Vector offset(Face face) const { return shape.offset(face.slot); }
  FRESHET_BODY Vector weight(Face face) const {
    if constexpr (Plain) return shape.weight(face.slot, 15);
    return shape.weight(face.slot, seen[face.cell]);
  }
  FRESHET_BODY Real area(Index) const { return shape.area; }
  FRESHET_BODY Real inverse_size(Index) const { return shape.inverse_size; }
};

}  // namespace freshet
