#include "mesh/build/assemble.hpp"

#include <algorithm>
#include <cmath>

#include "mesh/build/faces.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

/// Local vertices: the rank's own block, then the others of its local cells by their global
/// numbers.
void collect_vertices(Mesh& mesh, const OwnedCells& owned, const HaloCells& halo) {
  const auto& own = owned.vertices;
  const auto is_own = [&](GlobalIndex number) {
    return number >= own.first && number < own.first + own.owned;
  };
  const auto add = [&](GlobalIndex number, const RawVertex& vertex) {
    mesh.vertex_number.push_back(number);
    mesh.vertex_x.push_back(vertex.x);
    mesh.vertex_y.push_back(vertex.y);
    mesh.vertex_bed.push_back(vertex.bed);
  };
  mesh.vertex_number.reserve(own.number.size());
  for (auto* values : {&mesh.vertex_x, &mesh.vertex_y, &mesh.vertex_bed})
    values->reserve(own.number.size());
  std::vector<std::pair<GlobalIndex, RawVertex>> others;
  for (std::size_t v = 0; v < own.number.size(); ++v)  // the block's own come in their order
    if (is_own(own.number[v]))
      add(own.number[v], own.vertex[v]);
    else
      others.push_back({own.number[v], own.vertex[v]});
  for (const auto& record : halo.records)
    for (int p = 0; p < record.corner_count(); ++p)
      if (!is_own(record.vertices[p])) others.push_back({record.vertices[p], record.corners[p]});
  std::sort(others.begin(), others.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  const auto same = [](const auto& a, const auto& b) { return a.first == b.first; };
  others.erase(std::unique(others.begin(), others.end(), same), others.end());
  for (const auto& [number, vertex] : others) add(number, vertex);
  mesh.vertices = static_cast<Index>(mesh.vertex_number.size());
  mesh.owned_vertices = own.owned;
  mesh.first_vertex = own.first;
  mesh.vertices_global = own.total;
}

Index local_vertex(const Mesh& mesh, GlobalIndex number) {
  if (number >= mesh.first_vertex && number < mesh.first_vertex + mesh.owned_vertices)
    return static_cast<Index>(number - mesh.first_vertex);
  const auto begin = mesh.vertex_number.begin();
  return static_cast<Index>(
      std::lower_bound(begin + mesh.owned_vertices, mesh.vertex_number.end(), number) - begin);
}

void resize_cells(Mesh& mesh) {
  for (auto* values : {&mesh.centroid_x, &mesh.centroid_y, &mesh.area, &mesh.bed, &mesh.bed_slope_x,
                       &mesh.bed_slope_y})
    values->resize(mesh.cells);
  mesh.global_number.resize(mesh.cells);
  mesh.zone.resize(mesh.cells);
  const auto slots = static_cast<std::size_t>(mesh.slots) * mesh.cells;
  mesh.neighbour.resize(slots);
  if (!mesh.pixels) mesh.face.resize(slots);
  mesh.cell_vertices.assign(slots, -1);
}

void fill_cell(Mesh& mesh, Index cell, const CellRecord& record) {
  const int corners = record.corner_count();
  const auto centre = area_centroid(record.corners, corners);
  const auto plane = bed_plane(record.corners, corners, centre);
  mesh.centroid_x[cell] = centre.x;
  mesh.centroid_y[cell] = centre.y;
  mesh.area[cell] = centre.area;
  mesh.bed[cell] = std::isnan(record.bed) ? plane.level : record.bed;
  mesh.bed_slope_x[cell] = plane.slope_x;
  mesh.bed_slope_y[cell] = plane.slope_y;
  mesh.zone[cell] = record.zone;
  for (int p = 0; p < corners; ++p)
    mesh.cell_vertices[p * mesh.cells + cell] = local_vertex(mesh, record.vertices[p]);
}

/// Neighbours as Mesh wants them; boundary edges are listed on the way.
void link_cell(Mesh& mesh, Index cell, const CellRecord& record, const LocalCells& cells) {
  for (int s = 0; s < mesh.slots; ++s) {
    const GlobalIndex beyond = record.neighbours[s];
    Index& link = mesh.neighbour[s * mesh.cells + cell];
    link = cell;
    if (beyond >= 0) {
      const Index found = cells.find(beyond);
      if (found >= 0) link = found;
    } else if (beyond != kEmptySlot && cell < mesh.inner) {
      const bool own = cell < mesh.owned;
      BoundaryEdges& edges = own ? mesh.boundary : mesh.halo_boundary;
      if (own) link = ~edges.size();
      edges.cell.push_back(cell);
      edges.slot.push_back(s);
      edges.name.push_back(boundary_name(beyond));
    }
  }
}

/// Pixels are alike to the last bit, wherever they lie.
void make_regular(Mesh& mesh, const LocalCells& cells) {
  std::fill(mesh.area.begin(), mesh.area.end(), mesh.pixels->dx * mesh.pixels->dy);
  mesh.left_sides.resize(mesh.cells);
  for (Index cell = 0; cell < mesh.cells; ++cell) {
    const CellRecord record = cells.record(cell);
    require(record.corners[1].x > record.corners[0].x && record.corners[3].y > record.corners[0].y,
            "pixel: turned, cell", cells.number(cell));
    for (int s = 0; s < mesh.slots; ++s)
      if (record.neighbours[s] < 0 || cells.number(cell) < record.neighbours[s])
        mesh.left_sides[cell] |= static_cast<std::uint8_t>(1u << s);
  }
}

}  // namespace

void assemble(Mesh& mesh, const OwnedCells& owned, const HaloCells& halo) {
  const LocalCells cells(owned, halo);
  mesh.shares = owned.shares;
  mesh.cells_global = owned.shares.back();
  mesh.first_cell = owned.first_cell;
  mesh.owned = owned.size();
  mesh.inner = owned.size() + halo.one_away;
  mesh.cells = cells.size();
  collect_vertices(mesh, owned, halo);
  resize_cells(mesh);
  for (Index cell = 0; cell < mesh.cells; ++cell) {
    const CellRecord record = cells.record(cell);
    mesh.global_number[cell] = cells.number(cell);
    fill_cell(mesh, cell, record);
    link_cell(mesh, cell, record, cells);
  }
  if (mesh.pixels)
    make_regular(mesh, cells);
  else
    build_faces(mesh, cells);
  const auto offsets = mpi::offsets_of(mesh.communicator, mesh.boundary.size());
  mesh.boundary.first = offsets[mesh.rank];
  mesh.boundary.total = offsets.back();
}

}  // namespace freshet
