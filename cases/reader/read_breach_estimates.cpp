#include "cases/reader/read_parts.hpp"

namespace freshet {
namespace {

using breach::EmbankmentFailure;

EmbankmentFailure read_failure(const CaseTable& table) {
  EmbankmentFailure dam;
  dam.volume = table.number("volume");
  dam.head = table.number("head");
  dam.height = table.has("height") ? table.number("height") : dam.head;
  dam.dam_height = table.has("dam_height") ? table.number("dam_height") : dam.height;
  if (table.has("thickness")) dam.thickness = table.number("thickness");
  dam.mode = table.choice<breach::Mode>(
      "mode", {{"overtopping", breach::Mode::Overtopping}, {"piping", breach::Mode::Piping}});
  dam.erodibility = table.choice_or<breach::Erodibility>("erodibility", dam.erodibility,
                                                         {{"high", breach::Erodibility::High},
                                                          {"medium", breach::Erodibility::Medium},
                                                          {"low", breach::Erodibility::Low}});
  dam.zoning = table.choice_or<breach::Zoning>("zoning", dam.zoning,
                                               {{"homogeneous", breach::Zoning::Homogeneous},
                                                {"core", breach::Zoning::Core},
                                                {"concrete_face", breach::Zoning::ConcreteFace}});
  dam.earthfill = table.choice_or<bool>("fill", true, {{"earth", true}, {"other", false}});
  if (dam.height > dam.dam_height)
    table.fail(table.has("height") ? "height" : "head",
               "the breach reaches below the dam's foundation: more than dam_height");
  return dam;
}

}  // namespace

std::vector<BreachEstimateSpec> read_breach_estimates(const CaseTable& top) {
  std::vector<BreachEstimateSpec> all;
  std::set<std::string> names;
  for (const auto& table : table_list(top, "breach_estimate"))
    all.push_back({table.new_name("name", names), read_failure(table)});
  return all;
}

}  // namespace freshet
