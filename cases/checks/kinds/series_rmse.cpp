#include <algorithm>
#include <cmath>

#include "cases/checks/check_kind.hpp"
#include "cases/checks/gauge_series.hpp"
#include "cases/checks/measured_table.hpp"
#include "cases/checks/needs.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    kGauge,
    kGaugeQuantity,
    {"file", "file", "required", "measured series; lines that hold no numbers are left out"},
    {"columns", "[integer, integer]", "[1, 2]", "which columns are time and value, counted from 1"},
    {"scale", "[number, number]", "[1, 1]", "factors that make them s and m or m/s"},
    {"offset", "[number, number]", "[0, 0]", "then added"},
    {"between", "[number, number], s", "all", "times that are compared"}};

Measured measure(const CaseRun& run, const CheckSpec& check, const CheckTools&) {
  const auto unit = unit_of(check.text.at("quantity"));
  if (const auto why = why_not_measured(check); !why.empty()) return {0, unit, why, true};
  return on_rank_0(run, unit, [&]() -> Measured {
    const auto measured = measured_columns(check);
    const Series ours = series_of(run, check);
    const auto between = between_of(check);
    MeanSquare squares;
    for (std::size_t i = 0; i < measured[0].size(); ++i) {
      const Real time = measured[0][i];
      if (time < std::max(between[0], ours.time.front())) continue;
      if (time > std::min(between[1], ours.time.back())) continue;
      squares.add(std::pow(value_at(ours, time) - measured[1][i], 2));
    }
    if (!std::isfinite(ours.value.front())) return {kNever, unit, kNeverWet};
    if (squares.count == 0) return {kNever, unit, "no measured time lies within the run"};
    return squares.result(unit);
  });
}

void confirm(CheckSpec& check, const CaseTable& table, const OutputOptions& output) {
  confirm_gauge(check, table, output);
  need_increasing(table, "between");
}

}  // namespace

CheckKind check_series_rmse() {
  return {{"check", "series_rmse",
           "Root mean square of a gauge's differences from a measured series, by columns", kKeys},
          measure,
          confirm};
}

}  // namespace freshet
