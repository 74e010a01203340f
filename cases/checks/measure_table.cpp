#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>

#include "cases/checks/gauge_series.hpp"
#include "cases/input/numeric_rows.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"
#include "mesh/query/point_location.hpp"

namespace freshet {
namespace {

constexpr Real never = std::numeric_limits<Real>::infinity();

std::string unit_of(const std::string& quantity) {
  return quantity.starts_with("velocity") ? "m/s" : "m";
}

/// Why a check cannot be made: its measured data are not there.
std::string missing(const CheckSpec& check) {
  const auto& file = check.text.at("file");
  if (file.empty()) return "no measured data: needs --data";
  return std::filesystem::exists(file) ? "" : "no measured data: " + file;
}

/// The columns of the check's file, scaled and shifted.
std::vector<std::vector<Real>> measured_columns(const CheckSpec& check) {
  std::vector<int> numbers;
  for (const Real number : check.numbers.at("columns")) numbers.push_back(static_cast<int>(number));
  auto columns = read_numeric_columns(check.text.at("file"), numbers);
  for (std::size_t k = 0; k < columns.size(); ++k)
    for (Real& value : columns[k])
      value = value * check.numbers.at("scale")[k] + check.numbers.at("offset")[k];
  return columns;
}

/// The state that a check asks for, null where the run does not have it.
const FlowState* state_at(const CaseRun& run, Real time) {
  if (time == run.summary.simulated_seconds) return &run.end;
  const auto kept = run.kept.find(time);
  return kept == run.kept.end() ? nullptr : &kept->second;
}

/// Depth, level and velocity in the cells that hold some points; NaN outside the mesh. Collective.
struct AtPoints {
  std::vector<Real> depth, level, velocity_x, velocity_y;
};

AtPoints at_points(const Mesh& mesh, const FlowState& state, const std::vector<Real>& x,
                   const std::vector<Real>& y) {
  const PointLocation where(mesh);
  // One row a point: the global number of its cell on the ranks that have it.
  constexpr GlobalIndex none = std::numeric_limits<GlobalIndex>::max();
  std::vector<GlobalIndex> owner(x.size(), none);
  std::vector<Index> cell(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    cell[i] = where.find(x[i], y[i]);
    if (cell[i] >= 0) owner[i] = mesh.first_cell + cell[i];
  }
  auto lowest = owner;
  mpi::all_reduce(mesh.communicator, lowest, MPI_MIN);
  const auto gather = [&](auto&& value_of) {
    std::vector<Real> values(x.size(), 0);
    for (std::size_t i = 0; i < x.size(); ++i)
      if (cell[i] >= 0 && owner[i] == lowest[i]) values[i] = value_of(cell[i]);
    mpi::all_reduce(mesh.communicator, values, MPI_SUM);
    for (std::size_t i = 0; i < x.size(); ++i)
      if (lowest[i] == none) values[i] = std::numeric_limits<Real>::quiet_NaN();
    return values;
  };
  return {gather([&](Index c) { return state.depth[c]; }),
          gather([&](Index c) { return state.depth[c] + state.bed[c]; }),
          gather([&](Index c) { return state.velocity_x[c]; }),
          gather([&](Index c) { return state.velocity_y[c]; })};
}

const std::vector<Real>& named(const AtPoints& found, const std::string& quantity) {
  if (quantity == "level") return found.level;
  if (quantity == "velocity_x") return found.velocity_x;
  return quantity == "velocity_y" ? found.velocity_y : found.depth;
}

/// Root mean square of sqrt(sum of squares over the components) where all are finite.
struct MeanSquare {
  Real sum = 0;
  int count = 0;
  void add(Real square) {
    if (!std::isfinite(square)) return;
    sum += square;
    ++count;
  }
  Measured result(const std::string& unit) const {
    if (count == 0) return {never, unit, "no measured place lies within the mesh"};
    return {std::sqrt(sum / count), unit};
  }
};

/// Adds lines to a table of the run that all checks of a kind share. One rank only.
void append_lines(const CaseRun& run, const CheckSpec& check, const std::string& table,
                  const std::string& header, const std::vector<std::string>& lines) {
  const auto& checks = run.given.checks;
  const bool first = std::none_of(checks.begin(), checks.end(), [&](const CheckSpec& other) {
    return other.kind == check.kind && &other < &check;
  });
  std::ofstream file(run.out / table, first ? std::ios::trunc : std::ios::app);
  if (first) file << "check," << header << '\n';
  for (const auto& line : lines) file << '"' << check.name << "\"," << line << '\n';
  file.close();
  if (!file) throw EnvironmentError("cannot write " + (run.out / table).string());
}

constexpr const char* kNeverWet = "the gauge is never wet";

Series series_of(const CaseRun& run, const CheckSpec& check) {
  return gauge_series(run, check.text.at("gauge"), check.text.at("quantity"));
}

/// Between what was found at a gauge and what should be there.
Measured difference(Real found, Real expected, const std::string& unit) {
  return {std::abs(found - expected), unit, std::isfinite(found) ? "" : kNeverWet};
}

constexpr const char* kNotKept = "the run was restarted after the check's time";

}  // namespace

Measured measure_series_rmse(const CaseRun& run, const CheckSpec& check, const SayLine&) {
  const auto unit = unit_of(check.text.at("quantity"));
  if (const auto why = missing(check); !why.empty()) return {0, unit, why, true};
  return on_rank_0(run, unit, [&]() -> Measured {
    const auto measured = measured_columns(check);
    const Series ours = series_of(run, check);
    const auto& between = check.numbers.at("between");
    MeanSquare squares;
    for (std::size_t i = 0; i < measured[0].size(); ++i) {
      const Real time = measured[0][i];
      if (time < std::max(between[0], ours.time.front())) continue;
      if (time > std::min(between[1], ours.time.back())) continue;
      squares.add(std::pow(value_at(ours, time) - measured[1][i], 2));
    }
    if (!std::isfinite(ours.value.front())) return {never, unit, kNeverWet};
    if (squares.count == 0) return {never, unit, "no measured time lies within the run"};
    return squares.result(unit);
  });
}

Measured measure_gauge_value(const CaseRun& run, const CheckSpec& check, const SayLine&) {
  const auto unit = unit_of(check.text.at("quantity"));
  return on_rank_0(run, unit, [&] {
    const Series ours = series_of(run, check);
    const auto& time = check.numbers.at("time");
    const Real found = value_at(ours, time.empty() ? ours.time.back() : time[0]);
    return difference(found, check.numbers.at("value")[0], unit);
  });
}

Measured measure_gauge_maximum(const CaseRun& run, const CheckSpec& check, const SayLine&) {
  const auto unit = unit_of(check.text.at("quantity"));
  return on_rank_0(run, unit, [&] {
    const Series ours = series_of(run, check);
    const Real found = *std::max_element(ours.value.begin(), ours.value.end());
    return difference(found, check.numbers.at("value")[0], unit);
  });
}

Measured measure_profile_rmse(const CaseRun& run, const CheckSpec& check, const SayLine&) {
  const auto unit = unit_of(check.text.at("quantity"));
  if (const auto why = missing(check); !why.empty()) return {0, unit, why, true};
  const FlowState* state = state_at(run, check.numbers.at("time")[0]);
  if (state == nullptr) return {0, unit, kNotKept, true};
  std::vector<std::vector<Real>> measured;
  together(run.mesh.communicator, [&] { measured = measured_columns(check); });
  const std::vector<Real> y(measured[0].size(), check.numbers.at("y")[0]);
  const auto found = at_points(run.mesh, *state, measured[0], y);
  const auto& between = check.numbers.at("between");
  const auto& ours = named(found, check.text.at("quantity"));
  MeanSquare squares;
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (measured[0][i] < between[0] || measured[0][i] > between[1]) continue;
    squares.add(std::pow(ours[i] - measured[1][i], 2));
    lines.push_back(fmt::format("{:.7g},{:.7g},{:.7g}", measured[0][i], measured[1][i], ours[i]));
  }
  together(run.mesh.communicator, [&] {
    if (run.mesh.rank == 0) append_lines(run, check, "profiles.csv", "x,measured,computed", lines);
  });
  return squares.result(unit);
}

Measured measure_velocity_rmse(const CaseRun& run, const CheckSpec& check, const SayLine& say) {
  if (const auto why = missing(check); !why.empty()) return {0, "m/s", why, true};
  const FlowState* state = state_at(run, check.numbers.at("time")[0]);
  if (state == nullptr) return {0, "m/s", kNotKept, true};
  std::vector<std::vector<Real>> measured;
  together(run.mesh.communicator, [&] { measured = measured_columns(check); });
  const auto found = at_points(run.mesh, *state, measured[0], measured[1]);
  const Real least = check.numbers.at("least_depth")[0];
  MeanSquare squares, all;
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < measured[0].size(); ++i) {
    if (!(found.depth[i] >= least)) continue;
    const Real u = measured[2][i], v = measured[3][i];
    squares.add(std::pow(found.velocity_x[i] - u, 2) + std::pow(found.velocity_y[i] - v, 2));
    all.add(u * u + v * v);
    lines.push_back(fmt::format("{:.7g},{:.7g},{:.6g},{:.6g},{:.6g},{:.6g}", measured[0][i],
                                measured[1][i], u, v, found.velocity_x[i], found.velocity_y[i]));
  }
  together(run.mesh.communicator, [&] {
    if (run.mesh.rank == 0)
      append_lines(run, check, "velocities.csv", "x,y,u_measured,v_measured,u_computed,v_computed",
                   lines);
  });
  say(fmt::format("{}: {} points, root mean square of the measured speeds {:.3g} m/s", check.name,
                  squares.count, std::sqrt(all.sum / std::max(all.count, 1))));
  return squares.result("m/s");
}

}  // namespace freshet
