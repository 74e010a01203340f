#include <algorithm>
#include <cmath>

#include "cases/checks/check_kind.hpp"
#include "cases/checks/gauge_series.hpp"
#include "cases/checks/needs.hpp"
#include "cases/input/csv_columns.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"table", "\"structures\", \"pools\", \"gauges\", \"sections\" or \"erosion\"",
     "\"structures\"", "which CSV file of the results"},
    {"column", "text", "required", "of that table, as in its header"},
    {"figure", "\"value\", \"maximum\", \"minimum\", \"time_of_maximum\" or \"total\"", "\"value\"",
     "at `time`; the largest or the smallest; when the largest first is, s; or the integral over "
     "time"},
    {"time", "number >= 0, s", "the end", "value: when"},
    {"between", "[number, number], s", "all", "times that are looked at"},
    {"expected", "number", "required",
     "what it should be; the figure is the difference over it, or the difference where it is 0"}};

Real figure_of(const Series& series, const CheckSpec& check) {
  const std::string figure = check.text.at("figure");
  const auto between = between_of(check);
  if (figure == "value")
    return value_at(series, check.has("time") ? check.number("time") : series.time.back());
  Real most = -std::numeric_limits<Real>::infinity(), least = -most, when = 0, total = 0;
  for (std::size_t i = 0; i < series.time.size(); ++i) {
    if (series.time[i] < between[0] || series.time[i] > between[1]) continue;
    if (i > 0 && series.time[i - 1] >= between[0])
      total += (series.time[i] - series.time[i - 1]) * (series.value[i] + series.value[i - 1]) / 2;
    if (series.value[i] > most) when = series.time[i];
    most = std::max(most, series.value[i]);
    least = std::min(least, series.value[i]);
  }
  if (figure == "total") return total;
  if (figure == "time_of_maximum") return when;
  return figure == "maximum" ? most : least;
}

Measured measure(const CaseRun& run, const CheckSpec& check, const CheckTools&) {
  return on_rank_0(run, "1", [&]() -> Measured {
    const auto file = run.out / (check.text.at("table") + ".csv");
    constexpr Real unknown = std::numeric_limits<Real>::quiet_NaN();
    const auto columns = read_csv_columns(file, {"time_s", check.text.at("column")}, unknown);
    const Real found = figure_of({columns[0], columns[1]}, check);
    const Real expected = check.number("expected");
    const Real difference = std::abs(found - expected);
    return {expected == 0 ? difference : difference / std::abs(expected), "1"};
  });
}

void confirm(CheckSpec&, const CaseTable& table, const OutputOptions&) {
  need_increasing(table, "between");
}

}  // namespace

CheckKind check_table_value() {
  return {
      {"check", "table_value",
       "A figure of a column of structures.csv, pools.csv, gauges.csv, sections.csv or erosion.csv",
       kKeys},
      measure,
      confirm};
}

}  // namespace freshet
