#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cases/input/nearest.hpp"
#include "cases/reader/read_parts.hpp"

namespace freshet {
namespace {

constexpr Real kPi = 3.14159265358979323846;

std::string pool_of(const CaseTable& table, const std::string& key,
                    const std::vector<PoolSpec>& pools) {
  std::vector<std::string> names;
  for (const auto& pool : pools) names.push_back(pool.name);
  const auto name = table.text(key);
  if (std::find(names.begin(), names.end(), name) == names.end())
    table.fail(key, "there is no [[pool]] of this name" + did_you_mean(name, names));
  return name;
}

/// Reads one structure after the other.
class StructureReader {
 public:
  StructureReader(const OutputOptions& output, const std::vector<PoolSpec>& pools)
      : output_(output), pools_(pools) {}

  StructureSpec read(const CaseTable& table) {
    StructureSpec s;
    s.name = table.new_name("name", names_);
    s.type = table.one_of("type", {"weir", "gate", "bridge", "culvert", "spillway", "pump"});
    s.origin = table.where();
    read_ends(s, table);
    if (table.flag_or("one_way", false)) s.physics.one_way = 1;
    if (s.type == "weir") read_weir(s, table);
    if (s.type == "gate") read_gate(s, table);
    if (s.type == "bridge") read_bridge(s, table);
    if (s.type == "culvert") read_culvert(s, table);
    if (s.type == "spillway") {
      s.physics.kind = StructureKind::Rating;
      s.curve = read_rating(table, "rating", {.low = 0, .high = Range::discharge().high});
    }
    if (s.type == "pump") {
      s.physics.kind = StructureKind::Pump;
      s.curve = read_series(table, "discharge", Range::not_negative());
    }
    read_control(s, table);
    table.no_further_keys("type = \"" + s.type + "\"" + (s.on_line() ? " on a line" : ""));
    return s;
  }

 private:
  void read_ends(StructureSpec& s, const CaseTable& table) {
    const bool may_line = s.type == "weir" || s.type == "gate" || s.type == "bridge";
    if (may_line && (table.has("line") || s.type == "bridge")) {
      s.line = table.points("line", 2);
      for (std::size_t i = 1; i < s.line.size(); ++i)
        if (s.line[i] == s.line[i - 1]) table.fail("line", "has one point twice in a row");
      return;
    }
    s.from = read_end(table, "from");
    s.to = read_end(table, "to");
    if (s.from.kind == PlaceSpec::Kind::Outside && s.type != "pump")
      table.fail("from", "only a pump brings water from outside");
    if (!s.to.line.empty()) s.physics.one_way = 1;
    if (s.from.kind == s.to.kind && s.from.pool == s.to.pool && s.from.point == s.to.point)
      table.fail("to", "is the same as from");
  }

  PlaceSpec read_end(const CaseTable& table, const std::string& key) const {
    PlaceSpec place;
    place.origin = table.where(key);
    if (table.value(key).as<std::string>() == nullptr) {
      place.kind = PlaceSpec::Kind::Point;
      const auto* list = table.value(key).as<CaseValue::Array>();
      const bool line =
          list != nullptr && !list->empty() && list->front().as<CaseValue::Array>() != nullptr;
      if (line && key == "from") table.fail(key, "water is taken at one point: [x, y]");
      if (line) place.line = table.points(key, 2);
      place.point = line ? place.line[place.line.size() / 2] : table.pair(key);
      return place;
    }
    const auto name = table.text(key);
    if (name == "outside") return place;
    place.kind = PlaceSpec::Kind::Pool;
    place.pool = pool_of(table, key, pools_);
    return place;
  }

  void read_width(StructureSpec& s, const CaseTable& table) const {
    s.width_given = table.has("width") || !s.on_line();
    if (s.width_given) s.physics.width = table.number("width");
  }

  void read_weir(StructureSpec& s, const CaseTable& table) const {
    read_width(s, table);
    s.physics.kind =
        table.choice_or("shape", StructureKind::BroadWeir,
                        {{"broad", StructureKind::BroadWeir}, {"ogee", StructureKind::OgeeWeir}});
    const bool broad = s.physics.kind == StructureKind::BroadWeir;
    s.physics.coefficient = table.number_or("coefficient", broad ? 1.705 : 2.1, Range::positive());
    s.crest_given = true;
    if (s.on_line() && table.value("crest").as<CaseValue::Table>() != nullptr)
      s.crest = read_crest(table, length_of(s.line));
    else
      s.physics.crest = table.number("crest", Range::level());
  }

  static PiecewiseLinear read_crest(const CaseTable& table, Real length) {
    constexpr Real kRounding = 1e-3;  // of lengths that users work out by hand
    auto crest = read_two_columns(table, "crest", "crest", {"distance", Range::not_negative()},
                                  {"level", Range::level()});
    const Real first = crest.x().front(), last = crest.x().back(), slack = kRounding * length;
    if (first > slack || last < length - slack)
      table.fail("crest", fmt::format("the profile goes from {} to {} m along a line of {:.7g} m",
                                      first, last, length));
    return crest;
  }

  void read_sill(StructureSpec& s, const CaseTable& table) const {
    s.crest_key = "sill";
    s.crest_given = table.has("sill");
    if (s.crest_given) s.physics.crest = table.number("sill");
    if (!s.crest_given && s.from.kind == PlaceSpec::Kind::Pool)
      table.fail("sill", "is needed where water comes from a pool");
  }

  void read_gate(StructureSpec& s, const CaseTable& table) const {
    read_width(s, table);
    read_sill(s, table);
    s.physics.kind = table.choice_or(
        "shape", StructureKind::SluiceGate,
        {{"sluice", StructureKind::SluiceGate}, {"radial", StructureKind::RadialGate}});
    s.physics.contraction = table.number("contraction");
    if (s.physics.kind == StructureKind::SluiceGate) return;
    s.physics.radius = table.number("radius", Range::positive());
    s.physics.trunnion = table.number("trunnion", Range::positive());
    if (s.physics.trunnion > s.physics.radius)
      table.fail("trunnion", "is higher over the sill than the leaf reaches, radius");
  }

  void read_bridge(StructureSpec& s, const CaseTable& table) const {
    read_width(s, table);
    read_sill(s, table);
    s.physics.kind = StructureKind::Bridge;
    s.physics.coefficient = table.number_or("coefficient", 0.9, Range::positive());
    s.physics.height = table.number("soffit", Range::level());
    s.physics.deck = table.number("deck", Range::level());
    if (s.physics.deck < s.physics.height) table.fail("deck", "lies below the soffit");
    if (s.crest_given && s.physics.height <= s.physics.crest)
      table.fail("soffit", fmt::format("does not lie above the sill, {} m ({})", s.physics.crest,
                                       s.physics.height));
    s.physics.deck_coefficient = table.number("deck_coefficient");
    s.opening = table.number("clear_share");
  }

  void read_culvert(StructureSpec& s, const CaseTable& table) const {
    Structure& p = s.physics;
    p.kind = StructureKind::Culvert;
    const bool box = table.choice_or("shape", true, {{"box", true}, {"circular", false}});
    Real perimeter = 0;
    if (box) {
      p.height = table.number("height", Range::positive());
      const Real width = table.number("width", Range::positive());
      p.area = width * p.height;
      perimeter = 2 * (width + p.height);
    } else {
      p.height = table.number("diameter", Range::positive());
      p.area = kPi / 4 * p.height * p.height;
      perimeter = kPi * p.height;
    }
    const Real n = table.number("manning"), radius = p.area / perimeter;
    p.loss =
        table.number("entrance_loss") + table.number("exit_loss") +
        2 * 9.81 * n * n * table.number("length", Range::positive()) / std::pow(radius, 4.0 / 3.0);
    if (!(p.loss > 0)) table.fail("exit_loss", "there must be some loss of head");
    p.area *= static_cast<Real>(table.integer("barrels"));
    p.coefficient = table.number_or("coefficient", 0.6, Range::positive());
    s.crest_key = "invert";
    s.crest_given = table.has("invert");
    if (s.crest_given)
      p.crest = table.number("invert");
    else if (s.from.kind == PlaceSpec::Kind::Pool)
      table.fail("invert", "is needed where water comes from a pool");
    s.crest_to_given = table.has("invert_to");
    if (s.crest_to_given) p.crest_to = table.number("invert_to");
  }

  void read_control(StructureSpec& s, const CaseTable& table) const {
    const Range range = s.is_gate() ? Range::depth() : Range{.low = 0, .high = 1};
    if (s.physics.kind == StructureKind::Bridge) return;
    if (s.is_gate() || table.has("opening")) {
      s.opening_series = read_series(table, "opening", range);
      s.opening = s.opening_series(0);
      if (s.opening_series.x().size() < 2) s.opening_series = {};
    }
    const bool moves = !s.opening_series.empty();
    if (table.has("opening_by_level")) {
      if (moves) table.fail("opening_by_level", "does not go with a series of openings");
      s.opening_table = read_two_columns(table, "opening_by_level", "opening_by_level",
                                         {"level", Range::level()}, {"opening", range});
      s.watched = watched_by(table, output_, pools_);
    }
    for (const auto& rule : table_list(table, "rule", "structure.rule")) {
      if (moves || !s.opening_table.empty())
        table.fail("rule", "does not go with a series of openings or opening_by_level");
      s.rules.push_back(read_rule(rule, range));
    }
    if (table.has("rate")) s.rate = table.number("rate");
  }

  RuleSpec read_rule(const CaseTable& table, Range range) const {
    RuleSpec spec;
    spec.watched = watched_by(table, output_, pools_);
    spec.rule.above = table.number("above", Range::level());
    spec.rule.below = table.number("below", Range::level());
    if (!(spec.rule.below < spec.rule.above)) table.fail("below", "must be less than above");
    spec.rule.opening_above = table.number("opening_above", range);
    spec.rule.opening_below = table.number("opening_below", range);
    spec.rule.delay = table.number("delay");
    return spec;
  }

  const OutputOptions& output_;
  const std::vector<PoolSpec>& pools_;
  std::set<std::string> names_;
};

}  // namespace

PlaceSpec watched_by(const CaseTable& table, const OutputOptions& output,
                     const std::vector<PoolSpec>& pools) {
  PlaceSpec place;
  if (table.has("gauge") == table.has("pool"))
    table.fail(table.has("gauge") ? "pool" : "gauge",
               "names what is watched: one of gauge and pool");
  if (table.has("pool")) {
    place.kind = PlaceSpec::Kind::Pool;
    place.pool = pool_of(table, "pool", pools);
    place.origin = table.where("pool");
    return place;
  }
  const auto name = table.text("gauge");
  std::vector<std::string> names;
  for (const auto& gauge : output.gauges) names.push_back(gauge.name);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end())
    table.fail("gauge", "there is no [[gauge]] of this name" + did_you_mean(name, names));
  const Gauge& gauge = output.gauges[found - names.begin()];
  place.kind = PlaceSpec::Kind::Point;
  place.point = {gauge.x, gauge.y};
  place.origin = table.where("gauge");
  return place;
}

std::vector<StructureSpec> read_structures(const CaseTable& top, const OutputOptions& output,
                                           const std::vector<PoolSpec>& pools) {
  StructureReader reader(output, pools);
  std::vector<StructureSpec> structures;
  for (const auto& table : table_list(top, "structure")) structures.push_back(reader.read(table));
  return structures;
}

}  // namespace freshet
