#include "cases/input/case_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cases/input/case_schema.hpp"
#include "cases/input/nearest.hpp"
#include "kernels/error.hpp"

namespace freshet {

void fail_at(const CaseValue& value, const std::string& key, const std::string& what) {
  throw InputError(fmt::format("{}: {}: {} ({})", value.origin, key, what, show(value)));
}

CaseTable::CaseTable(const CaseContext& context, const CaseValue& value, std::string path,
                     std::vector<std::string> schema)
    : context_(&context), value_(&value), path_(std::move(path)), schema_(std::move(schema)) {
  if (value.as<CaseValue::Table>() == nullptr) fail_at(value, path_, "must be a table");
  const auto known = known_keys(schema_);
  for (const auto& [key, entry] : entries()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const auto hint = did_you_mean(key, known);
    throw InputError(fmt::format("{}: {}: unknown key ({}){}", entry.origin,
                                 path_of(printable(key)), show(entry), hint));
  }
}

const CaseValue::Table& CaseTable::entries() const { return *value_->as<CaseValue::Table>(); }

std::string CaseTable::path_of(const std::string& key) const {
  return path_.empty() ? key : path_ + "." + key;
}

std::string CaseTable::where(const std::string& key) const {
  const auto entry = entries().find(key);
  return (entry == entries().end() ? value_ : &entry->second)->origin + ": " + path_of(key);
}

std::string CaseTable::where() const { return value_->origin + ": " + path_; }

void CaseTable::fail(const std::string& key, const std::string& what) const {
  fail_at(value(key), path_of(key), what);
}

bool CaseTable::has(const std::string& key) const { return entries().contains(key); }

const CaseValue* CaseTable::find(const std::string& key) const {
  asked_.insert(key);
  const auto entry = entries().find(key);
  return entry == entries().end() ? nullptr : &entry->second;
}

const CaseValue& CaseTable::value(const std::string& key) const {
  if (const auto* entry = find(key)) return *entry;
  throw InputError(
      fmt::format("{}: {}: missing ({})", value_->origin, path_of(key), meaning_of(schema_, key)));
}

void CaseTable::no_further_keys(const std::string& with_what) const {
  for (const auto& [key, entry] : entries())
    if (!asked_.contains(key)) fail_at(entry, path_of(key), "does not go with " + with_what);
}

std::string CaseTable::text(const std::string& key) const {
  const auto* text = value(key).as<std::string>();
  if (text == nullptr) fail(key, "must be a text in quotes");
  return *text;
}

std::vector<std::string> CaseTable::texts(const std::string& key) const {
  const auto* list = value(key).as<CaseValue::Array>();
  if (list == nullptr) return {text(key)};
  std::vector<std::string> result;
  for (const auto& entry : *list) {
    const auto* text = entry.as<std::string>();
    if (text == nullptr) fail_at(entry, path_of(key), "must be a name in quotes");
    result.push_back(*text);
  }
  if (result.empty()) fail(key, "must not be empty");
  return result;
}

std::string CaseTable::text_or(const std::string& key, const std::string& fallback) const {
  return has(key) ? text(key) : fallback;
}

std::string CaseTable::name(const std::string& key) const {
  const auto name = text(key);
  if (name.empty()) fail(key, "must not be empty");
  if (name.find_first_of(",;\"\n\r\t") != name.npos)
    fail(key, "must have no comma, quote, tab or line end");
  return name;
}

std::string CaseTable::new_name(const std::string& key, std::set<std::string>& taken) const {
  const auto result = name(key);
  if (!taken.insert(result).second) fail(key, "two of one name");
  return result;
}

bool CaseTable::flag_or(const std::string& key, bool fallback) const {
  if (!has(key)) return fallback;
  const auto* flag = value(key).as<bool>();
  if (flag == nullptr) fail(key, "must be true or false");
  return *flag;
}

std::string CaseTable::one_of(const std::string& key, const std::vector<std::string>& names) const {
  const auto chosen = text(key);
  if (std::find(names.begin(), names.end(), chosen) != names.end()) return chosen;
  std::string all;
  for (const auto& name : names) all += (all.empty() ? "\"" : ", \"") + name + "\"";
  const auto hint = did_you_mean(chosen, names);
  throw InputError(
      fmt::format("{}: must be one of {} ({}){}", where(key), all, show(value(key)), hint));
}

CaseTable CaseTable::table(const std::string& key, std::vector<std::string> schema) const {
  return {*context_, value(key), path_of(key), std::move(schema)};
}

std::vector<CaseTable> table_list(const CaseTable& parent, const std::string& key,
                                  const std::string& schema) {
  std::vector<CaseTable> tables;
  if (!parent.has(key)) return tables;
  const auto* list = parent.value(key).as<CaseValue::Array>();
  const std::string heading = key == "change" ? "boundary.change" : parent.path_of(key);
  if (list == nullptr) parent.fail(key, "must be a list of tables: write [[" + heading + "]]");
  for (std::size_t i = 0; i < list->size(); ++i) {
    const auto path = fmt::format("{}.{}", parent.path_of(key), i);
    auto known = tables_of_kinds(schema.empty() ? key : schema);
    if (key == "change") known.emplace_back("boundary");
    tables.emplace_back(parent.context(), (*list)[i], path, known);
  }
  return tables;
}

}  // namespace freshet
