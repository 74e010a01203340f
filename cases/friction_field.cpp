#include "cases/friction_field.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "cases/reader/nearest.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

std::vector<std::optional<Real>> manning_by_zone(const FrictionSpec& friction,
                                                 std::span<const std::string> zone_names) {
  std::vector<std::optional<Real>> values(zone_names.size());
  for (const auto& [name, value] : friction.zones) {
    const auto found = std::find(zone_names.begin(), zone_names.end(), name);
    if (found == zone_names.end())
      throw InputError(fmt::format("friction.zones: the mesh has no zone of this name ({}){}", name,
                                   did_you_mean(name, {zone_names.begin(), zone_names.end()})));
    values[found - zone_names.begin()] = value;
  }
  return values;
}

}  // namespace

std::vector<Real> manning_field(const FrictionSpec& friction, std::span<const Real> x,
                                std::span<const Real> y, std::span<const Index> zone,
                                std::span<const std::string> zone_names) {
  const auto by_zone = manning_by_zone(friction, zone_names);
  std::vector<Real> manning(x.size(), 0);
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (by_zone[zone[i]]) {
      manning[i] = *by_zone[zone[i]];
    } else if (friction.manning) {
      manning[i] = friction.manning(x[i], y[i]);
    }
    if (!(manning[i] >= 0))
      throw InputError(
          fmt::format("friction: Manning's n is negative ({}) at x = {:.12g}, y = {:.12g}",
                      manning[i], x[i], y[i]));
  }
  return manning;
}

}  // namespace freshet
