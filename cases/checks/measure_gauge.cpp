#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "cases/checks/measure.hpp"
#include "cases/reader/csv_columns.hpp"
#include "mesh/agreement.hpp"
#include "mesh/mpi.hpp"

namespace freshet {
namespace {

constexpr Real never = std::numeric_limits<Real>::infinity();

/// Runs `measure`, which reads files, on rank 0 and gives its answer to all.
template <class Work>
Measured on_rank_0(const CaseRun& run, const std::string& unit, Work&& measure) {
  Measured found{0, unit};
  std::string note;
  std::vector<Real> numbers{0, 0};
  together(run.mesh.communicator, [&] {
    if (run.mesh.rank != 0) return;
    found = measure();
    numbers = {found.value, found.skipped ? Real(1) : Real(0)};
    note = found.note;
  });
  mpi::broadcast(run.mesh.communicator, numbers);
  mpi::broadcast(run.mesh.communicator, note);
  return {numbers[0], unit, note, numbers[1] != 0};
}

/// A column of gauges.csv over its times.
struct Series {
  std::vector<Real> time, value;
};

/// An instrument on dry ground shows the ground: its level is that of the bed, which is known if
/// the gauge is ever wet.
std::vector<Real> with_bed_where_dry(const std::vector<Real>& depth, std::vector<Real> level) {
  const auto wet = std::find_if(level.begin(), level.end(), [](Real z) { return z != never; });
  if (wet == level.end()) return level;
  const Real bed = *wet - depth[wet - level.begin()];
  std::replace(level.begin(), level.end(), never, bed);
  return level;
}

Series computed(const CaseRun& run, const std::string& gauge, const std::string& quantity) {
  const auto file = run.out / "gauges.csv";
  if (quantity != "level") {
    const auto columns = read_csv_columns(file, {"time_s", gauge + "_" + quantity + "_m"});
    return {columns[0], columns[1]};
  }
  const auto columns =
      read_csv_columns(file, {"time_s", gauge + "_depth_m", gauge + "_level_m"}, never);
  return {columns[0], with_bed_where_dry(columns[1], columns[2])};
}

/// Between the rows by straight lines; `time` must lie within them.
Real value_at(const Series& series, Real time) {
  const auto above = std::lower_bound(series.time.begin(), series.time.end(), time);
  const auto i = above - series.time.begin();
  if (*above == time || i == 0) return series.value[i];
  const Real share = (time - series.time[i - 1]) / (series.time[i] - series.time[i - 1]);
  return series.value[i - 1] + share * (series.value[i] - series.value[i - 1]);
}

Measured compare_series(const CaseRun& run, const CheckSpec& check) {
  const auto& file = check.text.at("file");
  if (file.empty() || !std::filesystem::exists(file))
    return {0, "m", "no measured data: " + (file.empty() ? "needs --data" : file), true};
  const auto measured = read_csv_columns(file, {check.text.at("time"), check.text.at("value")});
  const Series ours = computed(run, check.text.at("gauge"), check.text.at("quantity"));
  Real sum = 0;
  int count = 0;
  for (std::size_t i = 0; i < measured[0].size(); ++i) {
    const Real time = measured[0][i];
    if (time < ours.time.front() || time > ours.time.back()) continue;
    const Real expected = measured[1][i] + check.numbers.at("offset")[0];
    sum += std::pow(value_at(ours, time) - expected, 2);
    ++count;
  }
  if (count == 0) return {never, "m", "no measured time lies within the run"};
  if (!std::isfinite(sum)) return {never, "m", "the gauge is never wet"};
  return {std::sqrt(sum / count), "m"};
}

/// When the depth at a gauge has risen by `rise` (m); between the rows by straight lines.
Real arrival(const CaseRun& run, const std::string& gauge, Real rise) {
  const Series ours = computed(run, gauge, "depth");
  const Real target = ours.value.front() + rise;
  for (std::size_t i = 1; i < ours.time.size(); ++i) {
    if (ours.value[i] < target) continue;
    const Real share = (target - ours.value[i - 1]) / (ours.value[i] - ours.value[i - 1]);
    return ours.time[i - 1] + share * (ours.time[i] - ours.time[i - 1]);
  }
  return never;
}

Measured compare_arrival(const CaseRun& run, const CheckSpec& check) {
  const Real rise = check.numbers.at("depth")[0], expected = check.numbers.at("time")[0];
  const auto& gauge = check.text.at("gauge");
  const auto after = check.text.find("after");
  const bool from_start = after == check.text.end();
  const Real begin = from_start ? 0 : arrival(run, after->second, rise);
  const Real end = arrival(run, gauge, rise);
  if (!std::isfinite(begin) || !std::isfinite(end))
    return {
        never, "s",
        "the water never rises by that much at " + (std::isfinite(end) ? after->second : gauge)};
  return {std::abs(end - begin - expected), "s",
          fmt::format("{:.4g} s, measured {:.4g} s", end - begin, expected)};
}

}  // namespace

Measured measure_gauge_rmse(const CaseRun& run, const CheckSpec& check, const SayLine&) {
  return on_rank_0(run, "m", [&] { return compare_series(run, check); });
}

Measured measure_gauge_arrival(const CaseRun& run, const CheckSpec& check, const SayLine&) {
  return on_rank_0(run, "s", [&] { return compare_arrival(run, check); });
}

}  // namespace freshet
