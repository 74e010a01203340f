#include "post/flow_fields.hpp"

#include <fmt/format.h>

#include <cmath>

namespace freshet {
namespace {

/// 0.1 -> "0.10m": two decimals, more where the depth has more.
std::string depth_name(Real depth) {
  const std::string two = fmt::format("{:.2f}", depth);
  return (std::abs(std::stod(two) - depth) < 1e-9 ? two : fmt::format("{}", depth)) + "m";
}

}  // namespace

const std::vector<FlowField>& fields_in_time() {
  static const std::vector<FlowField> fields{
      {"depth", "m", "water depth", 0},
      {"level", "m", "water level; bed level where dry", 0},
      {"velocity", "m/s", "depth-averaged velocity", 3},
  };
  return fields;
}

FlowField bed_field() { return {"bed", "m", "bed level", 0}; }

std::vector<FlowField> maxima_fields(const std::vector<Real>& arrival_depths) {
  std::vector<FlowField> fields{
      {"max_depth", "m", "greatest water depth"},
      {"max_depth_time", "s", "time of the greatest water depth; -1 if never wet"},
      {"max_speed", "m/s", "greatest speed"},
      {"max_speed_time", "s", "time of the greatest speed; -1 if never wet"},
      {"max_unit_discharge", "m2/s", "greatest depth times speed"},
      {"max_unit_discharge_time", "s", "time of the greatest unit discharge; -1 if never wet"},
  };
  for (const Real depth : arrival_depths)
    fields.push_back({"arrival_" + depth_name(depth), "s",
                      "first time at or above a depth of " + depth_name(depth) + "; -1 if never"});
  for (const Real depth : arrival_depths)
    fields.push_back(
        {"duration_" + depth_name(depth), "s", "time at or above a depth of " + depth_name(depth)});
  return fields;
}

}  // namespace freshet
