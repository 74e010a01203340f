#include <algorithm>
#include <cmath>

#include "cases/exact/exact_solution.hpp"
#include "cases/reader/case_schema.hpp"
#include "cases/reader/nearest.hpp"
#include "cases/reader/read_check_kinds.hpp"
#include "cases/reader/read_parts.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

const std::vector<std::string> kQuantities = {"depth", "level", "velocity_x", "velocity_y",
                                              "unit_discharge"};
const std::vector<std::string> kNorms = {"l1", "l2", "max"};

void read_exact(CheckSpec& check, const CaseTable& table) {
  check.text["solution"] = table.one_of("solution", exact_solution_names());
  check.text["quantity"] = table.has("quantity") ? table.one_of("quantity", kQuantities) : "depth";
  check.text["norm"] = table.has("norm") ? table.one_of("norm", kNorms) : "l1";
  if (table.has("region")) check.text["region"] = table.expression("region", {"x", "y"}).text();
}

std::vector<std::string> gauge_names(const OutputOptions& output) {
  std::vector<std::string> names;
  for (const auto& gauge : output.gauges) names.push_back(gauge.name);
  return names;
}

void read_gauge_name(CheckSpec& check, const CaseTable& table, const OutputOptions& output) {
  check.text["gauge"] = table.one_of("gauge", gauge_names(output));
}

void read_gauge_rmse(CheckSpec& check, const CaseTable& table) {
  check.text["file"] = table.optional_file("file").string();
  check.text["time"] = table.text_or("time", "time");
  check.text["value"] = table.text("value");
  check.text["quantity"] =
      table.has("quantity") ? table.one_of("quantity", {"depth", "level"}) : "depth";
  check.numbers["offset"] = {table.number_or("offset", 0)};
}

void read_arrival(CheckSpec& check, const CaseTable& table, Range time) {
  check.numbers["depth"] = {table.number_or("depth", 0.01, Range::positive())};
  check.numbers["time"] = {table.number("time", time)};
}

/// With `after` the time is a difference, which may be negative.
void read_gauge_arrival(CheckSpec& check, const CaseTable& table, const OutputOptions& output) {
  if (table.has("after")) {
    check.text["after"] = table.one_of("after", gauge_names(output));
    if (check.text["after"] == check.text["gauge"])
      table.fail("after", "is the gauge itself: name another one");
  }
  read_arrival(check, table, table.has("after") ? Range::any() : Range::not_negative());
}

/// Maxima and arrival times are there only if [output] asks for them.
void need_maxima(const CaseTable& table, const OutputOptions& output) {
  if (!output.maxima) table.fail("kind", "needs output.maxima = true");
}

void need_arrival(const CheckSpec& check, const CaseTable& table, const OutputOptions& output) {
  need_maxima(table, output);
  const auto& kept = output.arrival_depths;
  if (std::find(kept.begin(), kept.end(), check.numbers.at("depth")[0]) == kept.end())
    table.fail(table.has("depth") ? "depth" : "kind",
               "the depth of arrival must be one of output.arrival_depths");
}

/// A state is kept at times of output only, and at the end.
void need_times(const CheckSpec& check, const CaseTable& table, const OutputOptions& output) {
  for (const Real time : check.times) {
    const auto on = [&](Real interval) {
      const Real events = time / interval;
      return interval > 0 && std::abs(events - std::round(events)) < 1e-9 * events;
    };
    if (!on(output.interval) && !on(output.series_interval))
      table.fail(table.has("time") ? "time" : "since",
                 "must be a multiple of output.interval or output.series_interval");
  }
}

/// The one list of kinds is the schema's tables "check.KIND"; here is what each reads.
void read_kind(CheckSpec& check, const CaseTable& table, const OutputOptions& output) {
  const auto& kind = check.kind;
  if (kind == "exact" || kind == "order") read_exact(check, table);
  if (kind == "order") read_order(check, table);
  if (kind == "front") read_front(check, table);
  if (kind == "crossing") read_crossing(check, table);
  if (kind == "steady_discharge") read_steady_discharge(check, table);
  if (kind.starts_with("gauge_") || kind == "series_rmse") read_gauge_name(check, table, output);
  if (kind == "gauge_value" || kind == "gauge_maximum") read_gauge_figure(check, table);
  if (kind == "series_rmse") read_series_rmse(check, table);
  if (kind == "profile_rmse") read_profile_rmse(check, table);
  if (kind == "velocity_rmse") read_velocity_rmse(check, table);
  if (kind == "gauge_rmse") read_gauge_rmse(check, table);
  if (kind == "gauge_arrival") read_gauge_arrival(check, table, output);
  if (kind == "dam_figure") {
    check.text["figure"] = table.text("figure");
    check.numbers["value"] = {table.number("value")};
  }
  if (kind == "arrival_difference") {
    for (const char* key : {"from", "to"}) {
      const auto place = table.pair(key);
      check.numbers[key] = {place[0], place[1]};
    }
    read_arrival(check, table, Range::positive());
    need_arrival(check, table, output);
  }
  if (kind == "max_level_rmse") {
    need_maxima(table, output);
    check.numbers["points"] = table.rows("points", 3);
    if (check.numbers["points"].empty()) table.fail("points", "must not be empty");
    check.text["place"] =
        table.has("place") ? table.one_of("place", {"wet_cell", "flood_edge"}) : "wet_cell";
  }
}

}  // namespace

std::vector<CheckSpec> read_checks(const CaseTable& top, const OutputOptions& output) {
  std::vector<CheckSpec> checks;
  std::set<std::string> names;
  for (const auto& table : table_list(top, "check")) {
    CheckSpec check;
    check.kind = table.one_of("kind", check_kinds());
    check.name = table.text_or("name", check.kind);
    check.bound = table.number("bound", Range::not_negative());
    if (table.has("coarse_bound"))
      check.coarse_bound = table.number("coarse_bound", Range::not_negative());
    read_kind(check, table, output);
    need_times(check, table, output);
    table.no_further_keys("kind = \"" + check.kind + "\"");
    if (!names.insert(check.name).second)
      fail_at(table.self(), table.path_of("name"),
              "two checks of one name: give each its own, \"" + check.name + "\"");
    checks.push_back(std::move(check));
  }
  return checks;
}

}  // namespace freshet
