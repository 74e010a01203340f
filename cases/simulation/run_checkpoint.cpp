#include "cases/simulation/run_checkpoint.hpp"

#include <mpi.h>

#include <array>

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

/// Every array of a snapshot that has a value a boundary edge, by name.
template <class Volumes, class Visit>
void for_each_edge_list(Volumes& volumes, Visit visit) {
  constexpr std::array names = {"volume", "volume_carry", "volume_in", "volume_in_carry",
                                "incoming"};
  const auto lists = volumes.all();
  for (std::size_t k = 0; k < names.size(); ++k) visit(names[k], *lists[k]);
}

/// The report as a list of numbers, and back: the one order for writing and for reading.
template <class Report, class Visit>
void visit_report(Report& report, Visit visit) {
  visit(report.by_front);
  visit(report.by_film);
  visit(report.by_boundary);
  visit(report.smallest);
  visit(report.time);
  visit(report.front);
  visit(report.boundary);
  visit(report.cell);
  visit(report.x);
  visit(report.y);
  visit(report.depth);
}

std::vector<Real> list_of(const StepReport& report) {
  std::vector<Real> list;
  visit_report(report, [&](const auto& value) { list.push_back(static_cast<Real>(value)); });
  return list;
}

StepReport report_of(const std::vector<Real>& list) {
  StepReport report;
  std::size_t next = 0;
  visit_report(report, [&]<class T>(T& value) {
    require(next < list.size(), "checkpoint: its report of time steps is short", list.size());
    value = static_cast<T>(list[next++]);
  });
  return report;
}

}  // namespace

CheckpointView view(const FlowSnapshot& flow, const Mesh& mesh) {
  CheckpointView view;
  view.step = flow.steps;
  const auto owned = static_cast<std::size_t>(mesh.owned);
  visit_cells(flow, [&](const std::string& name, const std::vector<Real>& values) {
    if (values.size() == owned) view.cells[name] = values;
  });
  for_each_edge_list(flow.edges, [&](const char* name, const std::vector<Real>& values) {
    view.edges[name] = values;
  });
  view.reals["time"] = flow.time;
  view.reals["wave_rate"] = flow.wave_rate;
  view.lists["step_report"] = list_of(flow.report);
  view.integers["arrivals"] = static_cast<std::int64_t>(flow.maxima.arrival.size());
  return view;
}

FlowSnapshot take_snapshot(Checkpoint& read, const std::filesystem::path& file,
                           std::size_t arrivals) {
  const auto stored = static_cast<std::size_t>(read.integers["arrivals"]);
  require(stored == arrivals,
          file.string() +
              ": output.arrival_depths: the checkpoint was written with another number of them",
          stored);
  FlowSnapshot flow;
  flow.maxima.arrival.resize(arrivals);
  flow.maxima.duration.resize(arrivals);
  visit_cells(flow, [&](const std::string& name, std::vector<Real>& values) {
    values = std::move(read.cells[name]);
  });
  for_each_edge_list(flow.edges, [&](const char* name, std::vector<Real>& values) {
    require(read.edges.contains(name), file.string() + ": written by another version; it lacks",
            name);
    values = std::move(read.edges[name]);
  });
  flow.time = read.reals["time"];
  flow.steps = read.step;
  flow.wave_rate = read.reals["wave_rate"];
  flow.report = report_of(read.lists["step_report"]);
  return flow;
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
