#include "kernels/error.hpp"
#include "mesh/agreement.hpp"
#include "mesh/hdf5.hpp"
#include "mesh/mpi.hpp"
#include "post/checkpoint.hpp"
#include "post/checkpoint_files.hpp"
#include "post/checkpoint_layout.hpp"
#include "post/text_file.hpp"

namespace freshet {
namespace {

using checkpoint_layout::Header;
using hdf5::File;

/// Rows first .. first + count - 1 of a list, where `rank`s' rows together are all of it.
struct Share {
  GlobalIndex first = 0;
  GlobalIndex count = 0;
};

Share equal_share(MPI_Comm communicator, GlobalIndex total) {
  const int rank = mpi::rank_of(communicator), ranks = mpi::size_of(communicator);
  const GlobalIndex first = mpi::share_begin(total, rank, ranks);
  return {first, mpi::share_begin(total, rank + 1, ranks) - first};
}

void check_sum(const File& file, MPI_Comm communicator, const std::string& name,
               const Checksum& sum) {
  if (sum.reduced(communicator) != file.integer(name, "checksum"))
    throw EnvironmentError("damaged checkpoint: the checksum of " + name + " does not hold");
}

template <class T>
std::vector<T> read_list(const File& file, MPI_Comm communicator, const std::string& name,
                         const Share& share) {
  std::vector<T> values(share.count);
  file.read<T>(name, share.first, values);
  Checksum sum;
  sum.add(share.first, std::span<const T>(values));
  check_sum(file, communicator, name, sum);
  return values;
}

Header read_header(const File& file) {
  Header header;
  header.format = file.integer("/", "format");
  if (header.format != checkpoint_layout::format)
    throw EnvironmentError("checkpoint of format " + std::to_string(header.format) +
                           ", which this version cannot read");
  header.step = file.integer("/", "step");
  header.cells = file.integer("/", "cells");
  header.edges = file.integer("/", "edges");
  header.mesh_fingerprint = file.integer("/", "mesh_fingerprint");
  for (const auto& name : file.attributes("/reals")) header.reals[name] = file.real("/reals", name);
  for (const auto& name : file.attributes("/integers"))
    header.integers[name] = file.integer("/integers", name);
  if (header.checksum() != file.integer("/", "header_checksum"))
    throw EnvironmentError("damaged checkpoint: the checksum of its single values does not hold");
  return header;
}

/// All entries on every rank; the sum is taken over equal shares.
template <class T>
std::vector<T> read_on_all(const File& file, MPI_Comm communicator, const std::string& name) {
  const GlobalIndex total = file.rows(name);
  read_list<T>(file, communicator, name, equal_share(communicator, total));
  std::vector<T> values(total);
  file.read<T>(name, 0, values);
  return values;
}

void check_rows(const File& file, const std::string& name, GlobalIndex wanted) {
  if (file.rows(name) != wanted)
    throw EnvironmentError("damaged checkpoint: " + name + " has not the length of its mesh");
}

/// Reads everything once; throws EnvironmentError where a checksum does not hold.
void verify(const File& file, MPI_Comm communicator) {
  const Header header = read_header(file);
  for (const std::string group : {"/cells", "/edges", "/lists", "/texts"}) {
    for (const auto& member : file.members(group)) {
      const std::string name = group + "/" + member;
      if (group == "/cells") check_rows(file, name, header.cells);
      if (group == "/edges") check_rows(file, name, header.edges);
      const Share share = equal_share(communicator, file.rows(name));
      if (group == "/texts")
        read_list<std::uint8_t>(file, communicator, name, share);
      else
        read_list<Real>(file, communicator, name, share);
    }
  }
}

void check_same_mesh(const Header& header, const Mesh& mesh, const std::string& path) {
  require(header.cells == mesh.cells_global,
          path + " is a checkpoint of a mesh with " + std::to_string(header.cells) +
              " cells; cells of this mesh",
          mesh.cells_global);
  const bool same =
      header.mesh_fingerprint == mesh_fingerprint(mesh) && header.edges == mesh.boundary.total;
  require(same, "a checkpoint of another mesh or bed with as many cells", path);
}

std::string why_damaged(MPI_Comm communicator, const std::filesystem::path& path) {
  std::string reason;
  try {
    verify(File(communicator, path, File::Mode::Read), communicator);
  } catch (const std::exception& error) {  // a damaged length may ask for too much memory
    reason = error.what();
  }
  const int sound = mpi::min(communicator, reason.empty() ? 1 : 0);
  if (sound == 0 && reason.empty()) reason = "damaged";
  return reason;
}

}  // namespace

Checkpoint read_checkpoint(const Mesh& mesh, const std::filesystem::path& path) {
  const File file(mesh.communicator, path, File::Mode::Read);
  const Header header = read_header(file);
  check_same_mesh(header, mesh, path.string());
  Checkpoint state{header.step, {}, {}, {}, header.reals, header.integers, {}};
  for (const auto& name : file.members("/cells"))
    state.cells[name] =
        read_list<Real>(file, mesh.communicator, "/cells/" + name, {mesh.first_cell, mesh.owned});
  for (const auto& name : file.members("/edges"))
    state.edges[name] = read_list<Real>(file, mesh.communicator, "/edges/" + name,
                                        {mesh.boundary.first, mesh.boundary.size()});
  for (const auto& name : file.members("/lists"))
    state.lists[name] = read_on_all<Real>(file, mesh.communicator, "/lists/" + name);
  for (const auto& name : file.members("/texts")) {
    const auto bytes = read_on_all<std::uint8_t>(file, mesh.communicator, "/texts/" + name);
    state.texts[name] = std::string(bytes.begin(), bytes.end());
  }
  return state;
}

std::optional<std::filesystem::path> newest_sound(MPI_Comm communicator,
                                                  const std::filesystem::path& directory) {
  std::vector<std::string> paths;
  if (mpi::rank_of(communicator) == 0)
    for (const auto& file : list_checkpoints(directory)) paths.push_back(file.path.string());
  mpi::broadcast(communicator, paths);
  for (const auto& path : paths) {
    const std::string reason = why_damaged(communicator, path);
    if (reason.empty()) return path;
    if (mpi::rank_of(communicator) == 0) warn(path + " is not used: " + reason);
  }
  return std::nullopt;
}

}  // namespace freshet
