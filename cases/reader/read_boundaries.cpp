#include <fmt/format.h>

#include "cases/input/csv_columns.hpp"
#include "cases/input/nearest.hpp"
#include "cases/reader/read_parts.hpp"
#include "kernels/error.hpp"

namespace freshet {

PiecewiseLinear read_two_columns(const CaseTable& parent, const std::string& key,
                                 const std::string& schema, const SeriesColumn& x,
                                 const SeriesColumn& y) {
  const auto series = parent.table(key, {schema});
  if (!series.has("file"))
    return {series.numbers(x.name, x.range), series.numbers(y.name, y.range), parent.where(key)};
  const auto file = series.file("file");
  auto columns = read_csv_columns(file, {series.text(x.name), series.text(y.name)});
  for (const auto& [column, values] : {std::pair{x, columns[0]}, {y, columns[1]}})
    for (const Real value : values)
      if (!column.range.contains(value))
        throw InputError(fmt::format("{}: {}: column {} {} ({})", parent.where(key), file.string(),
                                     series.text(column.name), column.range.text(), value));
  return {std::move(columns[0]), std::move(columns[1]),
          file.string() + ": column " + series.text(x.name)};
}

namespace {

/// One of [[loads.series]].
PiecewiseLinear named_series(const CaseTable& table, const std::string& key,
                             const std::string& name, Range range) {
  const auto& all = table.context().series;
  const auto found = all.find(name);
  if (found == all.end()) {
    std::vector<std::string> names;
    for (const auto& entry : all) names.push_back(entry.first);
    table.fail(key, all.empty() ? "there are no [[loads.series]] that it could name"
                                : "is none of [[loads.series]]" + did_you_mean(name, names));
  }
  for (const Real value : found->second.y())
    if (!range.contains(value))
      table.fail(key, fmt::format("{}; the series has {}", range.text(), value));
  return found->second;
}

PiecewiseLinear read_in_time(const CaseTable& table, const std::string& key, Range range) {
  auto series = read_two_columns(table, key, "series", {"time", {}}, {"value", range});
  const auto words = table.table(key, {"series"});
  const Real scale = words.number("scale"), delay = words.number("delay");
  if (scale == 1 && delay == 0) return series;
  auto time = series.x(), value = series.y();
  for (auto& t : time) t += delay;
  for (auto& v : value) v *= scale;
  return {std::move(time), std::move(value), table.where(key)};
}

}  // namespace

PiecewiseLinear read_series(const CaseTable& table, const std::string& key, Range range) {
  const auto& given = table.value(key);
  if (const auto* name = given.as<std::string>()) return named_series(table, key, *name, range);
  if (given.as<CaseValue::Table>() != nullptr) return read_in_time(table, key, range);
  if (given.as<std::int64_t>() == nullptr && given.as<double>() == nullptr)
    table.fail(key,
               "must be a number, a series { time = [...], value = [...] } or the name of one of "
               "[[loads.series]]");
  return {{0}, {table.number(key, range)}, table.where(key)};
}

PiecewiseLinear read_rating(const CaseTable& table, const std::string& key, Range range) {
  if (table.value(key).as<CaseValue::Table>() == nullptr)
    table.fail(key, "must be a table { level = [...], discharge = [...] }");
  auto rating =
      read_two_columns(table, key, "rating", {"level", Range::level()}, {"discharge", range});
  const auto &level = rating.x(), &discharge = rating.y();
  for (std::size_t i = 1; i < level.size(); ++i)
    if (discharge[i] < discharge[i - 1])
      table.fail(key, fmt::format("the discharge falls from {} to {} m3/s while the level rises "
                                  "from {} to {} m",
                                  discharge[i - 1], discharge[i], level[i - 1], level[i]));
  return rating;
}

PiecewiseLinear read_profile(const CaseTable& table, const std::string& key) {
  if (table.value(key).as<CaseValue::Table>() == nullptr)
    table.fail(key, "must be a table { x = [...], level = [...] }");
  return read_two_columns(table, key, "profile", {"x", {}}, {"level", Range::level()});
}

namespace {

Range range_of(SeriesRange range) {
  switch (range) {
    case SeriesRange::Level:
      return Range::level();
    case SeriesRange::Discharge:
      return Range::discharge();
    default:
      return Range::depth();
  }
}

std::vector<std::pair<std::string, Index>> kinds() {
  std::vector<std::pair<std::string, Index>> names;
  for (const auto& words : boundary_words())
    names.emplace_back(words.name, static_cast<Index>(names.size()));
  return names;
}

/// The kind of a boundary and what goes with it, from `from` (s) on.
BoundaryPhase read_phase(const CaseTable& table, Real from) {
  BoundaryPhase phase{table.choice("type", kinds()), {}, from};
  const BoundaryWords& words = boundary_words()[phase.kind];
  for (int k = 0; k < series_a_boundary; ++k) {
    const BoundarySeries& series = words.series[k];
    const std::string key(series.key);
    if (!series.given() || (!series.required() && !table.has(key))) continue;
    phase.series[k] = series.use == SeriesUse::OverLevel
                          ? read_rating(table, key)
                          : read_series(table, key, range_of(series.range));
  }
  table.no_further_keys("type = \"" + std::string(words.name) + "\"");
  return phase;
}

std::vector<BoundaryPhase> read_changes(const CaseTable& boundary) {
  std::vector<BoundaryPhase> changes;
  for (const auto& table : table_list(boundary, "change")) {
    const Real time = table.number("time");
    if (!changes.empty() && !(time > changes.back().from))
      table.fail("time", "must be later than that of the change before");
    changes.push_back(read_phase(table, time));
  }
  return changes;
}

}  // namespace

std::vector<BoundaryCondition> read_boundaries(const CaseTable& top) {
  std::vector<BoundaryCondition> boundaries;
  std::set<std::string> names;
  for (const auto& table : table_list(top, "boundary")) {
    BoundaryCondition boundary{table.new_name("name", names), {}};
    const auto changes = read_changes(table);
    boundary.phases.push_back(read_phase(table, BoundaryPhase{}.from));
    boundary.phases.insert(boundary.phases.end(), changes.begin(), changes.end());
    boundaries.push_back(std::move(boundary));
  }
  return boundaries;
}

}  // namespace freshet
