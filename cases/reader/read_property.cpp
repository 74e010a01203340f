#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "cases/reader/read_parts.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

Real number_of(const CaseValue& value, const std::string& path, Range range) {
  const auto* integer = value.as<std::int64_t>();
  const auto* real = value.as<double>();
  if (integer == nullptr && real == nullptr) fail_at(value, path, "must be a number");
  const Real number = integer != nullptr ? static_cast<Real>(*integer) : *real;
  if (!std::isfinite(number) || !range.contains(number))
    fail_at(value, path, range.text() + " and finite");
  return number;
}

/// The numbers of a table such as { forest = 0.1 }, by name.
std::map<std::string, Real> named_numbers(const CaseTable& table, const std::string& key,
                                          Range range) {
  std::map<std::string, Real> numbers;
  const auto* entries = table.value(key).as<CaseValue::Table>();
  if (entries == nullptr) table.fail(key, "must be a table: name = number");
  for (const auto& [name, value] : *entries)
    numbers[name] = number_of(value, table.path_of(key) + "." + printable(name), range);
  return numbers;
}

std::map<Real, Real> read_classes(const CaseTable& raster, Range range) {
  std::map<Real, Real> classes;
  for (const auto& [name, value] : named_numbers(raster, "classes", range)) {
    Real number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error != std::errc() || end != name.data() + name.size())
      raster.fail("classes", fmt::format("\"{}\" is no value of a raster", printable(name)));
    classes[number] = value;
  }
  if (classes.empty()) raster.fail("classes", "must not be empty");
  return classes;
}

PropertyStep read_raster(const CaseTable& table, const PropertyKey& key) {
  const auto raster = table.table(key.name, {"property"});
  PropertyStep step;
  step.raster = raster.file("raster");
  if (raster.has("classes")) step.classes = read_classes(raster, key.range);
  step.convert = [convert = key.convert, range = key.range,
                  where = raster.where("raster")](Real v) {
    if (!range.contains(v))
      throw InputError(where + ": the raster has " + std::to_string(v) + ", which " + range.text());
    return convert ? convert(v) : v;
  };
  return step;
}

PropertyStep read_value(const CaseTable& table, const PropertyKey& key) {
  PropertyStep step;
  if (table.value(key.name).as<CaseValue::Table>() != nullptr) {
    step = read_raster(table, key);
  } else {
    const auto given = table.field<Real, Real>(key.name, {"x", "y"}, key.range);
    step.value = [given, convert = key.convert](Real x, Real y) {
      return convert ? convert(given(x, y)) : given(x, y);
    };
  }
  step.origin = table.where(key.name);
  return step;
}

/// The one of the keys that is there, or null.
const PropertyKey* key_of(const CaseTable& table, const std::vector<PropertyKey>& keys) {
  const PropertyKey* found = nullptr;
  for (const auto& key : keys) {
    if (!table.has(key.name)) continue;
    if (found != nullptr)
      table.fail(key.name, "there is " + found->name + " too: give one of the two");
    found = &key;
  }
  return found;
}

PropertyStep read_region_step(const CaseTable& table, const std::vector<PropertyKey>& keys) {
  const auto* key = key_of(table, keys);
  if (key == nullptr) table.value(keys.front().name);  // says that it is missing
  auto step = read_value(table, *key);
  step.region = read_region(table);
  if (table.has("zone")) step.zone = table.name("zone");
  return step;
}

/// The value of a table itself, if it has one.
void add_own(CellProperty& steps, const CaseTable& table, const std::vector<PropertyKey>& keys) {
  if (const auto* key = key_of(table, keys)) steps.push_back(read_value(table, *key));
}

}  // namespace

CellProperty read_property(const CaseTable& top, const std::string& name,
                           const std::vector<PropertyKey>& keys) {
  CellProperty steps;
  if (!top.has(name)) return steps;
  const auto table = top.table(name, {name});
  add_own(steps, table, keys);
  if (table.has("zones"))
    for (const auto& [zone, number] : named_numbers(table, "zones", keys.front().range)) {
      PropertyStep step;
      step.value = [number](Real, Real) { return number; };
      step.zone = zone;
      step.origin = table.where("zones");
      steps.push_back(std::move(step));
    }
  for (const auto& region : table_list(table, "region", name + ".region"))
    steps.push_back(read_region_step(region, keys));
  return steps;
}

CellProperty read_property_of(const CaseTable& table, const std::vector<CaseTable>& regions,
                              const std::vector<PropertyKey>& keys) {
  CellProperty steps;
  add_own(steps, table, keys);
  for (const auto& region : regions)
    if (key_of(region, keys) != nullptr) steps.push_back(read_region_step(region, keys));
  return steps;
}

}  // namespace freshet
