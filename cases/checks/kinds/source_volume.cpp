#include <algorithm>
#include <cmath>

#include "cases/checks/check_kind.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"source", "text", "required", "account in summary.json: a source, a rain, infiltration, ..."},
    {"volume", "number > 0, m3", "required",
     "that it brought or took until the end; the figure is the relative difference"}};

Measured measure(const CaseRun& run, const CheckSpec& check, const CheckTools&) {
  const auto& all = run.summary.sources;
  const auto own = std::find_if(all.begin(), all.end(), [&](const auto& each) {
    return each.name == check.text.at("source");
  });
  if (own == all.end()) return {kNever, "1", "no source of this name"};
  const Real volume = check.number("volume");
  return {std::abs(own->volume_in_m3 + own->volume_out_m3 - volume) / volume, "1"};
}

}  // namespace

CheckKind check_source_volume() {
  return {{"check", "source_volume", "Water that a source brought or that something took", kKeys},
          measure};
}

}  // namespace freshet
