#include "cases/reader/read_loads.hpp"

#include <numbers>

#include "cases/input/ground_record.hpp"
#include "cases/loads/run_loads.hpp"
#include "cases/reader/read_parts.hpp"
#include "kernels/error.hpp"
#include "solver/loads/series_shapes.hpp"

namespace freshet {
namespace {

using loads::SeriesPoints;

constexpr Real kDegree = std::numbers::pi / 180;

PiecewiseLinear series_of(SeriesPoints points, const CaseTable& table) {
  return {std::move(points.time), std::move(points.value), table.where()};
}

SeriesPoints read_waves(const CaseTable& table, Real duration) {
  std::vector<loads::WavePart> parts;
  if (table.has("components")) {
    const auto rows = table.rows("components", 3);
    for (std::size_t i = 0; i + 2 < rows.size(); i += 3) {
      if (!(rows[i + 1] > 0)) table.fail("components", "must have periods above 0");
      parts.push_back({rows[i], rows[i + 1], rows[i + 2] * kDegree});
    }
    if (parts.empty()) table.fail("components", "must not be empty");
  } else {
    parts =
        loads::jonswap(table.number("significant_height"), table.number("peak_period"),
                       table.number("peak_enhancement"), static_cast<int>(table.integer("parts")),
                       static_cast<std::uint64_t>(table.integer("seed")));
  }
  return loads::wave_train(parts, duration);
}

SeriesPoints read_operation(const CaseTable& table) {
  const auto rows = table.rows("rule", 2);
  std::vector<Real> days, values;
  for (std::size_t i = 0; i + 1 < rows.size(); i += 2) {
    const bool rises = days.empty() ? rows[i] >= 0 : rows[i] > days.back();
    if (!rises || rows[i] >= 365.25)
      table.fail("rule", "must have rising days of the year from 0 to below 365.25");
    days.push_back(rows[i]);
    values.push_back(rows[i + 1]);
  }
  if (days.empty()) table.fail("rule", "must not be empty");
  return loads::annual_rule(days, values, static_cast<int>(table.integer("years")));
}

PiecewiseLinear read_shape(const CaseTable& table) {
  const auto kind = table.one_of(
      "kind", {"table", "sinusoid", "sawtooth", "bursts", "waves", "operation", "record"});
  if (kind == "table") return read_series(table, "values", Range::any());
  if (kind == "record")
    return read_ground_record(table.file("file"), table.text_or("time", "time"),
                              table.text_or("value", "value"));
  if (kind == "operation") return series_of(read_operation(table), table);
  const Real duration = table.number("duration");
  if (kind == "sinusoid")
    return series_of(loads::sinusoid({table.number("amplitude"), table.number("period"),
                                      table.number("phase") * kDegree, table.number("ramp")},
                                     duration),
                     table);
  if (kind == "sawtooth" && !(table.number("high") > table.number("low")))
    table.fail("high", "must be greater than low");
  if (kind == "sawtooth")
    return series_of(loads::sawtooth(table.number("low"), table.number("high"),
                                     table.number("rise"), table.number("fall"), duration),
                     table);
  if (kind == "bursts")
    return series_of(
        loads::bursts(table.number("amplitude"), table.number("period"),
                      static_cast<int>(table.integer("waves")), table.number("pause"), duration),
        table);
  return series_of(read_waves(table, duration), table);
}

PiecewiseLinear read_one(const CaseTable& table) {
  const auto shape = [&] {
    try {
      return read_shape(table);
    } catch (const InputError& error) {
      const std::string what = error.what();
      if (what.find(table.path_of("")) != std::string::npos) throw;
      throw InputError(table.where() + ": " + what);
    }
  }();
  const Real factor = table.number("factor"), offset = table.number("offset");
  const Real start = table.number("start");
  table.no_further_keys("kind = \"" + table.text("kind") + "\"");
  std::vector<Real> times = shape.x(), values = shape.y();
  for (Real& time : times) time += start;
  for (Real& value : values) value = factor * value + offset;
  return {std::move(times), std::move(values), table.where()};
}

}  // namespace

std::map<std::string, PiecewiseLinear> read_load_series(const CaseTable& top) {
  std::map<std::string, PiecewiseLinear> all;
  if (!top.has("loads")) return all;
  std::set<std::string> names;
  for (const auto& table : table_list(top.table("loads", {"loads"}), "series", "loads.series")) {
    const auto name = table.new_name("name", names);
    all.emplace(name, read_one(table));
  }
  return all;
}

LoadsSpec read_loads(const CaseTable& top) {
  LoadsSpec spec;
  if (top.has("load_cases") && !top.has("loads")) top.fail("load_cases", "needs [loads.section]");
  if (!top.has("loads")) return spec;
  const auto table = top.table("loads", {"loads"});
  if (table.has("ground_motion")) {
    const auto ground = table.table("ground_motion", {"loads.ground_motion"});
    const Real factor = ground.number("factor");
    const auto read = [&](const char* key) {
      if (!ground.has(key)) return PiecewiseLinear();
      const auto series = read_series(ground, key, Range::any());
      auto values = series.y();
      for (Real& value : values) value *= factor;
      return PiecewiseLinear(series.x(), std::move(values), ground.where(key));
    };
    spec.shaking_x = read("x");
    spec.shaking_y = read("y");
    if (!spec.shakes()) ground.fail("factor", "needs x or y");
    if (!top.has("flow"))
      table.fail(
          "ground_motion",
          "shakes the water of [flow], which is not there; a dam alone has [dam.ground_motion]");
  }
  read_formulas(spec, table);
  read_load_cases(spec, top, table);
  try {
    refuse_one_name_for_two(spec);
  } catch (const InputError& error) {
    throw InputError(table.where() + ": " + error.what());
  }
  return spec;
}

}  // namespace freshet
