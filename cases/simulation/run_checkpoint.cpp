#include "cases/simulation/run_checkpoint.hpp"

#include <mpi.h>

#include "kernels/error.hpp"

namespace freshet {

CheckpointView view(const FlowSnapshot& flow) {
  CheckpointView view;
  view.step = flow.steps;
  view.cells.insert(flow.cells.begin(), flow.cells.end());
  view.edges.insert(flow.edges.begin(), flow.edges.end());
  view.lists = flow.lists;
  view.reals = flow.reals;
  return view;
}

FlowSnapshot take_snapshot(Checkpoint& read) {
  return {read.step, read.reals, std::move(read.cells), std::move(read.edges), read.lists};
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
