#include "mesh/formats/mesh_export.hpp"

#include <cstdio>
#include <fstream>

#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

constexpr int kTag = 418;
constexpr int kLine = 1, kTriangle = 2, kQuadrilateral = 3;  // Gmsh's element types

std::string heading(const Mesh& mesh) {
  std::string text = "$MeshFormat\n2.2 0 8\n$EndMeshFormat\n$PhysicalNames\n";
  text += std::to_string(mesh.boundary_names.size() + mesh.zone_names.size()) + '\n';
  int number = 0;
  for (const auto& name : mesh.boundary_names)
    text += "1 " + std::to_string(++number) + " \"" + name + "\"\n";
  for (const auto& name : mesh.zone_names)
    text += "2 " + std::to_string(++number) + " \"" + name + "\"\n";
  return text + "$EndPhysicalNames\n$Nodes\n" + std::to_string(mesh.vertices_global) + '\n';
}

std::string vertex_lines(const Mesh& mesh) {
  std::string text;
  char line[128];
  for (Index v = 0; v < mesh.owned_vertices; ++v) {
    std::snprintf(line, sizeof line, "%lld %.17g %.17g %.17g\n",
                  static_cast<long long>(mesh.vertex_number[v] + 1), mesh.vertex_x[v],
                  mesh.vertex_y[v], mesh.vertex_bed[v]);
    text += line;
  }
  return text;
}

/// "number type 2 group group", then the vertices.
void add_element(std::string& text, GlobalIndex number, int type, std::size_t group) {
  text += std::to_string(number) + ' ' + std::to_string(type) + " 2 " + std::to_string(group) +
          ' ' + std::to_string(group);
}

void add_corner(std::string& text, const Mesh& mesh, Index cell, int corner) {
  const Index vertex = mesh.cell_vertices[corner * mesh.cells + cell];
  text += ' ' + std::to_string(mesh.vertex_number[vertex] + 1);
}

int corners_of(const Mesh& mesh, Index cell) {
  return mesh.slots == 4 && mesh.cell_vertices[3 * mesh.cells + cell] >= 0 ? 4 : 3;
}

std::string edge_lines(const Mesh& mesh) {
  std::string text;
  for (Index b = 0; b < mesh.boundary.size(); ++b) {
    const Index cell = mesh.boundary.cell[b], slot = mesh.boundary.slot[b];
    add_element(text, mesh.boundary.first + b + 1, kLine, mesh.boundary.name[b] + 1);
    add_corner(text, mesh, cell, slot);
    add_corner(text, mesh, cell, (slot + 1) % corners_of(mesh, cell));
    text += '\n';
  }
  return text;
}

std::string cell_lines(const Mesh& mesh) {
  std::string text;
  const GlobalIndex first = mesh.boundary.total + mesh.first_cell + 1;
  for (Index cell = 0; cell < mesh.owned; ++cell) {
    const int corners = corners_of(mesh, cell);
    add_element(text, first + cell, corners == 3 ? kTriangle : kQuadrilateral,
                mesh.boundary_names.size() + mesh.zone[cell] + 1);
    for (int p = 0; p < corners; ++p) add_corner(text, mesh, cell, p);
    text += '\n';
  }
  return text;
}

std::string receive_text(MPI_Comm communicator, int from) {
  MPI_Status status;
  int length = 0;
  mpi::check(MPI_Probe(from, kTag, communicator, &status), "MPI_Probe");
  mpi::check(MPI_Get_count(&status, MPI_CHAR, &length), "MPI_Get_count");
  std::string text(length, ' ');
  mpi::check(MPI_Recv(text.data(), length, MPI_CHAR, from, kTag, communicator, MPI_STATUS_IGNORE),
             "MPI_Recv");
  return text;
}

/// Collective. Rank 0 writes the ranks' texts one after the other.
void write_in_order(std::ostream& stream, const Mesh& mesh, const std::string& text) {
  if (mesh.rank != 0) {
    mpi::check(MPI_Send(text.data(), mpi::int_count(static_cast<std::int64_t>(text.size())),
                        MPI_CHAR, 0, kTag, mesh.communicator),
               "MPI_Send");
    return;
  }
  stream << text;
  for (int r = 1; r < mesh.ranks; ++r) stream << receive_text(mesh.communicator, r);
}

}  // namespace

void write_gmsh(const Mesh& mesh, const std::filesystem::path& file) {
  std::ofstream stream;
  together(mesh.communicator, [&] {
    if (mesh.rank != 0) return;
    stream.open(file);
    if (!stream) throw EnvironmentError(file.string() + ": cannot be written");
    stream << heading(mesh);
  });
  write_in_order(stream, mesh, vertex_lines(mesh));
  if (mesh.rank == 0)
    stream << "$EndNodes\n$Elements\n" << mesh.boundary.total + mesh.cells_global << '\n';
  write_in_order(stream, mesh, edge_lines(mesh));
  write_in_order(stream, mesh, cell_lines(mesh));
  together(mesh.communicator, [&] {
    if (mesh.rank != 0) return;
    stream << "$EndElements\n";
    stream.close();
    if (!stream) throw EnvironmentError(file.string() + ": could not be written to its end");
  });
}

}  // namespace freshet
