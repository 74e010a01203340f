#include "cases/model/cell_property.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "cases/input/nearest.hpp"
#include "kernels/error.hpp"
#include "mesh/formats/raster.hpp"

namespace freshet {
namespace {

[[noreturn]] void fail_at_cell(const PropertyStep& step, const std::string& what, Real x, Real y) {
  throw InputError(fmt::format("{}: {} at x = {:.12g}, y = {:.12g}", step.origin, what, x, y));
}

/// The index of a step's zone; -1 for all zones.
Index zone_of(const PropertyStep& step, std::span<const std::string> names) {
  if (step.zone.empty()) return -1;
  const auto found = std::find(names.begin(), names.end(), step.zone);
  if (found == names.end())
    throw InputError(fmt::format(
        "{}: the mesh has no zone of this name ({}){}; it has: {}", step.origin, step.zone,
        did_you_mean(step.zone, {names.begin(), names.end()}), fmt::join(names, ", ")));
  return static_cast<Index>(found - names.begin());
}

/// Nothing where the raster has no value.
std::optional<Real> value_of(const PropertyStep& step, const std::optional<Raster>& raster, Real x,
                             Real y) {
  if (!raster) return step.value(x, y);
  auto value = raster->nearest(x, y);
  if (!value) return value;
  if (!step.classes.empty()) {
    const auto known = step.classes.find(*value);
    if (known == step.classes.end())
      fail_at_cell(step,
                   fmt::format("the raster {} has {}, which classes does not name",
                               step.raster.string(), *value),
                   x, y);
    value = known->second;
  }
  return step.convert ? step.convert(*value) : *value;
}

class Fill {
 public:
  Fill(const PropertyCells& cells, Real fallback, Real least)
      : cells_(cells), least_(least), given_(cells.x.size(), false) {
    values.assign(cells.x.size(), fallback);
  }

  void apply(const PropertyStep& step) {
    const Index zone = zone_of(step, cells_.zone_names);
    std::optional<Raster> raster;
    if (!step.raster.empty()) raster.emplace(step.raster);
    for (std::size_t i = 0; i < values.size(); ++i) {
      const Real x = cells_.x[i], y = cells_.y[i];
      if ((zone >= 0 && cells_.zone[i] != zone) || !step.region.contains(x, y)) continue;
      const auto value = value_of(step, raster, x, y);
      if (!value && !given_[i])
        fail_at_cell(step, "the raster " + step.raster.string() + " has no value", x, y);
      if (!value) continue;
      if (!(*value >= least_))
        fail_at_cell(step, fmt::format("must be at least {} ({})", least_, *value), x, y);
      values[i] = *value;
      given_[i] = true;
    }
  }

  std::vector<Real> values;

 private:
  const PropertyCells& cells_;
  Real least_;
  std::vector<bool> given_;  ///< by an earlier step
};

}  // namespace

std::vector<Real> cell_property(const CellProperty& steps, const PropertyCells& cells,
                                Real fallback, Real least) {
  Fill fill(cells, fallback, least);
  for (const auto& step : steps) fill.apply(step);
  return std::move(fill.values);
}

}  // namespace freshet
