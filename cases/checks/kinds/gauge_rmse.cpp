#include <algorithm>
#include <cmath>

#include "cases/checks/check_kind.hpp"
#include "cases/checks/gauge_series.hpp"
#include "cases/input/csv_columns.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    kGauge,
    {"file", "file", "required", "measured series"},
    {"time", "text", "\"time\"", "column of the times in s"},
    {"value", "text", "required", "column of the measured quantity in m"},
    {"quantity", "\"depth\" or \"level\"", "\"depth\"", "what is compared; the figure is in m"},
    {"offset", "number, m", "0", "added to the measured values"}};

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
  if (count == 0) return {kNever, "m", "no measured time lies within the run"};
  if (!std::isfinite(sum)) return {kNever, "m", "the gauge is never wet"};
  return {std::sqrt(sum / count), "m"};
}

Measured measure(const CaseRun& run, const CheckSpec& check, const CheckTools&) {
  return on_rank_0(run, "m", [&] { return compare_series(run, check); });
}

}  // namespace

CheckKind check_gauge_rmse() {
  return {{"check", "gauge_rmse",
           "Root mean square of a gauge's differences from a measured series", kKeys},
          measure,
          confirm_gauge};
}

}  // namespace freshet
