#include "kernels/error.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/hdf5.hpp"
#include "post/checkpoint.hpp"
#include "post/checkpoint_files.hpp"
#include "post/checkpoint_layout.hpp"
#include "post/checkpoint_verify.hpp"
#include "post/text_file.hpp"

namespace freshet {
namespace {

using checkpoint_layout::Header;
using hdf5::File;

/// Writes a list of which this rank holds the entries from `first` on.
template <class T>
void write_list(File& file, const Mesh& mesh, const std::string& name, GlobalIndex total,
                GlobalIndex first, std::span<const T> values) {
  file.make_dataset(name, {.type = hdf5::type_of<T>(), .rows = total});
  file.write<T>(name, first, values);
  Checksum sum;
  sum.add(first, values);
  file.set_integer(name, "checksum", sum.reduced(mesh.communicator));
}

void write_arrays(File& file, const Mesh& mesh, const CheckpointView& state) {
  for (const auto& [name, values] : state.cells)
    write_list(file, mesh, "/cells/" + name, mesh.cells_global, mesh.first_cell, values);
  for (const auto& [name, values] : state.edges)
    write_list(file, mesh, "/edges/" + name, mesh.boundary.total, mesh.boundary.first, values);
  for (const auto& [name, values] : state.lists) {
    const std::span<const Real> mine(values.data(), mesh.rank == 0 ? values.size() : 0);
    write_list(file, mesh, "/lists/" + name, static_cast<GlobalIndex>(values.size()), 0, mine);
  }
  for (const auto& [name, text] : state.texts) {
    const std::span<const std::uint8_t> bytes(reinterpret_cast<const std::uint8_t*>(text.data()),
                                              mesh.rank == 0 ? text.size() : 0);
    write_list(file, mesh, "/texts/" + name, static_cast<GlobalIndex>(text.size()), 0, bytes);
  }
}

void write_header(File& file, const Header& header) {
  file.set_integer("/", "format", header.format);
  file.set_integer("/", "step", header.step);
  file.set_integer("/", "cells", header.cells);
  file.set_integer("/", "edges", header.edges);
  file.set_integer("/", "mesh_fingerprint", header.mesh_fingerprint);
  for (const auto& [name, value] : header.reals) file.set_real("/reals", name, value);
  for (const auto& [name, value] : header.integers) file.set_integer("/integers", name, value);
  file.set_integer("/", "header_checksum", header.checksum());
}

/// In the order in which a reader finds them.
std::vector<std::string> list_names(const CheckpointView& state) {
  std::vector<std::string> names;
  for (const auto& entry : state.cells) names.push_back("/cells/" + entry.first);
  for (const auto& entry : state.edges) names.push_back("/edges/" + entry.first);
  for (const auto& entry : state.lists) names.push_back("/lists/" + entry.first);
  for (const auto& entry : state.texts) names.push_back("/texts/" + entry.first);
  return names;
}

void check_sizes(const Mesh& mesh, const CheckpointView& state) {
  for (const auto& [name, values] : state.cells)
    require(static_cast<Index>(values.size()) == mesh.owned,
            "checkpoint of " + name + ": not one value a cell", values.size());
  for (const auto& [name, values] : state.edges)
    require(static_cast<Index>(values.size()) == mesh.boundary.size(),
            "checkpoint of " + name + ": not one value a boundary edge", values.size());
}

}  // namespace

std::filesystem::path write_checkpoint(const Mesh& mesh, const std::filesystem::path& directory,
                                       const CheckpointView& state, int kept) {
  const auto path = directory / checkpoint_name(state.step);
  std::filesystem::path temporary = path;
  temporary += ".new";
  together(mesh.communicator, [&] {
    check_sizes(mesh, state);
    if (mesh.rank == 0) make_folder(directory);
  });
  File file(mesh.communicator, temporary, File::Mode::Create);
  for (const char* group : checkpoint_layout::groups) file.make_group(group);
  for (const char* group : {"/reals", "/integers"}) file.make_group(group);
  write_arrays(file, mesh, state);
  write_header(file, {checkpoint_layout::format, state.step, mesh.cells_global, mesh.boundary.total,
                      mesh_fingerprint(mesh), state.reals, state.integers, list_names(state)});
  file.close();
  // Not every failure to write is reported: a full disk may be met in a buffer of MPI-IO.
  const std::string damage = why_damaged(mesh.communicator, temporary);
  if (!damage.empty())
    throw EnvironmentError("cannot write " + temporary.string() + ", is the disk full? " + damage);
  together(mesh.communicator, [&] {
    if (mesh.rank != 0) return;
    sync_to_disk(temporary);
    std::error_code error;
    std::filesystem::rename(temporary, path, error);
    if (error) throw EnvironmentError("cannot write " + path.string() + ": " + error.message());
    sync_to_disk(directory);
    remove_old_checkpoints(directory, state.step, kept);
  });
  return path;
}

}  // namespace freshet
