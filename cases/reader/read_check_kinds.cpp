#include "cases/reader/read_check_kinds.hpp"

#include <limits>

#include "cases/exact/exact_solution.hpp"

namespace freshet {
namespace {

constexpr Real kFar = std::numeric_limits<Real>::max();

void read_quantity(CheckSpec& check, const CaseTable& table) {
  check.text["quantity"] =
      table.has("quantity")
          ? table.one_of("quantity", {"depth", "level", "velocity_x", "velocity_y"})
          : "depth";
}

/// A list of one number a column, `fallback` for all where the key is not there.
std::vector<Real> per_column(const CaseTable& table, const std::string& key, std::size_t columns,
                             Real fallback) {
  if (!table.has(key)) return std::vector<Real>(columns, fallback);
  auto numbers = table.numbers(key);
  if (numbers.size() != columns) table.fail(key, "must be one number a column");
  return numbers;
}

/// The file and which of its columns are which.
void read_columns(CheckSpec& check, const CaseTable& table, std::size_t columns) {
  check.text["file"] = table.optional_file("file").string();
  auto& numbers = check.numbers["columns"] = {};
  for (std::size_t k = 0; k < columns; ++k) numbers.push_back(static_cast<Real>(k + 1));
  if (table.has("columns")) numbers = table.numbers("columns", Range::positive());
  if (numbers.size() != columns) table.fail("columns", "must be the numbers of all its columns");
  for (const Real number : numbers)
    if (number != static_cast<int>(number)) table.fail("columns", "must be integers from 1 on");
  check.numbers["scale"] = per_column(table, "scale", columns, 1);
  check.numbers["offset"] = per_column(table, "offset", columns, 0);
}

std::vector<Real> read_between(const CaseTable& table) {
  if (!table.has("between")) return {-kFar, kFar};
  const auto range = table.pair("between");
  if (!(range[1] > range[0])) table.fail("between", "must be two increasing numbers");
  return {range[0], range[1]};
}

void read_time(CheckSpec& check, const CaseTable& table) {
  check.numbers["time"] = {table.number("time", Range::positive())};
  check.times = check.numbers["time"];
}

}  // namespace

void read_order(CheckSpec& check, const CaseTable& table) {
  check.at_least = true;
  check.numbers["levels"] = {static_cast<Real>(table.integer_or("levels", 3, 2, 8))};
}

void read_front(CheckSpec& check, const CaseTable& table) {
  check.text["solution"] = table.one_of("solution", exact_solution_names());
  check.numbers["depth"] = {table.number("depth", Range::positive())};
  check.numbers["sector"] = {table.number_or("sector", 10, Range::positive())};
  if (check.numbers["sector"][0] > 360) table.fail("sector", "must be at most 360 degrees");
  check.numbers["levels"] = {static_cast<Real>(table.integer_or("levels", 1, 1, 8))};
}

void read_crossing(CheckSpec& check, const CaseTable& table) {
  check.numbers["depth"] = {table.number("depth", Range::positive())};
  check.numbers["place"] = {table.number("place")};
  check.numbers["column"] = {table.number("column", Range::positive())};
  check.numbers["between"] = read_between(table);
}

void read_steady_discharge(CheckSpec& check, const CaseTable& table) {
  check.numbers["discharge"] = {table.number("discharge", Range::positive())};
  check.numbers["since"] = {table.number("since", Range::positive())};
  check.times = check.numbers["since"];
}

void read_gauge_figure(CheckSpec& check, const CaseTable& table) {
  read_quantity(check, table);
  check.numbers["value"] = {table.number("value")};
  if (check.kind != "gauge_value") return;
  check.numbers["time"] = {};
  if (table.has("time")) check.numbers["time"] = {table.number("time", Range::not_negative())};
}

void read_series_rmse(CheckSpec& check, const CaseTable& table) {
  read_quantity(check, table);
  read_columns(check, table, 2);
  check.numbers["between"] = read_between(table);
}

void read_profile_rmse(CheckSpec& check, const CaseTable& table) {
  read_quantity(check, table);
  read_columns(check, table, 2);
  read_time(check, table);
  check.numbers["y"] = {table.number("y")};
  check.numbers["between"] = read_between(table);
}

void read_velocity_rmse(CheckSpec& check, const CaseTable& table) {
  read_columns(check, table, 4);
  read_time(check, table);
  check.numbers["least_depth"] = {table.number_or("least_depth", 0, Range::not_negative())};
}

}  // namespace freshet
