#pragma once
#include "mesh/query/cell_side.hpp"

namespace freshet {

/// Half the perimeter of a cell, m.
inline Real half_perimeter(const Mesh& mesh, Index cell) {
  Real sum = 0;
  for (int s = 0; s < mesh.slots; ++s) sum += 0.5 * side_length(mesh, cell, s);
  return sum;
}

/// 1 / size of a cell as waves cross it, 1/m: half the perimeter over the area.
inline Real inverse_size(const Mesh& mesh, Index cell) {
  return half_perimeter(mesh, cell) / mesh.area[cell];
}

}  // namespace freshet
