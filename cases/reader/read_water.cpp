#include <cmath>

#include "cases/reader/read_parts.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr Real kMmPerHour = 1e-3 / 3600, kMmPerDay = 1e-3 / 86400;  // m/s

/// Which of some keys is there; exactly one must be.
std::string only_one(const CaseTable& table, const std::vector<std::string>& keys) {
  std::string found, all;
  for (const auto& key : keys) {
    all += (all.empty() ? "" : key == keys.back() ? " or " : ", ") + key;
    if (!table.has(key)) continue;
    if (!found.empty()) table.fail(key, "there is " + found + " too: give one of them");
    found = key;
  }
  if (found.empty())
    fail_at(table.self(), table.path_of(keys.front()), "missing: " + all + " is needed");
  return found;
}

/// Each value until the next time: the jump lies between two neighbouring numbers.
PiecewiseLinear stepped(const PiecewiseLinear& series, const std::string& where) {
  std::vector<Real> x, y;
  for (std::size_t k = 0; k < series.x().size(); ++k) {
    if (k > 0) {
      const Real before = std::nextafter(series.x()[k], series.x()[k - 1]);
      if (before > x.back()) {
        x.push_back(before);
        y.push_back(series.y()[k - 1]);
      }
    }
    x.push_back(series.x()[k]);
    y.push_back(series.y()[k]);
  }
  return {x, y, where};
}

/// A rate in m/s from one of two keys, whose second has another unit.
PiecewiseLinear read_rate(const CaseTable& table, const std::string& key, Real unit) {
  const auto given = read_series(table, key, Range::not_negative());
  std::vector<Real> values = given.y();
  for (auto& value : values) value *= unit;
  const PiecewiseLinear rate{given.x(), values, table.where(key)};
  const bool steps =
      table.choice_or<bool>("interpolation", false, {{"linear", false}, {"step", true}});
  return steps ? stepped(rate, table.where(key)) : rate;
}

SourceSpec read_source(const CaseTable& table, std::set<std::string>& names) {
  SourceSpec source;
  source.name = table.new_name("name", names);
  const auto key = only_one(table, {"point", "line", "polygon"});
  source.origin = table.where(key);
  if (key == "point") {
    source.points = {table.pair(key)};
  } else {
    const bool line = key == "line";
    source.shape = line ? SourceSpec::Shape::Line : SourceSpec::Shape::Polygon;
    source.points = line ? table.points(key, 2) : read_region(table).polygon;
  }
  source.discharge = read_series(table, "discharge", Range::discharge());
  return source;
}

RainFiles read_rain_files(const CaseTable& table) {
  RainFiles files;
  files.file = table.file("file");
  files.variable = table.text_or("variable", "");
  files.unit = table.choice<Real>("unit", {{"m/s", 1}, {"mm/h", kMmPerHour}});
  files.start = table.number("start");
  if (!table.has("times")) return files;
  if (table.has("start")) table.fail("start", "does not go with times");
  files.times = table.numbers("times");
  for (std::size_t k = 1; k < files.times->size(); ++k)
    if (!((*files.times)[k] > (*files.times)[k - 1])) table.fail("times", "must increase");
  return files;
}

RainSpec read_rain(const CaseTable& table, std::set<std::string>& names) {
  RainSpec rain;
  rain.name = table.has("name") ? table.name("name") : "rain";
  if (!names.insert(rain.name).second)
    fail_at(table.self(), table.path_of("name"),
            "two of one name among rains and sources: give each its own, \"" + rain.name + "\"");
  const auto key = only_one(table, {"rate", "rate_mm_per_h", "raster"});
  rain.origin = table.where(key);
  if (key == "raster")
    rain.files = read_rain_files(table.table(key, {"rain.raster"}));
  else
    rain.rate = read_rate(table, key, key == "rate" ? 1 : kMmPerHour);
  rain.region = read_region(table);
  table.no_further_keys(key);
  return rain;
}

/// A property of the soil by one of its keys, in the table itself and in the regions that have it.
class SoilReader {
 public:
  explicit SoilReader(const CaseTable& top)
      : table_(top.table("infiltration", {"infiltration"})),
        regions_(table_list(table_, "region", "infiltration.region")) {}

  CellProperty property(const std::vector<PropertyKey>& keys) const {
    return read_property_of(table_, regions_, keys);
  }
  const CaseTable& table() const { return table_; }

  void no_further_keys() const {
    const std::string model = "model = \"" + table_.text("model") + "\"";
    table_.no_further_keys(model);
    for (const auto& region : regions_) region.no_further_keys(model);
  }

 private:
  CaseTable table_;
  std::vector<CaseTable> regions_;
};

PropertyKey rate_key(const std::string& name) { return {name, Range::not_negative()}; }
PropertyKey hourly_key(const std::string& name) {
  return {name + "_mm_per_h", Range::not_negative(), [](Real v) { return v * kMmPerHour; }};
}

InfiltrationSpec read_infiltration(const CaseTable& top, bool with_rain) {
  using Model = InfiltrationSpec::Model;
  const SoilReader soil(top);
  InfiltrationSpec spec;
  spec.model = soil.table().choice<Model>("model", {{"green_ampt", Model::GreenAmpt},
                                                    {"constant", Model::Constant},
                                                    {"scs_cn", Model::CurveNumber}});
  if (spec.model == Model::GreenAmpt) {
    spec.conductivity = soil.property({rate_key("conductivity"), hourly_key("conductivity")});
    spec.suction_head = soil.property({{"suction_head", Range::not_negative()}});
    spec.moisture_deficit = soil.property({{"moisture_deficit", {.low = 0, .high = 1}}});
  } else if (spec.model == Model::Constant) {
    spec.conductivity = soil.property({rate_key("rate"), hourly_key("rate")});
    spec.initial_loss = soil.property({{"initial_loss", Range::not_negative()}});
  } else {
    if (!with_rain) soil.table().fail("model", "takes its losses of [[rain]], which is not there");
    spec.curve_number =
        soil.property({{"curve_number", {.low = 0, .high = 100, .above_low = true}}});
    spec.initial_share = soil.table().number("initial_abstraction");
    soil.table().find("initial_abstraction");
  }
  soil.no_further_keys();
  return spec;
}

}  // namespace

WaterSpec read_water(const CaseTable& top) {
  WaterSpec water;
  std::set<std::string> names{"infiltration", "evaporation"};
  for (const auto& table : table_list(top, "source"))
    water.sources.push_back(read_source(table, names));
  for (const auto& table : table_list(top, "rain")) water.rains.push_back(read_rain(table, names));
  if (top.has("infiltration")) water.infiltration = read_infiltration(top, !water.rains.empty());
  if (top.has("evaporation")) {
    const auto table = top.table("evaporation", {"evaporation"});
    const auto key = only_one(table, {"rate", "rate_mm_per_day"});
    water.evaporation = {read_rate(table, key, key == "rate" ? 1 : kMmPerDay), read_region(table)};
  }
  return water;
}

}  // namespace freshet
