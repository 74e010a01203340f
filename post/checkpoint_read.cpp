#include <fstream>

#include "mesh/parallel/mpi.hpp"
#include "post/checkpoint.hpp"
#include "post/checkpoint_lists.hpp"

namespace freshet {
namespace {

using namespace checkpoint_layout;

void check_same_mesh(const Header& header, const Mesh& mesh, const std::string& path) {
  require(header.cells == mesh.cells_global,
          path + " is a checkpoint of a mesh with " + std::to_string(header.cells) +
              " cells; cells of this mesh",
          mesh.cells_global);
  const bool same =
      header.mesh_fingerprint == mesh_fingerprint(mesh) && header.edges == mesh.boundary.total;
  require(same, "a checkpoint of another mesh or bed with as many cells", path);
}

/// Of one rank.
std::string why_foreign(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return "no such file (" + path.string() + ")";
  if (!std::filesystem::is_regular_file(path, error)) return path.string() + " is not a file";
  std::string start(8, ' ');
  std::ifstream(path, std::ios::binary).read(start.data(), 8);
  const std::string foreign = path.string() + " is not a checkpoint of freshet";
  if (start != "\x89HDF\r\n\x1a\n") return foreign;
  try {
    const File file(MPI_COMM_SELF, path, File::Mode::Read);
    if (file.has_attribute("/", "mesh_fingerprint")) return "";
    return foreign;
  } catch (const EnvironmentError&) {
    return "";  // a damaged one; reading it says what is wrong
  }
}

}  // namespace

std::string why_no_checkpoint(MPI_Comm communicator, const std::filesystem::path& path) {
  std::string reason;
  if (mpi::rank_of(communicator) == 0) reason = why_foreign(path);
  mpi::broadcast(communicator, reason);
  return reason;
}

Checkpoint read_checkpoint(const Mesh& mesh, const std::filesystem::path& path) {
  if (const auto why = why_no_checkpoint(mesh.communicator, path); !why.empty())
    throw InputError(why);
  const File file(mesh.communicator, path, File::Mode::Read);
  const Header header = read_header(file);
  check_same_mesh(header, mesh, path.string());
  Checkpoint state{header.step, {}, {}, {}, header.reals, header.integers, {}};
  for (const auto& name : file.members("/cells")) {
    check_rows(file, "/cells/" + name, mesh.cells_global);
    state.cells[name] =
        read_list<Real>(file, mesh.communicator, "/cells/" + name, {mesh.first_cell, mesh.owned});
  }
  for (const auto& name : file.members("/edges")) {
    check_rows(file, "/edges/" + name, mesh.boundary.total);
    state.edges[name] = read_list<Real>(file, mesh.communicator, "/edges/" + name,
                                        {mesh.boundary.first, mesh.boundary.size()});
  }
  for (const auto& name : file.members("/lists"))
    state.lists[name] = read_on_all<Real>(file, mesh.communicator, "/lists/" + name);
  for (const auto& name : file.members("/texts")) {
    const auto bytes = read_on_all<std::uint8_t>(file, mesh.communicator, "/texts/" + name);
    state.texts[name] = std::string(bytes.begin(), bytes.end());
  }
  return state;
}

CheckpointDepth read_checkpoint_depth(MPI_Comm communicator, const std::filesystem::path& path) {
  const File file(communicator, path, File::Mode::Read);
  const Header header = read_header(file);
  CheckpointDepth result{{}, header.reals};
  if (!file.has("/cells/depth")) return result;
  check_rows(file, "/cells/depth", header.cells);
  result.depth =
      read_list<Real>(file, communicator, "/cells/depth", equal_share(communicator, header.cells));
  return result;
}

}  // namespace freshet
