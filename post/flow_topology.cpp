#include "post/flow_topology.hpp"

#include <array>
#include <vector>

#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

using hdf5::Type;

constexpr std::uint8_t vtk_triangle = 5, vtk_quad = 9;
constexpr std::int64_t xdmf_triangle = 4, xdmf_quadrilateral = 5;

int corners_of(const Mesh& mesh, Index cell) {
  if (mesh.slots == 3) return 3;
  return mesh.cell_vertices[3 * static_cast<std::size_t>(mesh.cells) + cell] < 0 ? 3 : 4;
}

GlobalIndex corner(const Mesh& mesh, Index cell, int slot) {
  const auto vertex = mesh.cell_vertices[slot * static_cast<std::size_t>(mesh.cells) + cell];
  return mesh.vertex_number[vertex];
}

GlobalIndex owned_corners(const Mesh& mesh) {
  GlobalIndex count = 0;
  for (Index c = 0; c < mesh.owned; ++c) count += corners_of(mesh, c);
  return count;
}

/// This rank's first entry in a list of which every rank holds `count`.
GlobalIndex list_begin(const Mesh& mesh, GlobalIndex count) {
  return mpi::offsets_of(mesh.communicator, count)[mesh.rank];
}

template <class T>
void write_list(hdf5::File& file, const std::string& name, GlobalIndex rows, GlobalIndex first,
                const std::vector<T>& values, int columns = 0) {
  file.make_dataset(name, {.type = hdf5::type_of<T>(), .rows = rows, .columns = columns});
  file.write<T>(name, first, values);
}

void write_count(hdf5::File& file, const Mesh& mesh, const std::string& name, GlobalIndex count) {
  std::vector<std::int64_t> value;
  if (mesh.rank == 0) value.push_back(count);
  write_list(file, name, 1, 0, value);
}

void write_points(hdf5::File& file, const Mesh& mesh) {
  std::vector<Real> points;
  for (Index v = 0; v < mesh.owned_vertices; ++v) {
    const Real z = mesh.vertex_bed.empty() ? 0 : mesh.vertex_bed[v];
    points.insert(points.end(), {mesh.vertex_x[v], mesh.vertex_y[v], z});
  }
  write_list(file, "/VTKHDF/Points", mesh.vertices_global, mesh.first_vertex, points, 3);
  file.set_text("/VTKHDF/Points", "units", "m");
}

void write_cells(hdf5::File& file, const Mesh& mesh, const FlowTopology& topology) {
  const GlobalIndex begin = list_begin(mesh, owned_corners(mesh));
  std::vector<std::int64_t> connectivity, offsets;
  std::vector<std::uint8_t> types;
  for (Index c = 0; c < mesh.owned; ++c) {
    const int corners = corners_of(mesh, c);
    offsets.push_back(begin + static_cast<std::int64_t>(connectivity.size()));
    types.push_back(corners == 3 ? vtk_triangle : vtk_quad);
    for (int s = 0; s < corners; ++s) connectivity.push_back(corner(mesh, c, s));
  }
  if (mesh.rank == mesh.ranks - 1) offsets.push_back(topology.connectivity);
  write_list(file, "/VTKHDF/Connectivity", topology.connectivity, begin, connectivity);
  write_list(file, "/VTKHDF/Offsets", mesh.cells_global + 1, mesh.first_cell, offsets);
  write_list(file, "/VTKHDF/Types", mesh.cells_global, mesh.first_cell, types);
}

/// XDMF's list of a mixed mesh: type and corners of each cell.
void write_mixed(hdf5::File& file, const Mesh& mesh, const FlowTopology& topology) {
  std::vector<std::int64_t> list;
  for (Index c = 0; c < mesh.owned; ++c) {
    const int corners = corners_of(mesh, c);
    list.push_back(corners == 3 ? xdmf_triangle : xdmf_quadrilateral);
    for (int s = 0; s < corners; ++s) list.push_back(corner(mesh, c, s));
  }
  const GlobalIndex begin = list_begin(mesh, static_cast<GlobalIndex>(list.size()));
  write_list(file, "/XDMF/topology", topology.mixed, begin, list);
}

}  // namespace

FlowTopology count_topology(const Mesh& mesh) {
  FlowTopology topology{.cells = mesh.cells_global, .points = mesh.vertices_global};
  topology.connectivity = mpi::sum(mesh.communicator, owned_corners(mesh));
  for (const int corners : {3, 4})
    if (topology.connectivity == corners * mesh.cells_global) topology.corners = corners;
  if (topology.corners == 0) topology.mixed = topology.connectivity + mesh.cells_global;
  return topology;
}

void write_topology(hdf5::File& file, const Mesh& mesh, const FlowTopology& topology) {
  file.make_group("/VTKHDF");
  file.set_integers("/VTKHDF", "Version", std::array<std::int64_t, 2>{2, 0});
  file.set_text("/VTKHDF", "Type", "UnstructuredGrid");
  write_count(file, mesh, "/VTKHDF/NumberOfPoints", topology.points);
  write_count(file, mesh, "/VTKHDF/NumberOfCells", topology.cells);
  write_count(file, mesh, "/VTKHDF/NumberOfConnectivityIds", topology.connectivity);
  write_points(file, mesh);
  write_cells(file, mesh, topology);
  if (topology.mixed > 0) write_mixed(file, mesh, topology);
}

}  // namespace freshet
