#include "post/flow_topology.hpp"

#include <array>
#include <vector>

#include "mesh/parallel/mpi.hpp"
#include "post/row_blocks.hpp"

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

/// A list of the whole mesh, see write_in_blocks.
template <class T, class Append>
void write_list(hdf5::File& file, const Mesh& mesh, const std::string& name, GlobalIndex rows,
                GlobalIndex first, int columns, Index count, const Append& append) {
  file.make_dataset(name, {.type = hdf5::type_of<T>(), .rows = rows, .columns = columns});
  write_in_blocks<T>(file, mesh.communicator, name, first, columns, count, append);
}

void write_count(hdf5::File& file, const Mesh& mesh, const std::string& name, GlobalIndex count) {
  write_list<std::int64_t>(file, mesh, name, 1, 0, 0, mesh.rank == 0 ? 1 : 0,
                           [&](auto& list, Index) { list.push_back(count); });
}

void write_points(hdf5::File& file, const Mesh& mesh) {
  write_list<Real>(file, mesh, "/VTKHDF/Points", mesh.vertices_global, mesh.first_vertex, 3,
                   mesh.owned_vertices, [&](auto& points, Index v) {
                     const Real z = mesh.vertex_bed.empty() ? 0 : mesh.vertex_bed[v];
                     points.insert(points.end(), {mesh.vertex_x[v], mesh.vertex_y[v], z});
                   });
  file.set_text("/VTKHDF/Points", "units", "m");
}

void write_cells(hdf5::File& file, const Mesh& mesh, const FlowTopology& topology) {
  const GlobalIndex begin = list_begin(mesh, owned_corners(mesh));
  write_list<std::int64_t>(file, mesh, "/VTKHDF/Connectivity", topology.connectivity, begin, 0,
                           mesh.owned, [&](auto& list, Index c) {
                             for (int s = 0; s < corners_of(mesh, c); ++s)
                               list.push_back(corner(mesh, c, s));
                           });
  GlobalIndex next = begin;
  const Index last = mesh.rank == mesh.ranks - 1 ? 1 : 0;  // where the last cell ends
  write_list<std::int64_t>(file, mesh, "/VTKHDF/Offsets", mesh.cells_global + 1, mesh.first_cell, 0,
                           mesh.owned + last, [&](auto& list, Index c) {
                             list.push_back(next);
                             if (c < mesh.owned) next += corners_of(mesh, c);
                           });
  write_list<std::uint8_t>(file, mesh, "/VTKHDF/Types", mesh.cells_global, mesh.first_cell, 0,
                           mesh.owned, [&](auto& list, Index c) {
                             list.push_back(corners_of(mesh, c) == 3 ? vtk_triangle : vtk_quad);
                           });
}

/// XDMF's list of a mixed mesh: type and corners of each cell.
void write_mixed(hdf5::File& file, const Mesh& mesh, const FlowTopology& topology) {
  const GlobalIndex begin = list_begin(mesh, owned_corners(mesh) + mesh.owned);
  write_list<std::int64_t>(file, mesh, "/XDMF/topology", topology.mixed, begin, 0, mesh.owned,
                           [&](auto& list, Index c) {
                             const int corners = corners_of(mesh, c);
                             list.push_back(corners == 3 ? xdmf_triangle : xdmf_quadrilateral);
                             for (int s = 0; s < corners; ++s) list.push_back(corner(mesh, c, s));
                           });
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
