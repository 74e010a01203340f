#include "cases/model/sections_on_mesh.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/process/section_flow.hpp"
#include "mesh/parallel/mpi.hpp"
#include "mesh/query/edge_chain.hpp"
#include "mesh/query/point_location.hpp"

namespace freshet {
namespace {

using Points = std::vector<std::array<Real, 2>>;

/// The part of a line between two distances from its start, m.
Points part_of(const Points& line, Real from, Real to) {
  Points part;
  Real start = 0;
  for (std::size_t k = 0; k + 1 < line.size(); ++k) {
    const Real dx = line[k + 1][0] - line[k][0], dy = line[k + 1][1] - line[k][1];
    const Real length = std::hypot(dx, dy), end = start + length;
    const auto at = [&](Real distance) -> std::array<Real, 2> {
      const Real share = std::clamp<Real>((distance - start) / length, 0, 1);
      return {line[k][0] + share * dx, line[k][1] + share * dy};
    };
    if (to > start && from < end) {
      if (part.empty()) part.push_back(at(from));
      part.push_back(at(to));
    }
    start = end;
  }
  return part;
}

/// What of a line lies in the mesh, from its first point in it to its last; empty if none does.
Points part_inside(const Points& line, const Mesh& mesh, const PointLocation& location) {
  Real from = std::numeric_limits<Real>::infinity(), to = -from;
  for (const auto& piece : location.cross(line)) {
    from = std::min(from, piece.distance - piece.length / 2);
    to = std::max(to, piece.distance + piece.length / 2);
  }
  from = mpi::min(mesh.communicator, from);
  to = mpi::max(mesh.communicator, to);
  return from < to ? part_of(line, from, to) : Points();
}

}  // namespace

SectionFaces sections_on_mesh(const std::vector<Section>& sections, const Mesh& mesh) {
  SectionFaces faces;
  if (sections.empty()) return faces;
  auto options = std::make_unique<SectionFlowOptions>();
  const PointLocation location(mesh);
  const EdgeSnapping snapping(mesh);
  for (std::size_t k = 0; k < sections.size(); ++k) {
    const Points line = part_inside(sections[k].points, mesh, location);
    if (line.empty()) continue;
    for (const auto& edge : snapping.chain(line, sections[k].origin + ".points").edges) {
      const bool from_left = edge.left.number >= 0;
      const EdgeCell& side = from_left ? edge.left : edge.right;
      const Index place = options->faces_of_all++, cell = owned_cell(mesh, side.number);
      if (cell < 0) continue;
      options->cells.push_back(cell);
      options->slots.push_back(side.slot);
      options->signs.push_back(from_left ? 1 : -1);
      options->place.push_back(place);
      faces.section.push_back(static_cast<Index>(k));
    }
  }
  if (options->faces_of_all > 0) faces.options = std::move(options);
  return faces;
}

}  // namespace freshet
