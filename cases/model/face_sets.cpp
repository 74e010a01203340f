#include "cases/model/face_sets.hpp"

#include <fmt/format.h>

#include <optional>

#include "kernels/error.hpp"

namespace freshet {
namespace {

/// What leaves on the left of an edge counts in the discharge, or what comes in on the right.
FaceOnMesh sides_of(const FaceSet& set, LoadFace::Side asked) {
  FaceOnMesh face;
  face.segments = set.segments;
  for (std::size_t e = 0; e < set.edges.size(); ++e) {
    const ChainEdge& edge = set.edges[e];
    bool counted = false;
    const auto add = [&](const EdgeCell& cell, Real sign) {
      if (cell.number < 0) return;
      const auto normal = edge.normal();
      loads::PressedSide side;
      side.place = {(edge.start[0] + edge.end[0]) / 2, (edge.start[1] + edge.end[1]) / 2};
      side.normal = {sign * normal[0], sign * normal[1]};
      side.length = edge.length;
      side.segment = set.segment[e];
      side.edge = static_cast<int>(e);
      side.passes = counted ? 0 : sign;
      side.has_crest = edge.left.number >= 0 && edge.right.number >= 0;
      counted = true;
      face.sides.push_back({cell, side});
    };
    if (asked != LoadFace::Side::Right) add(edge.left, 1);
    if (asked != LoadFace::Side::Left) add(edge.right, -1);
  }
  return face;
}

/// loads.csv has columns of one name where a face is called as a segment of another.
void refuse_names_of_segments(const std::vector<LoadFace>& faces,
                              const std::vector<FaceOnMesh>& on_mesh) {
  for (std::size_t cut = 0; cut < faces.size(); ++cut)
    for (int k = 1; on_mesh[cut].segments > 1 && k <= on_mesh[cut].segments; ++k)
      for (const auto& face : faces)
        if (face.name == segment_name(faces[cut].name, k))
          throw InputError(
              fmt::format("{}: name: \"{}\" is the name of a segment of \"{}\" too, "
                          "which has {}: give it another",
                          face.origin, face.name, faces[cut].name, on_mesh[cut].segments));
}

}  // namespace

std::string segment_name(const std::string& face, int k) { return fmt::format("{}_{}", face, k); }

std::vector<FaceOnMesh> faces_on_mesh(const std::vector<LoadFace>& faces, const Mesh& mesh) {
  std::optional<EdgeSnapping> snapping;
  std::vector<FaceOnMesh> all;
  for (const auto& face : faces) {
    const FaceSegments cut{face.at_corners, face.segment_length};
    if (!face.boundaries.empty()) {
      all.push_back(sides_of(faces_of_boundaries(mesh, face.boundaries, cut, face.origin),
                             LoadFace::Side::Both));
    } else {
      if (!snapping) snapping.emplace(mesh);
      all.push_back(sides_of(faces_of_line(*snapping, face.line, cut, face.origin), face.side));
    }
    if (all.back().sides.empty())
      throw InputError(face.origin + ": no cells lie on the side that is asked for (" + face.name +
                       ")");
  }
  refuse_names_of_segments(faces, all);
  return all;
}

}  // namespace freshet
