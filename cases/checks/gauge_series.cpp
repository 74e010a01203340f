#include "cases/checks/gauge_series.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "cases/checks/needs.hpp"
#include "cases/input/csv_columns.hpp"

namespace freshet {
namespace {

constexpr Real unknown = std::numeric_limits<Real>::infinity();

/// The bed is known if the gauge is ever wet.
std::vector<Real> with_bed_where_dry(const std::vector<Real>& depth, std::vector<Real> level) {
  const auto wet = std::find_if(level.begin(), level.end(), [](Real z) { return z != unknown; });
  if (wet == level.end()) return level;
  const Real bed = *wet - depth[wet - level.begin()];
  std::replace(level.begin(), level.end(), unknown, bed);
  return level;
}

}  // namespace

Series gauge_series(const CaseRun& run, const std::string& gauge, const std::string& quantity) {
  const auto file = run.out / "gauges.csv";
  if (quantity == "level") {
    const auto columns =
        read_csv_columns(file, {"time_s", gauge + "_depth_m", gauge + "_level_m"}, unknown);
    return {columns[0], with_bed_where_dry(columns[1], columns[2])};
  }
  const char* unit = quantity.starts_with("velocity") ? "_m_per_s" : "_m";
  const auto columns = read_csv_columns(file, {"time_s", gauge + "_" + quantity + unit});
  return {columns[0], columns[1]};
}

Real value_at(const Series& series, Real time) {
  const auto above = std::lower_bound(series.time.begin(), series.time.end(), time);
  if (above == series.time.end()) return series.value.back();
  const auto i = above - series.time.begin();
  if (*above == time || i == 0) return series.value[i];
  const Real share = (time - series.time[i - 1]) / (series.time[i] - series.time[i - 1]);
  return series.value[i - 1] + share * (series.value[i] - series.value[i - 1]);
}

void confirm_gauge(CheckSpec&, const CaseTable& table, const OutputOptions& output) {
  need_gauge(table, "gauge", output);
}

Series series_of(const CaseRun& run, const CheckSpec& check) {
  return gauge_series(run, check.text.at("gauge"), check.text.at("quantity"));
}

std::string unit_of(const std::string& quantity) {
  return quantity.starts_with("velocity") ? "m/s" : "m";
}

Measured difference(Real found, Real expected, const std::string& unit) {
  return {std::abs(found - expected), unit, std::isfinite(found) ? "" : kNeverWet};
}

}  // namespace freshet
