#include "cases/input/case_schema.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cases/input/case_keys.hpp"
#include "kernels/boundary_kinds.hpp"

namespace freshet {
namespace {

std::string table_of(const CaseKind& kind) {
  return std::string(kind.table) + "." + std::string(kind.name);
}

/// What kinds of boundary add to the keys of a boundary: their names and series.
std::vector<SchemaRow> boundary_rows() {
  static const std::string types = [] {
    std::string text;
    const auto& words = boundary_words();
    for (std::size_t k = 0; k < words.size(); ++k)
      text += fmt::format("{}\"{}\"",
                          k == 0                 ? ""
                          : k + 1 < words.size() ? ", "
                                                 : " or ",
                          words[k].name);
    return text;
  }();
  static const std::vector<std::string> required = [] {
    std::vector<std::string> texts;
    for (const auto& words : boundary_words())
      texts.push_back("required for " + std::string(words.name));
    return texts;
  }();
  std::vector<SchemaRow> rows{{"boundary", {"type", types, "required", "what happens there"}}};
  for (std::size_t k = 0; k < required.size(); ++k)
    for (const BoundarySeries& series : boundary_words()[k].series)
      if (series.given())
        rows.push_back({"boundary",
                        {series.key, series.type,
                         series.required() ? std::string_view(required[k]) : series.fallback,
                         series.meaning}});
  return rows;
}

/// The rows of the kinds follow the last row of their table; a kind without keys has one row
/// without a name.
std::vector<SchemaRow> make_schema() {
  std::vector<SchemaRow> rows;
  const auto keys = case_keys();
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const CaseKey& k = keys[i];
    rows.push_back({std::string(k.table), {k.name, k.type, k.fallback, k.meaning}});
    if (k.table == "boundary" && k.name == "name")
      for (const auto& row : boundary_rows()) rows.push_back(row);
    if (i + 1 < keys.size() && keys[i + 1].table == k.table) continue;
    for (const CaseKind* kind : case_kinds()) {
      if (kind->table != k.table) continue;
      if (kind->keys.empty()) rows.push_back({table_of(*kind), {}});
      for (const KindKey& key : kind->keys) rows.push_back({table_of(*kind), key});
    }
  }
  return rows;
}

const CaseKind* kind_of(std::string_view table) {
  for (const CaseKind* kind : case_kinds())
    if (table_of(*kind) == table) return kind;
  return nullptr;
}

std::string heading(std::string_view table) {
  const std::string name(table);
  if (table.empty()) return "Top of the file";
  if (const CaseKind* kind = kind_of(table)) {
    const std::string own(kind->name);
    return kind->table == "mesh"
               ? "`[mesh]` with `source = \"" + own + "\"`"
               : "`[[" + std::string(kind->table) + "]]` with `kind = \"" + own + "\"`";
  }
  if (table == "sensor") return "`[[facility.sensor]]`";
  if (table == "change") return "`[[boundary.change]]`, after its `[[boundary]]`";
  if (table == "series")
    return "A series, e.g. `discharge = { time = [0, 60], value = [0, 5] }`, or `\"NAME\"` of one "
           "of "
           "`[[loads.series]]`";
  if (table == "profile")
    return "A profile of the bed, e.g. `profile = { x = [0, 10], level = [1, 0] }`";
  if (table == "rain.raster")
    return "Rain from rasters, e.g. `raster = { file = \"storm.nc\", unit = \"mm/h\" }`";
  if (table == "property") return "Values from a raster, e.g. `manning = { raster = \"n.tif\" }`";
  if (table.ends_with(".region")) return "`[[" + name + "]]`";
  if (table == "rating")
    return "A rating curve, e.g. `rating = { level = [1, 2], discharge = [0, 5] }`";
  if (table == "storage")
    return "A storage curve, e.g. `storage = { level = [90, 120], volume = [0, 3e7] }`";
  if (table == "crest")
    return "A crest along a line, e.g. `crest = { distance = [0, 80], level = [101, 102] }`";
  if (table == "opening_by_level")
    return "Openings by level, e.g. `opening_by_level = { level = [100, 101], opening = [0, 2] }`";
  if (table == "dam.water") return "`[dam.headwater]` and `[dam.tailwater]`";
  for (const CaseKey& key : case_keys()) {
    const std::string path =
        (key.table.empty() ? "" : std::string(key.table) + ".") + std::string(key.name);
    if (path == name && key.type == "list of tables") return "`[[" + name + "]]`";
  }
  return "`[" + name + "]`";
}

std::string row_of(const KindKey& key) {
  std::string text = "| `" + std::string(key.name) + "` |";
  for (const std::string_view cell : {key.type, key.fallback, key.meaning})
    text += fmt::format(" {} |", cell);
  return text + "\n";
}

/// What stands before the rows of a table.
std::string introduction(const SchemaRow& first) {
  std::string text = "\n### " + heading(first.table) + "\n\n";
  if (const CaseKind* kind = kind_of(first.table)) {
    text += std::string(kind->meaning) + ".\n";
    text += first.key.name.empty() ? "It has no further keys.\n" : "\n";
  }
  if (!first.key.name.empty())
    text += "| key | value | without it | meaning |\n|---|---|---|---|\n";
  return text;
}

}  // namespace

const std::vector<SchemaRow>& case_schema() {
  static const std::vector<SchemaRow> rows = make_schema();
  return rows;
}

std::vector<std::string> kind_names(std::string_view table) {
  std::vector<std::string> names;
  for (const CaseKind* kind : case_kinds())
    if (kind->table == table) names.emplace_back(kind->name);
  return names;
}

std::vector<std::string> tables_of_kinds(const std::string& table) {
  std::vector<std::string> tables{table};
  for (const auto& name : kind_names(table)) tables.push_back(table + "." + name);
  return tables;
}

const SchemaRow* schema_row(std::span<const std::string> tables, std::string_view name) {
  for (const auto& row : case_schema())
    if (row.key.name == name && std::find(tables.begin(), tables.end(), row.table) != tables.end())
      return &row;
  return nullptr;
}

std::vector<std::string> known_keys(std::span<const std::string> tables) {
  std::vector<std::string> names;
  for (const auto& row : case_schema())
    if (!row.key.name.empty() && std::find(tables.begin(), tables.end(), row.table) != tables.end())
      names.emplace_back(row.key.name);
  return names;
}

std::string meaning_of(std::span<const std::string> tables, std::string_view name) {
  const SchemaRow* row = schema_row(tables, name);
  if (row == nullptr) return "";
  const KindKey& key = row->key;
  return std::string(key.type) +
         (key.meaning == "see below" ? "" : ": " + std::string(key.meaning));
}

std::string schema_markdown() {
  std::string text;
  std::string_view table = "none yet";
  for (const auto& row : case_schema()) {
    if (row.table != table) text += introduction(row);
    table = row.table;
    if (!row.key.name.empty()) text += row_of(row.key);
  }
  return text;
}

}  // namespace freshet
