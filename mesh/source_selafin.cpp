#include <optional>

#include "mesh/agreement.hpp"
#include "mesh/boundary_file_cli.hpp"
#include "mesh/mpi.hpp"
#include "mesh/selafin_file.hpp"
#include "mesh/sources.hpp"

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

/// The bed of the last time step (a bed that moves ends there).
void read_bed(RawMesh& mesh, SelafinFile& file, GlobalIndex first, const std::string& name) {
  const int variable = file.bed_variable();
  require(file.time_steps() > 0, name + ": no time step, so no bed level; time steps",
          file.time_steps());
  const auto bed = file.values(variable, file.time_steps() - 1, first,
                               static_cast<GlobalIndex>(mesh.vertices.size()));
  for (std::size_t v = 0; v < bed.size(); ++v) mesh.vertices[v].bed = bed[v];
}

}  // namespace

RawMesh read_selafin(MPI_Comm communicator, const std::filesystem::path& path,
                     const std::filesystem::path& boundary_file, bool with_bed) {
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
    if (with_bed) read_bed(mesh, file, first, mesh.origin);
    if (rank == 0 && !boundary_file.empty()) read_boundary_file(mesh, boundary_file, file.nodes());
  });
  mpi::broadcast(communicator, mesh.boundary_names);
  return mesh;
}

}  // namespace freshet
