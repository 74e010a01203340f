#include "cases/checks/check_kind.hpp"
#include "cases/checks/gauge_series.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    kGauge,
    kGaugeQuantity,
    {"time", "number >= 0, s", "the end", "when"},
    {"value", "number, m or m/s", "required", "expected; the figure is the difference"}};

Measured measure(const CaseRun& run, const CheckSpec& check, const CheckTools&) {
  const auto unit = unit_of(check.text.at("quantity"));
  return on_rank_0(run, unit, [&] {
    const Series ours = series_of(run, check);
    const Real found = value_at(ours, check.has("time") ? check.number("time") : ours.time.back());
    return difference(found, check.number("value"), unit);
  });
}

}  // namespace

CheckKind check_gauge_value() {
  return {
      {"check", "gauge_value", "A quantity at a gauge at one time", kKeys}, measure, confirm_gauge};
}

}  // namespace freshet
