#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace freshet {

/// A key that a case may have. The one table of these drives the check for unknown keys, the hints
/// on missing ones and the tables in docs/case-file.md.
struct CaseKey {
  std::string_view table;  ///< "flow", "boundary", "check.exact"; "" for the top
  std::string_view name;
  std::string_view type;
  std::string_view fallback;  ///< what holds without the key; "required" where there is none
  std::string_view meaning;
};

std::span<const CaseKey> case_schema();

/// Names of the keys of some tables of the schema.
std::vector<std::string> known_keys(std::span<const std::string> tables);

/// Kinds of [[check]], as the tables "check.KIND" name them.
std::vector<std::string> check_kinds();

/// "what it is" of a key, or "".
std::string meaning_of(std::span<const std::string> tables, std::string_view name);

/// All keys as Markdown tables, one a table of the case.
std::string schema_markdown();

}  // namespace freshet
