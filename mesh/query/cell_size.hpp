#pragma once
#include "mesh/mesh.hpp"

namespace freshet {

/// Half the perimeter of a cell, m.
inline Real half_perimeter(const Mesh& mesh, Index cell) {
  Real sum = 0;
  for (int s = 0; s < mesh.slots; ++s) {
    const Index face = mesh.face[s * mesh.cells + cell];
    sum += 0.5 * mesh.face_length[face >= 0 ? face : ~face];
  }
  return sum;
}

/// 1 / size of a cell as waves cross it, 1/m: half the perimeter over the area.
inline Real inverse_size(const Mesh& mesh, Index cell) {
  return half_perimeter(mesh, cell) / mesh.area[cell];
}

}  // namespace freshet
