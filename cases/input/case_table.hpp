#pragma once
#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cases/input/case_schema.hpp"
#include "cases/input/case_value.hpp"
#include "cases/input/expression.hpp"
#include "cases/input/range.hpp"
#include "kernels/time_series.hpp"

namespace freshet {

/// What all parts of the reader know of the case.
struct CaseContext {
  std::filesystem::path folder;  ///< file names are relative to it
  std::filesystem::path data;    ///< stands for "{data}"; may be empty
  std::string data_source;       ///< the case's own word on where its data come from
  bool any_file = false;         ///< files may lie outside folder and data
  std::map<std::string, Real> parameters;
  std::map<std::string, PiecewiseLinear> series;  ///< of [[loads.series]], by name
  std::vector<std::string> notes;
};

using Points = std::vector<std::array<Real, 2>>;

/// Throws InputError "file:line: key: what (value)".
[[noreturn]] void fail_at(const CaseValue& value, const std::string& key, const std::string& what);

/// One table of a case, read key by key. All functions throw InputError naming file, line, key and
/// value.
class CaseTable {
 public:
  /// `path` is how the user would write it ("boundary.0"); `schema` the tables of case_schema()
  /// that it follows. Throws where a key is unknown.
  CaseTable(const CaseContext& context, const CaseValue& value, std::string path,
            std::vector<std::string> schema);

  bool has(const std::string& key) const;
  const CaseValue* find(const std::string& key) const;   ///< null where it is not there
  const CaseValue& value(const std::string& key) const;  ///< throws where it is not there

  // By the schema's words: of the range that the key's type tells, and without the key the default
  // that it tells. Throw where there is neither.
  Real number(const std::string& key) const;
  GlobalIndex integer(const std::string& key) const;
  bool flag(const std::string& key) const;

  Real number(const std::string& key, Range range) const;
  Real number_or(const std::string& key, Real fallback, Range range = {}) const;
  GlobalIndex integer(const std::string& key, GlobalIndex low, GlobalIndex high) const;
  GlobalIndex integer_or(const std::string& key, GlobalIndex fallback, GlobalIndex low,
                         GlobalIndex high) const;
  bool flag_or(const std::string& key, bool fallback) const;
  std::string text(const std::string& key) const;
  std::string text_or(const std::string& key, const std::string& fallback) const;
  /// A name that can head a column of a CSV file: not empty, no commas, quotes or line ends.
  std::string name(const std::string& key) const;
  /// A name among those that are already taken, which must not be one of them.
  std::string new_name(const std::string& key, std::set<std::string>& taken) const;
  /// A text or a list of texts, none of them empty.
  std::vector<std::string> texts(const std::string& key) const;
  std::vector<Real> numbers(const std::string& key, Range range = {}) const;
  std::array<Real, 2> pair(const std::string& key) const;
  Points points(const std::string& key, std::size_t at_least) const;
  /// Rows of `width` numbers each, one after the other.
  std::vector<Real> rows(const std::string& key, std::size_t width) const;
  /// An existing file, "{data}" replaced. It must lie in the folder of the case or in {data},
  /// unless the user named it himself by --set or allowed any file.
  std::filesystem::path file(const std::string& key) const;
  /// The same, but what is under {data} may be missing: such a check is skipped later.
  std::filesystem::path optional_file(const std::string& key) const;
  /// An expression, or a number taken as one, which must lie in `range`.
  Expression expression(const std::string& key, const std::vector<std::string>& variables,
                        Range range_of_number = {}) const;
  /// The same as a function of x, y and what else `variables` names; a value out of `range` throws
  /// with the key and the place.
  template <class... Arguments>
  std::function<Real(Arguments...)> field(const std::string& key,
                                          const std::vector<std::string>& variables,
                                          Range range) const {
    return [given = expression(key, variables, range), range,
            where = where(key)](Arguments... arguments) {
      const Real value = given(arguments...);
      if (!range.contains(value)) fail_at_place(where, value, range, {arguments...});
      return value;
    };
  }

  template <class Choice>
  Choice choice(const std::string& key,
                const std::vector<std::pair<std::string, Choice>>& choices) const {
    std::vector<std::string> names;
    for (const auto& entry : choices) names.push_back(entry.first);
    const auto chosen = one_of(key, names);
    for (const auto& entry : choices)
      if (entry.first == chosen) return entry.second;
    return choices.front().second;
  }
  template <class Choice>
  Choice choice_or(const std::string& key, Choice fallback,
                   const std::vector<std::pair<std::string, Choice>>& choices) const {
    return has(key) ? choice(key, choices) : fallback;
  }
  /// One of `names`, with the nearest of them in the message.
  std::string one_of(const std::string& key, const std::vector<std::string>& names) const;

  CaseTable table(const std::string& key, std::vector<std::string> schema) const;

  /// Throws unless all keys that are there were asked for: "does not go with source = ...".
  void no_further_keys(const std::string& with_what) const;
  [[noreturn]] void fail(const std::string& key, const std::string& what) const;
  const CaseValue& self() const { return *value_; }
  const CaseContext& context() const { return *context_; }
  std::string where(const std::string& key) const;  ///< "case.toml:12: bed.expression"
  std::string where() const;                        ///< "case.toml:11: bed"
  std::string path_of(const std::string& key) const;

 private:
  const CaseValue::Table& entries() const;
  const KindKey& words_of(const std::string& key) const;
  Real number_in(const CaseValue& value, const std::string& key, Range range) const;
  [[noreturn]] static void fail_at_place(const std::string& where, Real value, Range range,
                                         const std::vector<Real>& place);
  const CaseValue::Array& array(const std::string& key) const;
  std::filesystem::path resolve(const std::string& key, bool needs_data) const;
  void stay_inside(const std::string& key, const std::filesystem::path& folder,
                   const std::filesystem::path& file) const;

  const CaseContext* context_;
  const CaseValue* value_;
  std::string path_;
  std::vector<std::string> schema_;
  mutable std::set<std::string> asked_;
};

/// The tables of a list such as [[boundary]]; none where the key is not there. They follow the
/// table of the schema that `schema` names, else the one named as the key.
std::vector<CaseTable> table_list(const CaseTable& parent, const std::string& key,
                                  const std::string& schema = "");

}  // namespace freshet
