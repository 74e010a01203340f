#include <fmt/format.h>

#include "cases/input/csv_columns.hpp"
#include "cases/reader/read_parts.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

struct Column {
  std::string name;
  Range range;
};

/// Two columns of the table under `key`, inline or from a file.
PiecewiseLinear read_two_columns(const CaseTable& parent, const std::string& key,
                                 const std::string& schema, const Column& x, const Column& y) {
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

const std::vector<std::pair<std::string, BoundaryType>> kTypes = {
    {"wall", BoundaryType::Wall},     {"transmissive", BoundaryType::Transmissive},
    {"level", BoundaryType::Level},   {"discharge", BoundaryType::Discharge},
    {"rating", BoundaryType::Rating}, {"critical", BoundaryType::Critical}};

}  // namespace

PiecewiseLinear read_series(const CaseTable& table, const std::string& key, Range range) {
  const auto& given = table.value(key);
  if (given.as<CaseValue::Table>() != nullptr)
    return read_two_columns(table, key, "series", {"time", {}}, {"value", range});
  if (given.as<std::int64_t>() == nullptr && given.as<double>() == nullptr)
    table.fail(key, "must be a number or a series { time = [...], value = [...] }");
  return {{0}, {table.number(key, range)}, table.where(key)};
}

PiecewiseLinear read_rating(const CaseTable& table, const std::string& key) {
  if (table.value(key).as<CaseValue::Table>() == nullptr)
    table.fail(key, "must be a table { level = [...], discharge = [...] }");
  return read_two_columns(table, key, "rating", {"level", Range::level()},
                          {"discharge", Range::discharge()});
}

PiecewiseLinear read_profile(const CaseTable& table, const std::string& key) {
  if (table.value(key).as<CaseValue::Table>() == nullptr)
    table.fail(key, "must be a table { x = [...], level = [...] }");
  return read_two_columns(table, key, "profile", {"x", {}}, {"level", Range::level()});
}

namespace {

/// The kind of a boundary and what goes with it, for a condition or a later change of it.
template <class Condition>
void read_kind(Condition& condition, const CaseTable& table) {
  condition.type = table.choice("type", kTypes);
  if (condition.type == BoundaryType::Discharge)
    condition.series = read_series(table, "discharge", Range::discharge());
  if (condition.type == BoundaryType::Discharge && table.has("depth"))
    condition.depth = read_series(table, "depth", Range::depth());
  if (condition.type == BoundaryType::Level)
    condition.series = read_series(table, "level", Range::level());
  if (condition.type == BoundaryType::Rating) condition.series = read_rating(table, "rating");
  table.no_further_keys("type = \"" + table.text("type") + "\"");
}

std::vector<BoundaryChange> read_changes(const CaseTable& boundary) {
  std::vector<BoundaryChange> changes;
  for (const auto& table : table_list(boundary, "change")) {
    BoundaryChange change;
    change.time = table.number("time");
    if (!changes.empty() && !(change.time > changes.back().time))
      table.fail("time", "must be later than that of the change before");
    read_kind(change, table);
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace

std::vector<BoundaryCondition> read_boundaries(const CaseTable& top) {
  std::vector<BoundaryCondition> boundaries;
  std::set<std::string> names;
  for (const auto& table : table_list(top, "boundary")) {
    BoundaryCondition boundary;
    boundary.name = table.new_name("name", names);
    boundary.changes = read_changes(table);
    read_kind(boundary, table);
    boundaries.push_back(std::move(boundary));
  }
  return boundaries;
}

}  // namespace freshet
