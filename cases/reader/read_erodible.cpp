#include <cmath>
#include <numbers>

#include "cases/reader/read_parts.hpp"

namespace freshet {

std::vector<ErodibleSpec> read_erodible(const CaseTable& top) {
  std::vector<ErodibleSpec> all;
  std::set<std::string> names;
  const auto tangent = [](Real degrees) {
    return std::tan(degrees * std::numbers::pi_v<Real> / 180);
  };
  for (const auto& table : table_list(top, "erodible")) {
    ErodibleSpec spec;
    spec.name = table.new_name("name", names);
    spec.origin = table.where();
    spec.region = read_region(table);
    spec.floor = table.field<Real, Real, Real>("floor", {"x", "y", "z"}, Range::level());
    spec.erodibility = table.number("erodibility");
    spec.critical_shear = table.number("critical_shear");
    spec.repose_wet = tangent(table.number("repose_wet"));
    spec.repose_dry = tangent(table.number("repose_dry"));
    all.push_back(std::move(spec));
  }
  return all;
}

}  // namespace freshet
