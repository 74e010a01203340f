#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "cases/checks/gauge_series.hpp"
#include "cases/input/csv_columns.hpp"

namespace freshet {
namespace {

constexpr Real never = std::numeric_limits<Real>::infinity();

Measured compare_series(const CaseRun& run, const CheckSpec& check) {
  const auto& file = check.text.at("file");
  if (file.empty() || !std::filesystem::exists(file))
    return {0, "m", "no measured data: " + (file.empty() ? "needs --data" : file), true};
  const auto measured = read_csv_columns(file, {check.text.at("time"), check.text.at("value")});
  const Series ours = gauge_series(run, check.text.at("gauge"), check.text.at("quantity"));
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
  const Series ours = gauge_series(run, gauge, "depth");
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
