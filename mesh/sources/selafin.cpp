#include <optional>

#include "mesh/formats/boundary_file_cli.hpp"
#include "mesh/formats/selafin_file.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"
#include "mesh/sources/sources.hpp"

namespace freshet {
namespace {

void read_cells(RawMesh& mesh, SelafinFile& file, GlobalIndex first, GlobalIndex last) {
  const auto nodes = file.connectivity(first, last - first);
  const int corners = file.corners();
  mesh.cells.resize(last - first);
  for (GlobalIndex c = 0; c < last - first; ++c) {
    for (int p = 0; p < corners; ++p) mesh.cells[c].vertices[p] = nodes[c * corners + p] - 1;
    mesh.cells[c].number = first + c;
  }
}

void read_vertices(RawMesh& mesh, SelafinFile& file, GlobalIndex first, GlobalIndex count) {
  const auto x = file.coordinates(0, first, count), y = file.coordinates(1, first, count);
  mesh.vertices.resize(count);
  for (GlobalIndex v = 0; v < count; ++v) mesh.vertices[v] = {x[v], y[v], kNoBed};
}

std::string join(const std::vector<std::string>& names) {
  std::string all;
  for (const auto& name : names) all += (all.empty() ? "" : ", ") + name;
  return all.empty() ? "none" : all;
}

std::string without_bed(const SelafinFile& file) {
  return "no bed level (a variable named BOTTOM or FOND) among its variables: " +
         join(file.variables()) + "; a case can use this mesh with a [bed] (raster or expression)";
}

std::string without_steps(const SelafinFile& file) {
  if (file.bytes_left() == 0) return "no time step, so no bed level";
  return "truncated: no whole time step, only " + std::to_string(file.bytes_left()) +
         " bytes of the first, so no bed level";
}

/// The bed of the last whole time step (a bed that moves ends there).
void read_bed(RawMesh& mesh, SelafinFile& file, GlobalIndex first, bool needed) {
  const int variable = file.bed_variable();
  if (variable < 0 || file.time_steps() == 0) {
    const auto why = variable < 0 ? without_bed(file) : without_steps(file);
    if (needed) throw InputError(mesh.origin + ": " + why);
    mesh.notes.push_back(why);
    mesh.has_bed = false;
    for (auto& vertex : mesh.vertices) vertex.bed = 0;
    return;
  }
  const auto bed = file.values(variable, file.time_steps() - 1, first,
                               static_cast<GlobalIndex>(mesh.vertices.size()));
  for (std::size_t v = 0; v < bed.size(); ++v) mesh.vertices[v].bed = bed[v];
}

void note_bytes_left(RawMesh& mesh, const SelafinFile& file) {
  if (file.bytes_left() == 0) return;
  mesh.notes.push_back(mesh.origin + ": the last " + std::to_string(file.bytes_left()) +
                       " bytes are no whole time step and are not read; it has " +
                       std::to_string(file.time_steps()) + " whole ones");
}

RawMesh read_selafin(MPI_Comm communicator, const std::filesystem::path& path,
                     const std::filesystem::path& boundary_file, const MeshSpec& spec) {
  const int rank = mpi::rank_of(communicator), ranks = mpi::size_of(communicator);
  RawMesh mesh;
  mesh.origin = path.string();
  together(communicator, [&] {
    SelafinFile file(path);
    for (int r = 0; r <= ranks; ++r)
      mesh.vertex_offsets.push_back(mpi::share_begin(file.nodes(), r, ranks));
    read_cells(mesh, file, mpi::share_begin(file.cells(), rank, ranks),
               mpi::share_begin(file.cells(), rank + 1, ranks));
    const GlobalIndex first = mesh.vertex_offsets[rank];
    read_vertices(mesh, file, first, mesh.vertex_offsets[rank + 1] - first);
    note_bytes_left(mesh, file);
    if (spec.bed.source == BedSource::Mesh) read_bed(mesh, file, first, spec.bed_needed);
    if (rank == 0 && !boundary_file.empty()) read_boundary_file(mesh, boundary_file, file);
  });
  mpi::broadcast(communicator, mesh.boundary_names);
  return mesh;
}

}  // namespace

MeshSource selafin_source(const std::filesystem::path& file,
                          const std::filesystem::path& boundary_file) {
  return [file, boundary_file](MPI_Comm communicator, const MeshSpec& spec) {
    return read_selafin(communicator, file, boundary_file, spec);
  };
}

}  // namespace freshet
