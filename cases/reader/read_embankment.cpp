#include "cases/reader/read_embankment.hpp"

#include "cases/reader/read_parts.hpp"

namespace freshet {
namespace {

using namespace dam;

/// A name or a list of names.
std::vector<std::string> names(const CaseTable& table, const std::string& key) {
  std::vector<std::string> result;
  if (!table.has(key)) return result;
  const auto* list = table.value(key).as<CaseValue::Array>();
  if (list == nullptr) return {table.text(key)};
  for (const auto& entry : *list) {
    const auto* name = entry.as<std::string>();
    if (name == nullptr) fail_at(entry, table.path_of(key), "must be a name in quotes");
    result.push_back(*name);
  }
  return result;
}

Retention read_retention(const CaseTable& table) {
  Retention r;
  r.model = table.choice_or<Retention::Model>(
      "model", r.model,
      {{"van_genuchten", Retention::Model::VanGenuchten}, {"gardner", Retention::Model::Gardner}});
  r.saturated = table.number_or("saturated_content", r.saturated, {.low = 0.001, .high = 1});
  r.residual = table.number_or("residual_content", r.residual, {.low = 0, .high = 1});
  if (r.residual >= r.saturated) table.fail("residual_content", "must be below saturated_content");
  r.alpha = table.number("alpha", Range::positive());
  if (r.model == Retention::Model::VanGenuchten)
    r.n = table.number("n", {.low = 1, .high = 100, .above_low = true});
  return r;
}

Soil read_soil(const CaseTable& table, std::set<std::string>& taken, bool flows, bool slides) {
  Soil soil;
  soil.zone = table.new_name("zone", taken);
  if (flows || table.has("conductivity")) {
    soil.conductivity[0] = table.number("conductivity", Range::positive());
    soil.conductivity[1] =
        table.number_or("conductivity_across", soil.conductivity[0], Range::positive());
    soil.bedding = table.number_or("bedding", 0, {.low = -90, .high = 90});
    soil.retention = read_retention(table);
    soil.specific_storage = table.number_or("specific_storage", 0, Range::not_negative());
    soil.specific_gravity =
        table.number_or("specific_gravity", 2.65, {.low = 1, .above_low = true});
  }
  if (slides || table.has("unit_weight")) {
    soil.unit_weight = table.number("unit_weight", Range::positive());
    soil.saturated_unit_weight =
        table.number_or("saturated_unit_weight", soil.unit_weight, Range::positive());
    soil.friction_angle = table.number("friction_angle", {.low = 0, .high = 89});
    soil.cohesion = table.number_or("cohesion", 0, Range::not_negative());
    soil.drains_freely = !table.has("undrained_cohesion") && !table.has("undrained_friction_angle");
    soil.undrained_cohesion = table.number_or("undrained_cohesion", 0, Range::not_negative());
    soil.undrained_angle = table.number_or("undrained_friction_angle", 0, {.low = 0, .high = 89});
  }
  table.no_further_keys("what is asked of the dam");
  return soil;
}

Seepage read_seepage_table(const CaseTable& dam) {
  Seepage seepage;
  if (!dam.has("seepage")) return seepage;
  const auto table = dam.table("seepage", {"dam.seepage"});
  seepage.seepage_faces = names(table, "seepage_face");
  if (table.has("rain")) seepage.rain = read_series(table, "rain", Range::not_negative());
  if (table.has("start_level")) seepage.start_level = table.number("start_level", Range::level());
  seepage.exits = names(table, "exit");
  return seepage;
}

Span read_span(const CaseTable& table, const std::string& key) {
  const auto pair = table.pair(key);
  if (!(pair[1] > pair[0])) table.fail(key, "must be two increasing numbers");
  return {pair[0], pair[1]};
}

SlopeSpec read_slope(const CaseTable& table, std::set<std::string>& taken, const CaseTable& dam) {
  SlopeSpec slope;
  slope.name = table.new_name("name", taken);
  slope.to_left = table.one_of("slides", {"left", "right"}) == "left";
  slope.method =
      table.choice_or<SlopeMethod>("method", SlopeMethod::Bishop,
                                   {{"bishop", SlopeMethod::Bishop},
                                    {"spencer", SlopeMethod::Spencer},
                                    {"morgenstern_price", SlopeMethod::MorgensternPrice}});
  slope.slices = static_cast<int>(table.integer_or("slices", slope.slices, 5, 10000));
  if (table.has("circle")) {
    const auto circle = table.numbers("circle");
    if (circle.size() != 3 || !(circle[2] > 0))
      table.fail("circle", "must be x and y of the centre and a radius greater than 0");
    slope.circle = {circle[0], circle[1], circle[2]};
  } else {
    slope.entry = read_span(table, "entry");
    slope.exit = read_span(table, "exit");
    slope.divisions = static_cast<int>(table.integer_or("divisions", slope.divisions, 2, 100));
    slope.least_depth = table.number_or("least_depth", 0, Range::not_negative());
    slope.noncircular = table.flag_or("noncircular", false);
    if (slope.noncircular && slope.method == SlopeMethod::Bishop)
      table.fail("noncircular", "goes with method \"spencer\" or \"morgenstern_price\"");
  }
  slope.seismic = table.number_or("seismic", 0, {.low = -1, .high = 1});
  slope.pressure = table.choice_or<PorePressure>("pore_pressure", PorePressure::None,
                                                 {{"none", PorePressure::None},
                                                  {"seepage", PorePressure::Field},
                                                  {"level", PorePressure::Level},
                                                  {"line", PorePressure::Line},
                                                  {"drawdown", PorePressure::Drawdown}});
  if (slope.pressure == PorePressure::Line) slope.line = table.points("line", 2);
  for (std::size_t i = 1; i < slope.line.size(); ++i)
    if (!(slope.line[i][0] > slope.line[i - 1][0])) table.fail("line", "x must increase");
  slope.three_stage = table.flag_or("three_stage", false);
  const bool drawdown = slope.pressure == PorePressure::Drawdown || slope.three_stage;
  if (drawdown) slope.level_before = table.number("level_before", Range::level());
  if ((drawdown || slope.pressure == PorePressure::Level) && !dam.has("headwater"))
    table.fail("pore_pressure", "needs [dam.headwater], whose level it has");
  if (slope.three_stage && slope.pressure != PorePressure::Level)
    table.fail("three_stage", "goes with pore_pressure = \"level\"");
  table.no_further_keys("what the other keys say");
  return slope;
}

void read_measures(Embankment& embankment, const CaseTable& dam) {
  std::set<std::string> lines, marks;
  for (const auto& table : table_list(dam, "line", "dam.line")) {
    FlowLine line;
    line.name = table.new_name("name", lines);
    line.from = table.pair("from");
    line.to = table.pair("to");
    embankment.lines.push_back(line);
  }
  for (const auto& table : table_list(dam, "phreatic", "dam.phreatic"))
    embankment.marks.push_back({table.new_name("name", marks), table.number("x")});
}

}  // namespace

AnalysisSpec read_embankment_analysis(const CaseTable& table, Analysis kind) {
  AnalysisSpec a;
  a.kind = kind;
  a.end_time = table.has("end_time") ? table.number("end_time", Range::positive()) : 0;
  if (a.end_time > 0) a.time_step = table.number("time_step", Range::positive());
  if (kind == Analysis::Seepage && a.end_time > 0) {
    a.largest_step = table.number_or("largest_step", 0, Range::positive());
    a.tolerance = table.number_or("tolerance", a.tolerance, Range::positive());
    a.mean_levels = table.flag_or("mean_levels", false);
  }
  if (a.end_time == 0) a.grids = static_cast<int>(table.integer_or("grids", 1, 1, 6));
  table.no_further_keys("kind = \"" + table.text("kind") + "\"" +
                        (a.end_time > 0 ? "" : " without end_time"));
  return a;
}

Embankment read_embankment(const CaseTable& dam, Analysis kind) {
  for (const char* key : {"material", "support", "reservoir", "silt", "base", "ground_motion",
                          "damping", "oscillator", "temperature", "plane", "self_weight"})
    if (dam.has(key)) dam.fail(key, "is of concrete dams: it does not go with [[dam.soil]]");
  Embankment embankment;
  const bool flows = kind == Analysis::Seepage;
  std::set<std::string> zones, slopes;
  for (const auto& table : table_list(dam, "soil", "dam.soil"))
    embankment.soils.push_back(read_soil(table, zones, flows, dam.has("slope")));
  embankment.seepage = read_seepage_table(dam);
  read_measures(embankment, dam);
  for (const auto& table : table_list(dam, "slope", "dam.slope"))
    embankment.slopes.push_back(read_slope(table, slopes, dam));
  if (!flows) {
    for (const char* key : {"seepage", "line", "phreatic"})
      if (dam.has(key)) dam.fail(key, "goes with dam.analysis.kind \"seepage\"");
    if (embankment.slopes.empty()) dam.fail("slope", "there is none for kind = \"slopes\"");
    for (const auto& slope : embankment.slopes)
      if (slope.pressure == PorePressure::Field)
        dam.fail("slope", "pore_pressure = \"seepage\" goes with dam.analysis.kind \"seepage\"");
  } else if (!dam.has("headwater") && !dam.has("tailwater") && !dam.has("seepage")) {
    dam.fail("headwater", "seepage needs water: [dam.headwater], [dam.tailwater] or [dam.seepage]");
  }
  return embankment;
}

}  // namespace freshet
