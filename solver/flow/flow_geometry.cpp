#include "solver/flow/flow_geometry.hpp"

#include <algorithm>

#include "kernels/error.hpp"
#include "kernels/pixel_shape.hpp"
#include "mesh/parallel/exact_sum.hpp"
#include "mesh/query/cell_side.hpp"

namespace freshet {
namespace {

/// The place of each face as its other cell sees it.
void find_opposites(const Mesh& mesh, FlowGeometry& g) {
  g.opposites.resize(mesh.neighbour.size());
  for (Index cell = 0; cell < mesh.cells; ++cell)
    for (int s = 0; s < mesh.slots; ++s) {
      const Index place = s * mesh.cells + cell, other = mesh.neighbour[place];
      g.opposites[place] = place;
      if (other < 0 || other == cell) continue;
      for (int t = 0; t < mesh.slots; ++t) {
        const Index there = t * mesh.cells + other;
        const bool same =
            mesh.pixels ? t == PixelShape::beyond(s) : mesh.face[there] == ~mesh.face[place];
        if (same) g.opposites[place] = there;
      }
    }
}

void orient_faces(const Mesh& mesh, FlowGeometry& g) {
  for (auto* field : {&g.normals_x, &g.normals_y, &g.lengths, &g.offsets_x, &g.offsets_y})
    field->resize(mesh.neighbour.size());
  g.inverse_sizes.resize(mesh.cells);
  for (Index cell = 0; cell < mesh.cells; ++cell) {
    Real perimeter = 0;
    for (int s = 0; s < mesh.slots; ++s) {
      const Index place = s * mesh.cells + cell;
      const CellSide side = cell_side(mesh, cell, s);
      g.normals_x[place] = side.normal_x;
      g.normals_y[place] = side.normal_y;
      g.lengths[place] = side.length;
      const bool empty = side.length == 0;
      g.offsets_x[place] = empty ? 0 : side.middle_x - mesh.centroid_x[cell];
      g.offsets_y[place] = empty ? 0 : side.middle_y - mesh.centroid_y[cell];
      perimeter += side.length;
    }
    g.inverse_sizes[cell] = 0.5 * perimeter / mesh.area[cell];
  }
}

/// Whether each face (slot-major) is one that mirrors the water all through the run. A line inside
/// the mesh does not, for water may pass there, nor does a wall beside a triangle: there shear that
/// nothing damps would grow in long steady flows.
std::vector<bool> mirrors_of(const Mesh& mesh,
                             std::span<const std::vector<BoundaryPhase>> conditions) {
  const auto always = [&](Index name) {
    const auto& phases = conditions[name];
    return !mesh.inside(name) &&
           std::all_of(phases.begin(), phases.end(), [](const BoundaryPhase& phase) {
             return boundary_words()[phase.kind].mirrors;
           });
  };
  std::vector<bool> mirrors(mesh.neighbour.size());
  const auto triangle = [&](Index cell) {
    return mesh.slots == 3 || mesh.cell_vertices[3 * mesh.cells + cell] < 0;
  };
  for (const auto* edges : {&mesh.boundary, &mesh.halo_boundary})
    for (Index e = 0; e < edges->size(); ++e) {
      const Index cell = edges->cell[e];
      mirrors[edges->slot[e] * mesh.cells + cell] = !triangle(cell) && always(edges->name[e]);
    }
  return mirrors;
}

/// Weights w_s of the unweighted least-squares gradient, sum_s w_s (q_s - q); beyond a mirror the
/// cell sees its own image. Where the neighbours lie on a line (a cell with one neighbour, a strip)
/// the gradient is taken along that line only.
void weigh_gradient(const Mesh& mesh, const std::vector<bool>& mirrors, FlowGeometry& g,
                    Index cell) {
  Real xx = 0, xy = 0, yy = 0;
  const auto towards = [&](int s) -> std::array<Real, 2> {
    const Index place = s * mesh.cells + cell, other = mesh.neighbour[place];
    if (mirrors[place]) {
      const Real nx = g.normals_x[place], ny = g.normals_y[place];
      const Real apart = 2 * (g.offsets_x[place] * nx + g.offsets_y[place] * ny);
      return {apart * nx, apart * ny};
    }
    if (other < 0) return {0, 0};
    return {mesh.centroid_x[other] - mesh.centroid_x[cell],
            mesh.centroid_y[other] - mesh.centroid_y[cell]};
  };
  for (int s = 0; s < mesh.slots; ++s) {
    const auto [x, y] = towards(s);
    xx += x * x;
    xy += x * y;
    yy += y * y;
  }
  const Real trace = xx + yy, determinant = xx * yy - xy * xy;
  const bool plane = determinant > 1e-6 * trace * trace;
  for (int s = 0; s < mesh.slots; ++s) {
    const auto [x, y] = towards(s);
    const Index place = s * mesh.cells + cell;
    g.weights_x[place] = plane ? (yy * x - xy * y) / determinant : (trace > 0 ? x / trace : 0);
    g.weights_y[place] = plane ? (xx * y - xy * x) / determinant : (trace > 0 ? y / trace : 0);
  }
}

/// Where pixels lie and what they see.
PixelCells pixels_of(const Mesh& mesh, const std::vector<bool>& mirrors) {
  const PixelGrid& grid = *mesh.pixels;
  PixelCells pixels;
  pixels.dx = grid.dx;
  pixels.dy = grid.dy;
  for (auto* values : {&pixels.column, &pixels.row}) values->reserve(mesh.cells);
  pixels.seen.reserve(mesh.cells);
  for (Index cell = 0; cell < mesh.cells; ++cell) {
    const auto [column, row] = grid.pixel(mesh.centroid_x[cell], mesh.centroid_y[cell]);
    pixels.column.push_back(static_cast<Index>(column));
    pixels.row.push_back(static_cast<Index>(row));
    unsigned seen = 0;
    for (int s = 0; s < PixelShape::slots; ++s) {
      const Index place = s * mesh.cells + cell, other = mesh.neighbour[place];
      if ((other >= 0 && other != cell) || mirrors[place]) seen |= 1u << s;
    }
    pixels.seen.push_back(static_cast<std::uint8_t>(seen));
  }
  return pixels;
}

/// Polygons that are pixels: alike to the last bit.
void make_alike(const PixelCells& pixels, FlowGeometry& g) {
  const PixelShape shape = PixelShape::of(pixels.dx, pixels.dy);
  for (Index cell = 0; cell < g.cells; ++cell)
    for (int s = 0; s < PixelShape::slots; ++s) {
      const Index place = s * g.cells + cell;
      const Vector offset = shape.offset(s), weight = shape.weight(s, pixels.seen[cell]);
      g.offsets_x[place] = offset.x;
      g.offsets_y[place] = offset.y;
      g.weights_x[place] = weight.x;
      g.weights_y[place] = weight.y;
    }
}

void make_polygons(const Mesh& mesh, const std::vector<bool>& mirrors, FlowGeometry& g) {
  find_opposites(mesh, g);
  orient_faces(mesh, g);
  g.areas = mesh.area;
  g.weights_x.resize(mesh.neighbour.size());
  g.weights_y.resize(mesh.neighbour.size());
  if (mesh.pixels)
    make_alike(pixels_of(mesh, mirrors), g);
  else
    for (Index cell = 0; cell < mesh.cells; ++cell) weigh_gradient(mesh, mirrors, g, cell);
}

void list_boundary(const Mesh& mesh, FlowGeometry& g) {
  std::vector<ExactSum> lengths(mesh.boundary_names.size());
  for (Index e = 0; e < mesh.boundary.size(); ++e) {
    const Index place = mesh.boundary.slot[e] * mesh.cells + mesh.boundary.cell[e];
    g.edge_cell.push_back(mesh.boundary.cell[e]);
    g.edge_place.push_back(place);
    g.edge_condition.push_back(mesh.boundary.name[e]);
    lengths[mesh.boundary.name[e]].add(
        side_length(mesh, mesh.boundary.cell[e], mesh.boundary.slot[e]));
  }
  for (auto& length : lengths) {
    length.reduce(mesh.communicator);
    g.condition_length.push_back(length.total());
  }
}

}  // namespace

FlowGeometry flow_geometry(const Mesh& mesh, std::span<const Real> manning,
                           std::span<const std::vector<BoundaryPhase>> conditions, bool pixels) {
  FlowGeometry g;
  g.slots = mesh.slots;
  g.cells = mesh.cells;
  g.inner = mesh.inner;
  g.owned = mesh.owned;
  g.neighbours = mesh.neighbour;
  const auto mirrors = mirrors_of(mesh, conditions);
  if (mesh.pixels && pixels)
    g.pixels = pixels_of(mesh, mirrors);
  else
    make_polygons(mesh, mirrors, g);
  g.lines_inside = mesh.lines_inside;
  g.beds = mesh.bed;
  g.bed_slopes_x = mesh.bed_slope_x;
  g.bed_slopes_y = mesh.bed_slope_y;
  g.mannings.assign(manning.begin(), manning.end());
  list_boundary(mesh, g);
  g.send_cells = mesh.halo.send_cells;
  g.receive_cells = mesh.halo.receive_cells;
  return g;
}

}  // namespace freshet
