#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace freshet {

/// A key that a case may have. The one table of these drives the check for unknown keys, the hints
/// on missing ones and the tables in docs/case-file.md; that of a kind is also what reads it.
struct CaseKey {
  std::string_view table;  ///< "flow", "boundary", "dam.base"; "" for the top
  std::string_view name;
  std::string_view type;
  std::string_view fallback;  ///< what holds without the key; "required" where there is none
  std::string_view meaning;
};

/// A key of a kind, in the words of CaseKey.
struct KindKey {
  std::string_view name, type, fallback, meaning;
};

/// A kind of a table, such as "exact" of [[check]]: a file of its own, which the build finds by its
/// place (cases/FreshetKinds.cmake).
struct CaseKind {
  std::string_view table;    ///< "check"
  std::string_view name;     ///< "exact"
  std::string_view meaning;  ///< one line
  std::span<const KindKey> keys;
};

/// All kinds of all tables, by the names of their files.
const std::vector<const CaseKind*>& case_kinds();

/// Names of the kinds of a table.
std::vector<std::string> kind_names(std::string_view table);

/// Names of the schema's tables that `table` follows whatever its kind: "check", "check.exact", ...
std::vector<std::string> tables_of_kinds(const std::string& table);

/// A row of the whole schema, kinds included, whose tables are named "check.exact".
struct SchemaRow {
  std::string table;
  KindKey key;
};

const std::vector<SchemaRow>& case_schema();

/// The row of a key in the first of some tables that has it, or null.
const SchemaRow* schema_row(std::span<const std::string> tables, std::string_view name);

/// Names of the keys of some tables of the schema.
std::vector<std::string> known_keys(std::span<const std::string> tables);

/// "what it is" of a key, or "".
std::string meaning_of(std::span<const std::string> tables, std::string_view name);

/// All keys as Markdown tables, one a table of the case.
std::string schema_markdown();

}  // namespace freshet
