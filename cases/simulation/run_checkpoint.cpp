#include "cases/simulation/run_checkpoint.hpp"

#include <mpi.h>

#include "kernels/error.hpp"
#include "post/checkpoint.hpp"

namespace freshet {

std::filesystem::path save(const Mesh& mesh, const std::filesystem::path& directory,
                           const RunCheckpoint& state, int kept) {
  CheckpointView view;
  view.step = state.flow.steps;
  view.cells.insert(state.flow.cells.begin(), state.flow.cells.end());
  view.edges.insert(state.flow.edges.begin(), state.flow.edges.end());
  view.lists = state.flow.lists;
  view.reals = state.flow.reals;
  view.reals["volume_start"] = state.volume_start;
  view.reals["dry_work"] = state.dry_work;
  return write_checkpoint(mesh, directory, view, kept);
}

RunCheckpoint load(const Mesh& mesh, const std::filesystem::path& file) {
  Checkpoint read = read_checkpoint(mesh, file);
  for (const char* name : {"time", "volume_start"})
    require(read.reals.contains(name), file.string() + ": written by another version; it lacks",
            name);
  return {{read.step, read.reals, std::move(read.cells), std::move(read.edges),
           std::move(read.lists)},
          read.reals["volume_start"]};
}

std::filesystem::path restart_file(const std::string& restart, const std::filesystem::path& out) {
  if (restart != "latest") {
    if (const auto why = why_no_checkpoint(MPI_COMM_WORLD, restart); !why.empty())
      throw InputError("--restart: " + why);
    return restart;
  }
  const auto newest = newest_sound(MPI_COMM_WORLD, out / "checkpoint");
  require(newest.has_value(), "--restart latest: there is no sound checkpoint",
          (out / "checkpoint").string());
  return *newest;
}

}  // namespace freshet
