#include <fmt/format.h>

#include <cmath>

#include "cases/input/read_settings.hpp"
#include "cases/loads/formula_kind.hpp"
#include "cases/reader/read_loads.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

loads::RigidSection read_section(const CaseTable& table) {
  loads::RigidSection section;
  section.outline = table.points("outline", 3);
  section.unit_weight = table.number("unit_weight");
  section.water_unit_weight = table.number("water_unit_weight");
  section.base.friction_angle = table.number("friction_angle");
  section.base.cohesion = table.number("cohesion");
  section.base.uplift =
      dam::Uplift{table.number("drain_distance"), table.number("drain_efficiency")};
  try {
    loads::check_section(section);
  } catch (const InputError& error) {
    throw InputError(table.where("outline") + ": " + error.what());
  }
  dam::check_drains(*section.base.uplift, loads::base_length(section),
                    table.where("drain_distance"));
  if (section.base.uplift->drain_efficiency > 0 && !(section.base.uplift->drain_distance > 0))
    table.fail("drain_efficiency", "needs drain_distance");
  return section;
}

std::string criteria_of(const CaseTable& table) {
  const auto load_class = table.has("class")
                              ? table.one_of("class", {"usual", "unusual", "extreme"})
                              : std::string("usual");
  const auto rules =
      table.has("rules") ? table.one_of("rules", {"usace", "cadam"}) : std::string("usace");
  if (rules == "usace") return "usace_" + load_class;
  return load_class == "usual" ? "cadam_normal"
                               : (load_class == "unusual" ? "cadam_flood" : "cadam_seismic");
}

loads::LoadCase read_case_of(const CaseTable& table, const dam::Uplift& drains,
                             std::set<std::string>& names) {
  using loads::Hydrodynamic;
  loads::LoadCase c;
  c.name = table.new_name("name", names);
  c.criteria = criteria_of(table);
  if (table.has("headwater")) c.headwater = table.number("headwater");
  if (table.has("tailwater")) c.tailwater = table.number("tailwater");
  c.uplift = table.number("uplift");
  if (table.has("drain_efficiency")) c.drain_efficiency = table.number("drain_efficiency");
  if (c.drain_efficiency.value_or(0) > 0 && !(drains.drain_distance > 0))
    table.fail("drain_efficiency", "needs drain_distance in [loads.section]");
  c.cracks = table.flag("crack");
  if (table.has("silt_level")) {
    c.silt_level = table.number("silt_level");
    c.silt_unit_weight = table.number("silt_unit_weight");
    c.silt_coefficient = table.number("silt_coefficient");
  }
  c.ice_thrust = table.number("ice_thrust");
  if (c.ice_thrust > 0 && !c.headwater) table.fail("ice_thrust", "needs headwater");
  c.acceleration_x = table.number("acceleration_x");
  c.acceleration_y = table.number("acceleration_y");
  c.hydrodynamic =
      table.choice_or<Hydrodynamic>("hydrodynamic", Hydrodynamic::Westergaard,
                                    {{"none", Hydrodynamic::None},
                                     {"westergaard", Hydrodynamic::Westergaard},
                                     {"westergaard_exact", Hydrodynamic::WestergaardExact},
                                     {"zangar", Hydrodynamic::Zangar}});
  if (c.hydrodynamic == Hydrodynamic::WestergaardExact)
    c.frequency_ratio = table.number("frequency_ratio");
  if (table.has("forces")) {
    const auto rows = table.rows("forces", 2);
    for (std::size_t i = 0; i + 1 < rows.size(); i += 2) c.forces.push_back({rows[i], rows[i + 1]});
  }
  table.no_further_keys("what the other keys say");
  return c;
}

}  // namespace

void read_formulas(LoadsSpec& spec, const CaseTable& loads) {
  std::set<std::string> names;
  for (const auto& table : table_list(loads, "formula", "loads.formula")) {
    FormulaSpec formula;
    formula.kind = table.one_of("kind", kind_names("loads.formula"));
    formula.name = table.has("name") ? table.name("name") : formula.kind;
    formula.origin = table.where();
    if (!names.insert(formula.name).second)
      fail_at(table.self(), table.path_of("name"), "two formulas of one name: give each its own");
    const FormulaKind& kind = formula_kind(formula.kind);
    read_settings(formula, table, kind.keys);
    table.no_further_keys("kind = \"" + formula.kind + "\"");
    for (const auto& figure : kind.evaluate(formula))  // throws where the formula ends
      if (!std::isfinite(figure.value))
        throw InputError(fmt::format("{}: what is given makes {} no finite number ({})",
                                     formula.origin, figure.name, figure.value));
    spec.formulas.push_back(std::move(formula));
  }
}

void read_load_cases(LoadsSpec& spec, const CaseTable& top, const CaseTable& loads) {
  if (loads.has("section")) spec.section = read_section(loads.table("section", {"loads.section"}));
  std::set<std::string> names;
  for (const auto& table : table_list(top, "load_cases")) {
    if (!spec.section) fail_at(table.self(), table.path_of("name"), "needs [loads.section]");
    spec.cases.push_back(read_case_of(table, *spec.section->base.uplift, names));
    try {
      loads::evaluate(*spec.section, spec.cases.back());
    } catch (const InputError& error) {
      throw InputError(table.where() + ": " + error.what());
    }
  }
}

}  // namespace freshet
