#include "mesh/build/faces.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/error.hpp"

namespace freshet {
namespace {

/// A face along side `slot` of a cell, which is its left one or not.
Index add_face(Mesh& mesh, const CellRecord& record, int slot, bool is_left) {
  const RawVertex& a = record.corners[slot];
  const RawVertex& b = record.corners[(slot + 1) % record.corner_count()];
  const Real dx = b.x - a.x, dy = b.y - a.y, length = std::sqrt(dx * dx + dy * dy);
  const Real sign = is_left ? 1 : -1;
  mesh.normal_x.push_back(sign * (dy / length));
  mesh.normal_y.push_back(sign * (-dx / length));
  mesh.face_length.push_back(length);
  mesh.middle_x.push_back((a.x + b.x) / 2);
  mesh.middle_y.push_back((a.y + b.y) / 2);
  return mesh.faces++;
}

/// The empty slot of a triangle: a face of no length at the centroid, so that nothing is far from
/// it.
Index add_empty_face(Mesh& mesh, Index cell) {
  mesh.normal_x.push_back(1);
  mesh.normal_y.push_back(0);
  mesh.face_length.push_back(0);
  mesh.middle_x.push_back(mesh.centroid_x[cell]);
  mesh.middle_y.push_back(mesh.centroid_y[cell]);
  return mesh.faces++;
}

/// The slot of `cell` that runs from local vertex `from` to `to`.
int find_slot(const Mesh& mesh, Index cell, Index from, Index to) {
  const auto vertex = [&](int p) { return mesh.cell_vertices[p * mesh.cells + cell]; };
  const int corners = mesh.slots == 4 && vertex(3) >= 0 ? 4 : 3;
  for (int s = 0; s < corners; ++s)
    if (vertex(s) == from && vertex((s + 1) % corners) == to) return s;
  throw EnvironmentError("mesh: neighbours without a common side");
}

}  // namespace

void build_faces(Mesh& mesh, const LocalCells& cells) {
  constexpr Index kNone = std::numeric_limits<Index>::min();
  std::fill(mesh.face.begin(), mesh.face.end(), kNone);
  const auto most = mesh.face.size() / 2 + mesh.boundary.cell.size() + 16;
  for (auto* values :
       {&mesh.normal_x, &mesh.normal_y, &mesh.face_length, &mesh.middle_x, &mesh.middle_y})
    values->reserve(most);
  for (Index cell = 0; cell < mesh.cells; ++cell) {
    const CellRecord record = cells.record(cell);
    const int corners = record.corner_count();
    for (int s = 0; s < mesh.slots; ++s) {
      Index& face = mesh.face[s * mesh.cells + cell];
      if (face != kNone) continue;
      if (s >= corners) {
        face = add_empty_face(mesh, cell);
        continue;
      }
      const GlobalIndex beyond = record.neighbours[s];
      const bool is_left = beyond < 0 || cells.number(cell) < beyond;
      const Index added = add_face(mesh, record, s, is_left);
      face = is_left ? added : ~added;
      const Index other = mesh.neighbour[s * mesh.cells + cell];
      if (other < 0 || other == cell) continue;
      const Index from = mesh.cell_vertices[(s + 1) % corners * mesh.cells + cell];
      const Index to = mesh.cell_vertices[s * mesh.cells + cell];
      mesh.face[find_slot(mesh, other, from, to) * mesh.cells + other] = ~face;
    }
  }
}

}  // namespace freshet
