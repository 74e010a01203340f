#include "post/flow_open.hpp"

#include <algorithm>
#include <optional>

#include "kernels/error.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"
#include "post/flow_steps.hpp"
#include "post/text_file.hpp"

namespace freshet {
namespace {

using hdf5::File;

constexpr GlobalIndex chunk_bytes = GlobalIndex{1} << 20;

/// A whole number of chunks a step, each of about 1 MiB at most.
GlobalIndex chunk_rows(GlobalIndex cells, GlobalIndex row_bytes) {
  const GlobalIndex chunks = (cells * row_bytes + chunk_bytes - 1) / chunk_bytes;
  return (cells + chunks - 1) / chunks;
}

File make_flow_file(const Mesh& mesh, const FlowTopology& topology,
                    const std::filesystem::path& path, const OutputOptions& options,
                    std::span<const FlowField> in_time) {
  File file(mesh.communicator, path, File::Mode::Create);
  file.set_text("/", "title", "freshet: shallow-water flow");
  write_topology(file, mesh, topology);
  make_steps(file);
  for (const auto& field : in_time) {
    make_flow_field(file, field, topology.cells, true, options);
    add_step_field(file, field.name, topology.cells);
  }
  return file;
}

void check_same_mesh(const File& file, const FlowTopology& topology,
                     const std::filesystem::path& path) {
  const GlobalIndex cells = file.rows("/VTKHDF/Types"), points = file.rows("/VTKHDF/Points");
  require(cells == topology.cells && points == topology.points &&
              file.rows("/VTKHDF/Connectivity") == topology.connectivity,
          path.string() + " is of another mesh than this run, cells", cells);
}

/// The file of a former run, or nothing where it cannot be opened.
std::optional<File> try_open(const Mesh& mesh, const std::filesystem::path& path) {
  std::optional<File> file;
  std::string reason;
  try {
    file.emplace(mesh.communicator, path, File::Mode::Update);
    file->rows("/VTKHDF/Steps/Values");
  } catch (const EnvironmentError& error) {
    reason = error.what();
  }
  if (mpi::min(mesh.communicator, reason.empty() ? 1 : 0) == 1) return file;
  file.reset();
  together(mesh.communicator, [&] {
    if (mesh.rank != 0) return;
    std::filesystem::path aside = path;
    aside += ".broken";
    warn(reason + "; set aside as " + aside.string());
    std::error_code error;
    std::filesystem::rename(path, aside, error);
    if (error) throw EnvironmentError("cannot rename " + path.string() + ": " + error.message());
  });
  return std::nullopt;
}

/// The folder, without lists of a former run's steps unless it is continued, and a name by which
/// ParaView knows the layout of flow.h5.
void prepare_folder(const std::filesystem::path& directory, bool append) {
  make_folder(directory);
  std::error_code ignored;
  for (const char* list : {"flow.xdmf", "maxima.xdmf", "flow.pvd"})
    if (!append) std::filesystem::remove(directory / list, ignored);
  std::filesystem::remove(directory / "flow.vtkhdf", ignored);
  std::filesystem::create_symlink("flow.h5", directory / "flow.vtkhdf", ignored);
}

}  // namespace

void make_flow_field(File& file, const FlowField& field, GlobalIndex cells, bool in_time,
                     const OutputOptions& options) {
  const GlobalIndex row_bytes = (options.double_precision ? 8 : 4) * std::max(field.columns, 1);
  const std::string name = "/VTKHDF/CellData/" + field.name;
  file.make_dataset(name,
                    {.type = options.double_precision ? hdf5::Type::Float64 : hdf5::Type::Float32,
                     .rows = in_time ? 0 : cells,
                     .columns = field.columns,
                     .extendible = in_time,
                     .chunk_rows = chunk_rows(cells, row_bytes),
                     .deflate = options.compression});
  file.set_text(name, "units", field.unit);
  file.set_text(name, "long_name", field.long_name);
}

File open_flow_file(const Mesh& mesh, const FlowTopology& topology,
                    const std::filesystem::path& directory, const OutputOptions& options,
                    std::span<const FlowField> in_time, bool append) {
  const auto path = directory / "flow.h5";
  int there = 0;
  together(mesh.communicator, [&] {
    if (mesh.rank != 0) return;
    prepare_folder(directory, append);
    there = std::filesystem::exists(path) ? 1 : 0;
  });
  there = mpi::max(mesh.communicator, there);
  if (append && there == 1) {
    if (auto file = try_open(mesh, path)) {
      check_same_mesh(*file, topology, path);
      return std::move(*file);
    }
  }
  return make_flow_file(mesh, topology, path, options, in_time);
}

}  // namespace freshet
