#include "solver/flow/flow_geometry.hpp"

#include <algorithm>

#include "kernels/error.hpp"
#include "kernels/pixel_shape.hpp"
#include "mesh/parallel/exact_sum.hpp"

namespace freshet {
namespace {

/// Neighbours as the kernels read them, and the place of each face as its other cell sees it.
void connect(const Mesh& mesh, FlowGeometry& g) {
  const std::size_t places = static_cast<std::size_t>(mesh.slots) * mesh.cells;
  g.neighbours = mesh.neighbour;
  g.opposites.resize(places);
  for (Index cell = 0; cell < mesh.cells; ++cell)
    for (int s = 0; s < mesh.slots; ++s) {
      const Index place = s * mesh.cells + cell, other = mesh.neighbour[place];
      g.opposites[place] = place;
      if (other < 0 || other == cell) continue;
      for (int t = 0; t < mesh.slots; ++t) {
        const Index there = t * mesh.cells + other;
        if (mesh.face[there] == ~mesh.face[place]) g.opposites[place] = there;
      }
    }
}

void orient_faces(const Mesh& mesh, FlowGeometry& g) {
  const std::size_t places = static_cast<std::size_t>(mesh.slots) * mesh.cells;
  for (auto* field : {&g.normals_x, &g.normals_y, &g.lengths, &g.offsets_x, &g.offsets_y})
    field->resize(places);
  for (Index cell = 0; cell < mesh.cells; ++cell) {
    Real perimeter = 0;
    for (int s = 0; s < mesh.slots; ++s) {
      const Index place = s * mesh.cells + cell, f = mesh.face[place];
      const Index face = f < 0 ? ~f : f;
      const Real sign = f < 0 ? -1 : 1;
      g.normals_x[place] = sign * mesh.normal_x[face];
      g.normals_y[place] = sign * mesh.normal_y[face];
      g.lengths[place] = mesh.face_length[face];
      const bool empty = g.lengths[place] == 0;
      g.offsets_x[place] = empty ? 0 : mesh.middle_x[face] - mesh.centroid_x[cell];
      g.offsets_y[place] = empty ? 0 : mesh.middle_y[face] - mesh.centroid_y[cell];
      perimeter += g.lengths[place];
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

/// Offsets and weights of pixels, and where they lie.
void make_pixels(const Mesh& mesh, const std::vector<bool>& mirrors, FlowGeometry& g) {
  const PixelGrid& grid = *mesh.pixels;
  const PixelShape shape = PixelShape::of(grid.dx, grid.dy);
  g.pixels.dx = grid.dx;
  g.pixels.dy = grid.dy;
  for (Index cell = 0; cell < mesh.cells; ++cell) {
    const auto [column, row] = grid.pixel(mesh.centroid_x[cell], mesh.centroid_y[cell]);
    g.pixels.column.push_back(static_cast<Index>(column));
    g.pixels.row.push_back(static_cast<Index>(row));
    unsigned seen = 0;
    for (int s = 0; s < PixelShape::slots; ++s) {
      const Index place = s * mesh.cells + cell, other = g.neighbours[place];
      if ((other >= 0 && other != cell) || mirrors[place]) seen |= 1u << s;
    }
    g.pixels.seen.push_back(static_cast<std::uint8_t>(seen));
    for (int s = 0; s < PixelShape::slots; ++s) {
      const Index place = s * mesh.cells + cell;
      const Vector n = PixelShape::normal(s), offset = shape.offset(s),
                   weight = shape.weight(s, seen);
      require(g.normals_x[place] == n.x && g.normals_y[place] == n.y, "pixel: turned", cell);
      g.offsets_x[place] = offset.x;
      g.offsets_y[place] = offset.y;
      g.weights_x[place] = weight.x;
      g.weights_y[place] = weight.y;
    }
  }
}

void list_boundary(const Mesh& mesh, FlowGeometry& g) {
  std::vector<ExactSum> lengths(mesh.boundary_names.size());
  for (Index e = 0; e < mesh.boundary.size(); ++e) {
    const Index place = mesh.boundary.slot[e] * mesh.cells + mesh.boundary.cell[e];
    g.edge_cell.push_back(mesh.boundary.cell[e]);
    g.edge_place.push_back(place);
    g.edge_condition.push_back(mesh.boundary.name[e]);
    lengths[mesh.boundary.name[e]].add(g.lengths[place]);
  }
  for (auto& length : lengths) {
    length.reduce(mesh.communicator);
    g.condition_length.push_back(length.total());
  }
}

}  // namespace

FlowGeometry flow_geometry(const Mesh& mesh, std::span<const Real> manning,
                           std::span<const std::vector<BoundaryPhase>> conditions) {
  FlowGeometry g;
  g.slots = mesh.slots;
  g.cells = mesh.cells;
  g.inner = mesh.inner;
  g.owned = mesh.owned;
  connect(mesh, g);
  g.inverse_sizes.resize(mesh.cells);
  orient_faces(mesh, g);
  g.weights_x.resize(g.neighbours.size());
  g.weights_y.resize(g.neighbours.size());
  const auto mirrors = mirrors_of(mesh, conditions);
  for (Index cell = 0; cell < mesh.cells; ++cell) weigh_gradient(mesh, mirrors, g, cell);
  if (mesh.pixels) make_pixels(mesh, mirrors, g);
  g.lines_inside = mesh.lines_inside;
  g.areas = mesh.area;
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
