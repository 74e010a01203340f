#include <fmt/format.h>

#include <cmath>

#include "cases/checks/check_kind.hpp"
#include "cases/checks/gauge_series.hpp"
#include "cases/checks/needs.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    kGauge,
    {"depth", "number > 0, m", "0.01", "arrived where the depth rises by this much"},
    {"after", "text", "the start", "name of another gauge: times count from the arrival there"},
    {"time", "number, s", "required",
     "measured arrival, at least 0 unless after is given; the figure is the difference in s"}};

/// When the depth at a gauge has risen by `rise` (m); between the rows by straight lines.
Real arrival(const CaseRun& run, const std::string& gauge, Real rise) {
  const Series ours = gauge_series(run, gauge, "depth");
  const Real target = ours.value.front() + rise;
  for (std::size_t i = 1; i < ours.time.size(); ++i) {
    if (ours.value[i] < target) continue;
    const Real share = (target - ours.value[i - 1]) / (ours.value[i] - ours.value[i - 1]);
    return ours.time[i - 1] + share * (ours.time[i] - ours.time[i - 1]);
  }
  return kNever;
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
        kNever, "s",
        "the water never rises by that much at " + (std::isfinite(end) ? after->second : gauge)};
  return {std::abs(end - begin - expected), "s",
          fmt::format("{:.4g} s, measured {:.4g} s", end - begin, expected)};
}

Measured measure(const CaseRun& run, const CheckSpec& check, const CheckTools&) {
  return on_rank_0(run, "s", [&] { return compare_arrival(run, check); });
}

/// With `after` the time is a difference, which may be negative.
void confirm(CheckSpec& check, const CaseTable& table, const OutputOptions& output) {
  confirm_gauge(check, table, output);
  if (table.has("after")) {
    if (need_gauge(table, "after", output) == check.text.at("gauge"))
      table.fail("after", "is the gauge itself: name another one");
  } else {
    table.number("time", Range::not_negative());
  }
}

}  // namespace

CheckKind check_gauge_arrival() {
  return {{"check", "gauge_arrival", "When the water comes to a gauge", kKeys}, measure, confirm};
}

}  // namespace freshet
