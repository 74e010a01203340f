#include <algorithm>

#include "cases/reader/read_embankment.hpp"
#include "cases/reader/read_parts.hpp"

namespace freshet {
namespace {

using namespace dam;

std::vector<CaseTable> tables_of(const CaseTable& parent, const std::string& key,
                                 const std::string& schema) {
  std::vector<CaseTable> tables;
  if (!parent.has(key)) return tables;
  const auto* list = parent.value(key).as<CaseValue::Array>();
  if (list == nullptr) parent.fail(key, "must be a list of tables: write [[dam." + key + "]]");
  for (std::size_t i = 0; i < list->size(); ++i)
    tables.emplace_back(parent.context(), (*list)[i], parent.path_of(key) + "." + std::to_string(i),
                        std::vector<std::string>{schema});
  return tables;
}

Material read_material(const CaseTable& table, std::set<std::string>& taken) {
  Material m;
  m.zone = table.new_name("zone", taken);
  m.young_modulus = table.number("young_modulus", Range::positive());
  m.poisson_ratio = table.number("poisson_ratio", {.low = 0, .high = 0.499});
  m.density = table.number("density", Range::positive());
  m.massless = table.flag_or("massless", false);
  m.foundation = table.flag_or("foundation", m.massless);
  m.thermal_expansion = table.number_or("thermal_expansion", 0, Range::not_negative());
  m.compressive_strength = table.number_or("compressive_strength", 0, Range::positive());
  m.tensile_strength = table.number_or("tensile_strength", 0, Range::positive());
  return m;
}

Support read_support(const CaseTable& table, std::set<std::string>& taken) {
  Support support;
  support.boundary = table.new_name("boundary", taken);
  support.kind = table.choice_or<Support::Kind>("type", Support::Kind::Fixed,
                                                {{"fixed", Support::Kind::Fixed},
                                                 {"roller_x", Support::Kind::RollerX},
                                                 {"roller_y", Support::Kind::RollerY},
                                                 {"absorbing", Support::Kind::Absorbing}});
  return support;
}

std::optional<Water> read_water(const CaseTable& dam, const std::string& key) {
  if (!dam.has(key)) return std::nullopt;
  const auto table = dam.table(key, {"dam.water"});
  Water water;
  water.face = table.texts("face");
  water.level = read_series(table, "level", Range::level());
  water.density = table.number_or("density", 1000, Range::positive());
  water.above_crest = table.flag_or("above_crest", false);
  return water;
}

Reservoir read_reservoir(const CaseTable& dam) {
  Reservoir r;
  if (!dam.has("reservoir")) return r;
  const auto table = dam.table("reservoir", {"dam.reservoir"});
  r.kind = table.choice<Reservoir::Kind>("model", {{"none", Reservoir::Kind::None},
                                                   {"westergaard", Reservoir::Kind::Westergaard},
                                                   {"acoustic", Reservoir::Kind::Acoustic}});
  const bool acoustic = r.kind == Reservoir::Kind::Acoustic;
  r.zone = acoustic ? table.text("zone") : table.text_or("zone", "");
  if (acoustic) {
    r.surface = table.text("surface");
    r.bottom = table.text_or("bottom", "");
    r.far = table.text_or("far", "");
    r.sound_speed = table.number_or("sound_speed", r.sound_speed, Range::positive());
    r.bottom_reflection = table.number_or("bottom_reflection", 1, {.low = 0, .high = 1});
  }
  table.no_further_keys("model = \"" + table.text("model") + "\"");
  if (r.kind != Reservoir::Kind::None && !dam.has("headwater"))
    table.fail("model", "needs [dam.headwater], whose face it acts on");
  return r;
}

std::optional<Silt> read_silt(const CaseTable& dam) {
  if (!dam.has("silt")) return std::nullopt;
  const auto table = dam.table("silt", {"dam.silt"});
  if (!dam.has("headwater")) table.fail("level", "needs [dam.headwater], whose face it acts on");
  return Silt{table.number("level"), table.number("submerged_unit_weight", Range::positive()),
              table.number_or("pressure_coefficient", 0.5, Range::positive())};
}

std::optional<Base> read_base(const CaseTable& dam) {
  if (!dam.has("base")) return std::nullopt;
  const auto table = dam.table("base", {"dam.base"});
  Base base;
  base.boundary = table.text("boundary");
  base.friction_angle = table.number_or("friction_angle", 45, {.low = 0, .high = 89});
  base.cohesion = table.number_or("cohesion", 0, Range::not_negative());
  base.no_tension = table.flag_or("no_tension", false);
  if (base.no_tension) {
    base.normal_stiffness = table.number("normal_stiffness", Range::positive());
    base.tangential_stiffness =
        table.number_or("tangential_stiffness", base.normal_stiffness, Range::positive());
  }
  if (table.flag_or("uplift", false)) {
    base.uplift = Uplift{table.number_or("drain_distance", 0, Range::not_negative()),
                         table.number_or("drain_efficiency", 0, {.low = 0, .high = 1})};
    if (!dam.has("headwater")) table.fail("uplift", "needs [dam.headwater], whose head it has");
    if (base.uplift->drain_efficiency > 0 && !(base.uplift->drain_distance > 0))
      table.fail("drain_efficiency", "needs drain_distance");
  }
  table.no_further_keys("what the other keys say");
  return base;
}

GroundMotion read_ground(const CaseTable& dam) {
  GroundMotion ground;
  if (!dam.has("ground_motion")) return ground;
  const auto table = dam.table("ground_motion", {"dam.ground_motion"});
  const Real factor = table.number_or("factor", 1);
  const auto read = [&](const std::string& key) {
    if (!table.has(key)) return PiecewiseLinear();
    const auto series = read_series(table, key, Range::any());
    auto y = series.y();
    for (Real& value : y) value *= factor;
    return PiecewiseLinear(series.x(), std::move(y), table.where(key));
  };
  ground.x = read("x");
  ground.y = read("y");
  return ground;
}

std::optional<Oscillator> read_oscillator(const CaseTable& dam) {
  if (!dam.has("oscillator")) return std::nullopt;
  const auto table = dam.table("oscillator", {"dam.oscillator"});
  return Oscillator{table.number("mass", Range::positive()),
                    table.number("stiffness", Range::positive()),
                    table.number_or("damping", 0, Range::not_negative()),
                    read_series(table, "force", Range::any())};
}

Damping read_damping(const CaseTable& dam) {
  Damping damping;
  if (!dam.has("damping")) return damping;
  const auto table = dam.table("damping", {"dam.damping"});
  damping.ratio = table.number("ratio", {.low = 0, .high = 1});
  if (table.has("frequencies")) {
    damping.frequencies = table.pair("frequencies");
    if (!(damping.frequencies[0] > 0 && damping.frequencies[1] > damping.frequencies[0]))
      table.fail("frequencies", "must be two increasing numbers greater than 0");
  }
  return damping;
}

AnalysisSpec read_analysis(const CaseTable& dam) {
  const auto table = dam.table("analysis", {"dam.analysis"});
  AnalysisSpec a;
  a.kind = table.choice<Analysis>("kind", {{"static", Analysis::Static},
                                           {"modal", Analysis::Modal},
                                           {"response", Analysis::Response},
                                           {"harmonic", Analysis::Harmonic},
                                           {"series", Analysis::Series},
                                           {"seepage", Analysis::Seepage},
                                           {"slopes", Analysis::Slopes}});
  const bool earth = a.kind == Analysis::Seepage || a.kind == Analysis::Slopes;
  if (earth != dam.has("soil"))
    table.fail("kind", earth ? "needs [[dam.soil]]" : "with [[dam.soil]] it is seepage or slopes");
  if (earth) return read_embankment_analysis(table, a.kind);
  if (a.kind == Analysis::Modal) a.modes = static_cast<int>(table.integer_or("modes", 4, 1, 1000));
  if (a.kind == Analysis::Response || a.kind == Analysis::Series) {
    a.time_step = table.number("time_step", Range::positive());
    a.end_time = table.number("end_time", {.low = a.time_step});
  }
  if (a.kind == Analysis::Response) {
    a.spectral_radius = table.number_or("spectral_radius", 0.9, {.low = 0, .high = 1});
    a.superposed_modes = static_cast<int>(table.integer_or("superposed_modes", 0, 0, 1000));
  }
  if (a.kind == Analysis::Harmonic) {
    a.frequencies = table.numbers("frequencies", Range::not_negative());
    if (a.frequencies.empty()) table.fail("frequencies", "must not be empty");
  }
  a.damping = read_damping(dam);
  table.no_further_keys("kind = \"" + table.text("kind") + "\"");
  return a;
}

OutputSpec read_dam_output(const CaseTable& dam) {
  OutputSpec output;
  std::set<std::string> taken;
  for (const auto& table : tables_of(dam, "point", "dam.point"))
    output.points.push_back({table.new_name("name", taken), table.number("x"), table.number("y")});
  if (!dam.has("output")) return output;
  const auto table = dam.table("output", {"dam.output"});
  output.interval = table.number_or("interval", 0, Range::not_negative());
  output.history_interval = table.number_or("history_interval", 0, Range::not_negative());
  output.checkpoint_interval = table.number_or("checkpoint_interval", 0, Range::not_negative());
  return output;
}

void check_kind(const Spec& spec, const CaseTable& dam) {
  const auto analysis = dam.table("analysis", {"dam.analysis"});
  const bool acoustic = spec.reservoir.kind == Reservoir::Kind::Acoustic;
  if (spec.analysis.kind == Analysis::Modal && acoustic)
    analysis.fail("kind", "goes with dam.reservoir.model \"none\" or \"westergaard\"");
  if (spec.base && spec.base->no_tension && spec.analysis.kind != Analysis::Static)
    analysis.fail("kind", "with dam.base.no_tension it must be \"static\"");
  if (spec.analysis.kind == Analysis::Series && acoustic)
    analysis.fail("kind", "\"series\" is quasi-static: no acoustic reservoir");
}

bool held(const Spec& spec, Support::Kind direction) {
  if (spec.base && spec.base->no_tension) return true;
  return std::any_of(spec.supports.begin(), spec.supports.end(), [&](const Support& s) {
    return s.kind == Support::Kind::Fixed || s.kind == direction;
  });
}

void check_held(const Spec& spec, const CaseTable& dam) {
  if (spec.materials.empty()) return;
  const char* key = dam.has("support") ? "support" : "material";
  if (!held(spec, Support::Kind::RollerX)) dam.fail(key, "no [[dam.support]] holds it along x");
  if (!held(spec, Support::Kind::RollerY)) dam.fail(key, "no [[dam.support]] holds it along y");
}

}  // namespace

dam::Spec read_dam(const CaseTable& top) {
  const auto dam = top.table("dam", {"dam"});
  Spec spec;
  spec.analysis = read_analysis(dam);
  spec.oscillator = read_oscillator(dam);
  spec.output = read_dam_output(dam);
  if (spec.oscillator) {
    for (const char* key : {"mesh", "material", "support", "headwater", "ground_motion"})
      if (dam.has(key)) dam.fail(key, "does not go with [dam.oscillator]");
    if (spec.analysis.kind != Analysis::Response)
      dam.table("analysis", {"dam.analysis"})
          .fail("kind", "[dam.oscillator] goes with \"response\"");
    return spec;
  }
  spec.mesh = dam.file("mesh");
  spec.refinements = static_cast<int>(dam.integer_or("refinements", 0, 0, 6));
  spec.plane = dam.choice_or<Plane>("plane", Plane::Strain,
                                    {{"strain", Plane::Strain}, {"stress", Plane::Stress}});
  spec.gravity = dam.number_or("gravity", 9.81, Range::positive());
  spec.self_weight = dam.flag_or("self_weight", true);
  if (dam.has("temperature")) spec.temperature = read_series(dam, "temperature", Range::any());
  spec.headwater = read_water(dam, "headwater");
  spec.tailwater = read_water(dam, "tailwater");
  if (dam.has("soil")) {
    spec.embankment = read_embankment(dam, spec.analysis.kind);
    return spec;
  }
  for (const char* key : {"seepage", "slope", "line", "phreatic"})
    if (dam.has(key)) dam.fail(key, "goes with [[dam.soil]]");
  std::set<std::string> zones, boundaries;
  for (const auto& table : tables_of(dam, "material", "dam.material"))
    spec.materials.push_back(read_material(table, zones));
  for (const auto& table : tables_of(dam, "support", "dam.support"))
    spec.supports.push_back(read_support(table, boundaries));
  spec.reservoir = read_reservoir(dam);
  spec.silt = read_silt(dam);
  spec.base = read_base(dam);
  spec.ground = read_ground(dam);
  check_kind(spec, dam);
  check_held(spec, dam);
  return spec;
}

}  // namespace freshet
