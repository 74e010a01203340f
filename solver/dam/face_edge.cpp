#include "solver/dam/face_edge.hpp"

namespace freshet::dam {

FaceEdge side_of(const SectionMesh& mesh, PetscInt edge, PetscInt cell) {
  FaceEdge side;
  const auto [a, b] = mesh.ends(edge);
  side.nodes = {a, b, edge};
  side.cell = cell;
  for (int i = 0; i < 3; ++i) side.place[i] = mesh.place_of(side.nodes[i]);
  const Real dx = side.place[1][0] - side.place[0][0], dy = side.place[1][1] - side.place[0][1];
  side.length = std::hypot(dx, dy);
  side.normal = {dy / side.length, -dx / side.length};
  // Away from the cell's other corners.
  Real inward = 0;
  for (const PetscInt point : mesh.closure(cell)) {
    if (!mesh.vertices.holds(point)) continue;
    const auto place = mesh.place_of(point);
    inward += (place[0] - side.place[0][0]) * side.normal[0] +
              (place[1] - side.place[0][1]) * side.normal[1];
  }
  if (inward > 0) side.normal = {-side.normal[0], -side.normal[1]};
  return side;
}

std::vector<FaceEdge> sides_on(const SectionMesh& mesh, const std::string& boundary,
                               const std::function<bool(PetscInt cell)>& chosen) {
  std::vector<FaceEdge> sides;
  for (const PetscInt edge : mesh.edges_of(boundary))
    for (const PetscInt cell : mesh.cells_at(edge))
      if (chosen(cell)) {
        sides.push_back(side_of(mesh, edge, cell));
        break;
      }
  return sides;
}

}  // namespace freshet::dam
