#include "cases/run_checkpoint.hpp"

#include <mpi.h>

#include "kernels/error.hpp"
#include "post/checkpoint.hpp"

namespace freshet {
namespace {

/// Every array of a snapshot that has a value a cell, by name: the one list for writing and for
/// reading.
template <class Snapshot, class Visit>
void visit_cells(Snapshot& s, Visit visit) {
  visit("depth", s.state.depth);
  visit("velocity_x", s.state.velocity_x);
  visit("velocity_y", s.state.velocity_y);
  auto& m = s.maxima;
  visit("max_depth", m.depth);
  visit("max_depth_time", m.depth_time);
  visit("max_speed", m.speed);
  visit("max_speed_time", m.speed_time);
  visit("max_unit_discharge", m.discharge);
  visit("max_unit_discharge_time", m.discharge_time);
  for (std::size_t k = 0; k < m.arrival.size(); ++k) {
    visit("arrival_" + std::to_string(k), m.arrival[k]);
    visit("duration_" + std::to_string(k), m.duration[k]);
  }
}

}  // namespace

std::filesystem::path save(const Mesh& mesh, const std::filesystem::path& directory,
                           const RunCheckpoint& state, int kept) {
  CheckpointView view;
  view.step = state.flow.steps;
  const auto owned = static_cast<std::size_t>(mesh.owned);
  visit_cells(state.flow, [&](const std::string& name, const std::vector<Real>& values) {
    if (values.size() == owned) view.cells[name] = values;
  });
  view.edges["volume"] = state.flow.edge_volume;
  view.edges["volume_carry"] = state.flow.edge_volume_carry;
  view.reals["time"] = state.flow.time;
  view.reals["volume_start"] = state.volume_start;
  view.reals["dry_work"] = state.dry_work;
  view.integers["arrivals"] = static_cast<std::int64_t>(state.flow.maxima.arrival.size());
  return write_checkpoint(mesh, directory, view, kept);
}

RunCheckpoint load(const Mesh& mesh, const std::filesystem::path& file, std::size_t arrivals) {
  Checkpoint read = read_checkpoint(mesh, file);
  const auto stored = static_cast<std::size_t>(read.integers["arrivals"]);
  require(stored == arrivals,
          file.string() +
              ": output.arrival_depths: the checkpoint was written with another number of them",
          stored);
  RunCheckpoint out;
  out.flow.maxima.arrival.resize(arrivals);
  out.flow.maxima.duration.resize(arrivals);
  visit_cells(out.flow, [&](const std::string& name, std::vector<Real>& values) {
    values = std::move(read.cells[name]);
  });
  out.flow.edge_volume = std::move(read.edges["volume"]);
  out.flow.edge_volume_carry = std::move(read.edges["volume_carry"]);
  out.flow.time = read.reals["time"];
  out.flow.steps = read.step;
  out.volume_start = read.reals["volume_start"];
  return out;
}

std::filesystem::path restart_file(const std::string& restart, const std::filesystem::path& out) {
  if (restart != "latest") return restart;
  const auto newest = newest_sound(MPI_COMM_WORLD, out / "checkpoint");
  require(newest.has_value(), "--restart latest: there is no sound checkpoint",
          (out / "checkpoint").string());
  return *newest;
}

}  // namespace freshet
