#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "cases/input/nearest.hpp"
#include "cases/reader/read_parts.hpp"
#include "kernels/error.hpp"
#include "solver/breach/regressions.hpp"
#include "solver/breach/soil.hpp"

namespace freshet {
namespace {

/// The entry of a list that has this name; its number.
template <class List>
Index number_of(const List& list, const std::string& name, const CaseTable& table,
                const std::string& key, const std::string& kind) {
  std::vector<std::string> names;
  for (const auto& each : list) names.push_back(each.name);
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end())
    table.fail(key, "there is no [[" + kind + "]] of this name" + did_you_mean(name, names));
  return static_cast<Index>(found - names.begin());
}

Real crest_at(const StructureSpec& s, Real distance) {
  return s.crest.empty() ? s.physics.crest : s.crest(distance);
}

/// Half the width that a breach is known to have in the end, at its crest, m.
Real known_half(const Breach& b) {
  if (b.model != BreachModel::Prescribed) return 0.5 * b.first_width;
  return 0.5 * b.last_width + b.first_slope * (b.body.crest - b.floor);
}

/// Reads one breach after the other.
class BreachReader {
 public:
  explicit BreachReader(const Case& given) : given_(given) {
    for (const auto& s : given.structures) names_.insert(s.name);
  }

  BreachSpec read(const CaseTable& table) {
    BreachSpec spec;
    spec.name = table.new_name("name", names_);
    spec.origin = table.where();
    Breach& b = spec.physics;
    b.structure =
        number_of(given_.structures, table.text("structure"), table, "structure", "structure");
    const StructureSpec& in = given_.structures[b.structure];
    if (in.type != "weir")
      table.fail("structure", "is a " + in.type + "; breaches are cut in weirs");
    b.high = in.on_line() ? length_of(in.line) : in.physics.width;
    b.centre = table.has("centre") ? table.number("centre") : 0.5 * b.high;
    if (table.has("centre") && !(b.centre < b.high))
      table.fail("centre", fmt::format("lies beyond the end of \"{}\", at {} m", in.name, b.high));
    b.body.crest = crest_at(in, b.centre);
    b.coefficient = table.number("coefficient");
    const auto model =
        table.one_of("model", {"prescribed", "regression", "excess_shear", "capacity"});
    if (model == "prescribed") read_prescribed(b, table);
    if (model == "regression") read_regression(b, table);
    if (model == "excess_shear" || model == "capacity") read_erosion(b, table, model == "capacity");
    read_body(spec, table, model == "capacity");
    read_begin(spec, table.table("begin", {"breach.begin"}));
    table.no_further_keys("model = \"" + model + "\"");
    return spec;
  }

 private:
  /// Levels and widths at the start, which no erosion can do without.
  void read_start(Breach& b, const CaseTable& table, bool needed) const {
    const Real crest = b.body.crest;
    b.first_bottom = needed || table.has("invert_start") ? table.number("invert_start") : crest;
    b.first_width = needed || table.has("width_start") ? table.number("width_start") : 0;
    if (needed && !(b.first_width > 0))
      table.fail("width_start", "erosion begins in a notch: must be greater than 0");
    if (b.first_bottom > crest || (needed && b.first_bottom == crest))
      table.fail("invert_start", fmt::format("is not below the crest, {} m", crest));
    if (b.floor > b.first_bottom)
      table.fail(table.has("invert") ? "invert" : "invert_start",
                 fmt::format("its bottom in the end, {} m, lies above that at the start, {} m",
                             b.floor, b.first_bottom));
  }

  void read_final(Breach& b, const CaseTable& table) const {
    if (table.has("invert")) b.floor = table.number("invert");
    if (b.floor >= b.body.crest)
      table.fail("invert", fmt::format("is not below the crest, {} m", b.body.crest));
    b.exponent = table.has("exponent") ? table.number("exponent", {.low = 1, .high = 4}) : 1;
  }

  void read_prescribed(Breach& b, const CaseTable& table) const {
    b.floor = table.number("invert");
    read_final(b, table);
    read_start(b, table, false);
    b.last_width = table.number("width");
    b.first_slope = table.number_or("side_slope", 0, {.low = 0, .high = 10});
    b.duration = table.number("duration");
    const Real half = known_half(b);
    if (b.centre - half < -1e-9 * half || b.centre + half > b.high * (1 + 1e-9))
      table.fail("width",
                 fmt::format("the breach is {} m wide at the crest, more than its structure "
                             "has around the centre at {} m of {} m",
                             2 * half, b.centre, b.high));
  }

  void read_regression(Breach& b, const CaseTable& table) const {
    const auto& all = given_.breach_estimates;
    const auto number =
        number_of(all, table.text("estimate"), table, "estimate", "breach_estimate");
    const breach::EmbankmentFailure& dam = all[number].failure;
    const auto name = table.text("regression");
    table.one_of("regression", {"froehlich_1995", "froehlich_2008", "macdonald_1984",
                                "von_thun_1990", "xu_zhang_2009"});
    b.floor = b.body.crest - dam.height;
    read_final(b, table);
    read_start(b, table, false);
    const auto find = [&](std::string_view quantity) -> const breach::Regression* {
      for (const auto& each : breach::regressions())
        if (each.quantity == quantity && each.name == name) return &each;
      return nullptr;
    };
    const auto* side = find("side_slope");
    b.first_slope = side != nullptr && !table.has("side_slope")
                        ? side->value(dam)
                        : table.number("side_slope", {.low = 0, .high = 10});
    if (name == "macdonald_1984" && !(dam.thickness > 0))
      table.fail("regression", "makes a width of the eroded volume by the estimate's `thickness`");
    const Real mean = name == "macdonald_1984"
                          ? find("eroded_volume")->value(dam) / (dam.height * dam.thickness)
                          : find("width")->value(dam);
    const Real bottom = mean - b.first_slope * (b.body.crest - b.floor);
    b.last_width = table.has("width") ? table.number("width") : std::max<Real>(bottom, 0);
    b.duration = table.has("duration") ? table.number("duration") : find("time")->value(dam);
  }

  void read_erosion(Breach& b, const CaseTable& table, bool by_capacity) const {
    b.model = by_capacity ? BreachModel::Capacity : BreachModel::ExcessShear;
    b.floor = table.number("invert");
    read_final(b, table);
    if (table.has("exponent")) table.fail("exponent", "goes with no erosion");
    if (table.has("pipe_level"))
      read_pipe(b, table);
    else
      read_start(b, table, true);
    b.first_slope = table.number_or("side_slope", 0, {.low = 0, .high = 10});
    b.manning = table.number("manning");
    b.side_ratio = table.number("side_ratio");
    if (by_capacity)
      read_grains(b, table);
    else
      b.erodibility = table.number("erodibility");
    if (!by_capacity || table.has("critical_shear"))
      b.critical_shear = table.number("critical_shear");
    if (by_capacity && !(b.critical_shear > 0))
      table.fail("critical_shear", "must be greater than 0");
    b.span_by_cohesion = never;
    b.banks.slope[0] = b.first_slope;
    if (table.has("friction_angle")) read_soil(b, table);
    if (b.first_roof < never) b.first_slope = 0;
  }

  void read_pipe(Breach& b, const CaseTable& table) const {
    const Real axis = table.number("pipe_level"), size = table.number("pipe_size");
    b.first_bottom = axis - 0.5 * size;
    b.first_roof = axis + 0.5 * size;
    b.first_width = size;
    if (b.first_roof >= b.body.crest)
      table.fail("pipe_level", fmt::format("the pipe reaches the crest, {} m", b.body.crest));
    if (b.floor > b.first_bottom)
      table.fail("invert", fmt::format("lies above the bottom of the pipe, {} m", b.first_bottom));
  }

  void read_grains(Breach& b, const CaseTable& table) const {
    b.grain = table.number("grain");
    b.density = table.number("grain_density");
    b.porosity = table.number("porosity");
    b.adaptation = table.number("adaptation");
    b.settling = breach::settling_speed(b.grain, b.density);
    b.critical_shear = breach::grain_critical_shear(b.grain, b.density);
    b.grain_share = breach::grain_shear_share(b.grain, b.manning);
  }

  void read_soil(Breach& b, const CaseTable& table) const {
    const Real angle = table.number("friction_angle") * std::numbers::pi_v<Real> / 180;
    const Real cohesion = table.number("cohesion"), weight = table.number("unit_weight");
    if (table.flag("banks_fall"))
      b.banks = breach::stable_banks(b.first_slope, cohesion, angle, weight);
    b.span_by_cohesion = 2 * cohesion / weight;
    b.span_by_cover = (1 - std::sin(angle)) * std::tan(angle);
  }

  void read_body(BreachSpec& spec, const CaseTable& table, bool needed) const {
    spec.body_given = needed || table.has("crest_width");
    DamBody& body = spec.physics.body;
    if (!spec.body_given) return;
    body.crest_width = table.number("crest_width");
    body.slopes = table.number("upstream_slope") + table.number("downstream_slope");
    if (!(body.thickness(spec.physics.floor) > 0))
      table.fail("crest_width", "the body has no thickness");
  }

  void read_begin(BreachSpec& spec, const CaseTable& table) {
    BreachTrigger& t = spec.physics.trigger;
    if (table.has("time")) t.time = table.number("time");
    if (table.has("level")) {
      t.level = table.number("level", Range::level());
      spec.watches = table.has("gauge") || table.has("pool");
      if (spec.watches) spec.watched = watched_by(table, given_.output, given_.pools);
    }
    if (table.has("overtopping")) {
      t.depth = table.number("overtopping");
      t.duration = table.number("duration");
    }
    const bool after = table.has("after");
    const bool signal = table.flag("signal");
    waits_for_.push_back(after ? table.text("after") : "");
    tables_.push_back(table);
    t.delay = table.number("delay");
    if (t.time == never && t.level == never && t.depth == never && !after && !signal)
      fail_at(table.self(), table.path_of("time"),
              "nothing begins the breach: one of time, level, overtopping, after, signal");
    table.no_further_keys("what begins the breach");
  }

 public:
  /// What breaches wait for, and how far each may grow.
  std::vector<BreachSpec> together(std::vector<BreachSpec> all) const {
    std::vector<std::size_t> order(all.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return key(all[a]) < key(all[b]); });
    std::vector<BreachSpec> sorted;
    for (const auto i : order) sorted.push_back(all[i]);
    for (std::size_t i = 0; i < order.size(); ++i) {
      const auto& name = waits_for_[order[i]];
      if (!name.empty()) set_after(sorted, i, name, tables_[order[i]]);
      if (i > 0 && sorted[i - 1].physics.structure == sorted[i].physics.structure)
        part(sorted[i - 1], sorted[i]);
    }
    return sorted;
  }

 private:
  static std::pair<Index, Real> key(const BreachSpec& s) {
    return {s.physics.structure, s.physics.centre};
  }

  void set_after(std::vector<BreachSpec>& all, std::size_t i, const std::string& name,
                 const CaseTable& table) const {
    BreachTrigger& t = all[i].physics.trigger;
    for (std::size_t j = 0; j < all.size(); ++j)
      if (all[j].name == name) t.after_breach = static_cast<Index>(j);
    if (t.after_breach == static_cast<Index>(i)) table.fail("after", "is the breach itself");
    if (t.after_breach >= 0) return;
    std::vector<std::string> names;
    for (const auto& each : all) {
      names.push_back(each.name);
      const auto& structure = given_.structures[each.physics.structure].name;
      names.push_back(structure);
      if (structure == name) t.after_structure = each.physics.structure;
    }
    if (t.after_structure < 0)
      table.fail("after", "there is no breach of this name, nor one in a structure of this name" +
                              did_you_mean(name, names));
    if (t.after_structure == all[i].physics.structure)
      table.fail("after", "is the breach's own structure");
  }

  /// Parts a structure between two breaches side by side: in the middle between what both are known
  /// to take.
  static void part(BreachSpec& left, BreachSpec& right) {
    Breach &a = left.physics, &b = right.physics;
    const Real from = a.centre + known_half(a), to = b.centre - known_half(b);
    if (from > to + 1e-9 * b.centre)
      throw InputError(fmt::format("{}.centre: \"{}\" and \"{}\" overlap by {} m", right.origin,
                                   left.name, right.name, from - to));
    a.high = b.low = 0.5 * (from + to);
  }

  const Case& given_;
  std::set<std::string> names_;
  std::vector<std::string> waits_for_;
  std::vector<CaseTable> tables_;
};

}  // namespace

std::vector<BreachSpec> read_breaches(const CaseTable& top, const Case& so_far) {
  BreachReader reader(so_far);
  std::vector<BreachSpec> breaches;
  for (const auto& table : table_list(top, "breach")) breaches.push_back(reader.read(table));
  return reader.together(std::move(breaches));
}

}  // namespace freshet
