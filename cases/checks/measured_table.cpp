#include "cases/checks/measured_table.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>

#include "cases/input/numeric_rows.hpp"
#include "kernels/error.hpp"
#include "mesh/parallel/mpi.hpp"
#include "mesh/query/point_location.hpp"

namespace freshet {

std::string why_not_measured(const CheckSpec& check) {
  const auto& file = check.text.at("file");
  if (file.empty()) return "no measured data: needs --data";
  return std::filesystem::exists(file) ? "" : "no measured data: " + file;
}

std::vector<std::vector<Real>> measured_columns(const CheckSpec& check) {
  std::vector<int> numbers;
  for (const Real number : check.numbers.at("columns")) numbers.push_back(static_cast<int>(number));
  auto columns = read_numeric_columns(check.text.at("file"), numbers);
  for (std::size_t k = 0; k < columns.size(); ++k)
    for (Real& value : columns[k])
      value = value * check.numbers.at("scale")[k] + check.numbers.at("offset")[k];
  return columns;
}

const FlowState* state_at(const CaseRun& run, Real time) {
  if (time == run.summary.simulated_seconds) return &run.end;
  const auto kept = run.kept.find(time);
  return kept == run.kept.end() ? nullptr : &kept->second;
}

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
    return values;
  };
  std::vector<bool> inside;
  for (const GlobalIndex number : lowest) inside.push_back(number != none);
  return {inside, gather([&](Index c) { return state.depth[c]; }),
          gather([&](Index c) { return state.depth[c] + state.bed[c]; }),
          gather([&](Index c) { return state.velocity_x[c]; }),
          gather([&](Index c) { return state.velocity_y[c]; })};
}

const std::vector<Real>& AtPoints::named(const std::string& quantity) const {
  if (quantity == "level") return level;
  if (quantity == "velocity_x") return velocity_x;
  return quantity == "velocity_y" ? velocity_y : depth;
}

Measured MeanSquare::result(const std::string& unit) const {
  if (count == 0) return {kNever, unit, "no measured place lies within the mesh"};
  return {std::sqrt(sum / count), unit};
}

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

}  // namespace freshet
