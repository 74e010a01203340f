#pragma once
#include <string>
#include <utility>
#include <vector>

#include "cases/input/case_value.hpp"

namespace freshet {

/// The keys of a profile, read one by one; a key that nobody asked for is unknown. All functions
/// throw InputError naming file, line, key and value.
class ProfileTable {
 public:
  explicit ProfileTable(const CaseValue& root);

  std::string text_or(const std::string& key, const std::string& fallback);
  int integer_or(const std::string& key, int fallback, int low, int high);
  bool flag_or(const std::string& key, bool fallback);
  std::vector<std::string> texts(const std::string& key);
  template <class Choice>
  Choice choice_or(const std::string& key, Choice fallback,
                   const std::vector<std::pair<std::string, Choice>>& choices) {
    std::vector<std::string> names;
    for (const auto& entry : choices) names.push_back(entry.first);
    const std::string chosen = one_of(key, names);
    for (const auto& entry : choices)
      if (entry.first == chosen) return entry.second;
    return fallback;
  }

  void no_further_keys() const;
  [[noreturn]] void fail(const std::string& key, const std::string& what) const;

 private:
  const CaseValue* find(const std::string& key);
  std::string one_of(const std::string& key, const std::vector<std::string>& names);

  const CaseValue& root_;
  std::vector<std::string> asked_;
};

}  // namespace freshet
