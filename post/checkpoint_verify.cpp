#include "post/checkpoint_verify.hpp"

#include "mesh/parallel/mpi.hpp"
#include "post/checkpoint.hpp"
#include "post/checkpoint_files.hpp"
#include "post/checkpoint_lists.hpp"
#include "post/text_file.hpp"

namespace freshet {

checkpoint_layout::Header checkpoint_layout::read_header(const File& file) {
  Header header;
  header.format = file.integer("/", "format");
  if (header.format != format)
    throw EnvironmentError("checkpoint of format " + std::to_string(header.format) +
                           ", which this version cannot read");
  header.step = file.integer("/", "step");
  header.cells = file.integer("/", "cells");
  header.edges = file.integer("/", "edges");
  header.mesh_fingerprint = file.integer("/", "mesh_fingerprint");
  for (const auto& name : file.attributes("/reals")) header.reals[name] = file.real("/reals", name);
  for (const auto& name : file.attributes("/integers"))
    header.integers[name] = file.integer("/integers", name);
  for (const std::string group : groups)
    for (const auto& name : file.members(group)) header.lists.push_back(group + "/" + name);
  if (header.checksum() != file.integer("/", "header_checksum"))
    throw EnvironmentError(
        "damaged checkpoint: the checksum of its single values and names does not hold");
  return header;
}

namespace {

using namespace checkpoint_layout;

/// Reads everything once; throws EnvironmentError where a checksum does not hold.
void verify(const File& file, MPI_Comm communicator) {
  const Header header = read_header(file);
  for (const std::string group : groups) {
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

}  // namespace

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
