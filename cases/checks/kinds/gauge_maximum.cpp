#include <numeric>

#include "cases/checks/check_kind.hpp"
#include "cases/checks/gauge_series.hpp"
#include "cases/checks/larger_or_nan.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    kGauge,
    kGaugeQuantity,
    {"value", "number, m or m/s", "required", "expected; the figure is the difference"}};

Measured measure(const CaseRun& run, const CheckSpec& check, const CheckTools&) {
  const auto unit = unit_of(check.text.at("quantity"));
  return on_rank_0(run, unit, [&] {
    const Series ours = series_of(run, check);
    const Real found =
        std::accumulate(ours.value.begin(), ours.value.end(), -kNever, larger_or_nan);
    return difference(found, check.numbers.at("value")[0], unit);
  });
}

}  // namespace

CheckKind check_gauge_maximum() {
  return {{"check", "gauge_maximum", "The largest value in time of a quantity at a gauge", kKeys},
          measure,
          confirm_gauge};
}

}  // namespace freshet
