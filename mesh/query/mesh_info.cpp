#include "mesh/query/mesh_info.hpp"

#include <algorithm>
#include <limits>

#include "mesh/parallel/mpi.hpp"
#include "mesh/query/cell_size.hpp"

namespace freshet {
namespace {

constexpr Real kHuge = std::numeric_limits<Real>::max();

/// Least and greatest values, the latter kept negative so that one reduction serves all.
struct Ranges {
  enum { kArea, kAreaMax, kInradius, kBed, kBedMax, kX, kY, kXMax, kYMax, kCount };
  std::vector<Real> least = std::vector<Real>(kCount, kHuge);
  void take(int which, Real value) { least[which] = std::min(least[which], value); }
};

Ranges find_ranges(const Mesh& mesh) {
  Ranges ranges;
  for (Index c = 0; c < mesh.owned; ++c) {
    ranges.take(Ranges::kArea, mesh.area[c]);
    ranges.take(Ranges::kAreaMax, -mesh.area[c]);
    ranges.take(Ranges::kInradius, mesh.area[c] / half_perimeter(mesh, c));
    ranges.take(Ranges::kBed, mesh.bed[c]);
    ranges.take(Ranges::kBedMax, -mesh.bed[c]);
  }
  for (Index v = 0; v < mesh.owned_vertices; ++v) {
    ranges.take(Ranges::kX, mesh.vertex_x[v]);
    ranges.take(Ranges::kXMax, -mesh.vertex_x[v]);
    ranges.take(Ranges::kY, mesh.vertex_y[v]);
    ranges.take(Ranges::kYMax, -mesh.vertex_y[v]);
  }
  mpi::all_reduce(mesh.communicator, ranges.least, MPI_MIN);
  return ranges;
}

void count_boundaries(MeshInfo& info, const Mesh& mesh) {
  std::vector<GlobalIndex> edges(mesh.boundary_names.size(), 0);
  std::vector<Real> lengths(edges.size(), 0);
  for (Index b = 0; b < mesh.boundary.size(); ++b) {
    ++edges[mesh.boundary.name[b]];
    lengths[mesh.boundary.name[b]] +=
        side_length(mesh, mesh.boundary.cell[b], mesh.boundary.slot[b]);
  }
  mpi::all_reduce(mesh.communicator, edges, MPI_SUM);
  mpi::all_reduce(mesh.communicator, lengths, MPI_SUM);
  for (std::size_t n = 0; n < edges.size(); ++n)
    info.boundaries.push_back({mesh.boundary_names[n], edges[n], lengths[n]});
}

void count_cells(MeshInfo& info, const Mesh& mesh) {
  std::vector<GlobalIndex> cells(mesh.zone_names.size(), 0);
  std::vector<Real> areas(cells.size(), 0);
  GlobalIndex quadrilaterals = 0;
  for (Index c = 0; c < mesh.owned; ++c) {
    ++cells[mesh.zone[c]];
    areas[mesh.zone[c]] += mesh.area[c];
    quadrilaterals += mesh.slots == 4 && mesh.cell_vertices[3 * mesh.cells + c] >= 0;
  }
  mpi::all_reduce(mesh.communicator, cells, MPI_SUM);
  mpi::all_reduce(mesh.communicator, areas, MPI_SUM);
  info.quadrilaterals = mpi::sum(mesh.communicator, quadrilaterals);
  info.triangles = mesh.cells_global - info.quadrilaterals;
  for (std::size_t n = 0; n < cells.size(); ++n) {
    info.zones.push_back({mesh.zone_names[n], cells[n], areas[n]});
    info.area += areas[n];
  }
}

template <class T>
std::int64_t bytes_of(const std::vector<T>& values) {
  return static_cast<std::int64_t>(values.size() * sizeof(T));
}

}  // namespace

std::int64_t mesh_bytes(const Mesh& mesh) {
  std::int64_t bytes = bytes_of(mesh.left_sides);
  for (const auto* reals :
       {&mesh.centroid_x, &mesh.centroid_y, &mesh.area, &mesh.bed, &mesh.bed_slope_x,
        &mesh.bed_slope_y, &mesh.normal_x, &mesh.normal_y, &mesh.face_length, &mesh.middle_x,
        &mesh.middle_y, &mesh.vertex_x, &mesh.vertex_y, &mesh.vertex_bed})
    bytes += bytes_of(*reals);
  for (const auto* indices : {&mesh.zone, &mesh.neighbour, &mesh.face, &mesh.cell_vertices})
    bytes += bytes_of(*indices);
  return bytes + bytes_of(mesh.global_number) + bytes_of(mesh.vertex_number);
}

MeshInfo describe(const Mesh& mesh) {
  MeshInfo info;
  info.cells = mesh.cells_global;
  info.vertices = mesh.vertices_global;
  info.boundary_edges = mesh.boundary.total;
  const auto least = find_ranges(mesh).least;
  info.area_min = least[Ranges::kArea];
  info.area_max = -least[Ranges::kAreaMax];
  info.inradius_min = least[Ranges::kInradius];
  info.bed_min = least[Ranges::kBed];
  info.bed_max = -least[Ranges::kBedMax];
  info.extent = {least[Ranges::kX], least[Ranges::kY], -least[Ranges::kXMax],
                 -least[Ranges::kYMax]};
  count_boundaries(info, mesh);
  count_cells(info, mesh);
  return info;
}

}  // namespace freshet
