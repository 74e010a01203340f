#pragma once
#include "kernels/pixel_shape.hpp"
#include "mesh/mesh.hpp"

namespace freshet {

/// A side of a cell.
struct CellSide {
  Real normal_x = 0, normal_y = 0;  ///< unit, outward
  Real length = 0;                  ///< m
  Real middle_x = 0, middle_y = 0;  ///< m
  bool left = true;                 ///< whether the cell is the face's left one
};

/// Whether a cell is the left one of the face on its side `slot`.
inline bool is_left(const Mesh& mesh, Index cell, int slot) {
  if (mesh.pixels) return (mesh.left_sides[cell] >> slot & 1) != 0;
  return mesh.face[slot * mesh.cells + cell] >= 0;
}

/// m.
inline Real side_length(const Mesh& mesh, Index cell, int slot) {
  if (mesh.pixels) return slot % 2 == 0 ? mesh.pixels->dx : mesh.pixels->dy;
  const Index face = mesh.face[slot * mesh.cells + cell];
  return mesh.face_length[face >= 0 ? face : ~face];
}

inline CellSide cell_side(const Mesh& mesh, Index cell, int slot) {
  const bool left = is_left(mesh, cell, slot);
  if (mesh.pixels) {
    const Vector n = PixelShape::normal(slot);
    const Index a = mesh.cell_vertices[slot * mesh.cells + cell];
    const Index b = mesh.cell_vertices[(slot + 1) % PixelShape::slots * mesh.cells + cell];
    return {n.x,
            n.y,
            side_length(mesh, cell, slot),
            (mesh.vertex_x[a] + mesh.vertex_x[b]) / 2,
            (mesh.vertex_y[a] + mesh.vertex_y[b]) / 2,
            left};
  }
  const Index face = mesh.face[slot * mesh.cells + cell], f = left ? face : ~face;
  const Real sign = left ? 1 : -1;
  return {sign * mesh.normal_x[f], sign * mesh.normal_y[f], mesh.face_length[f],
          mesh.middle_x[f],        mesh.middle_y[f],        left};
}

}  // namespace freshet
