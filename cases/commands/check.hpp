#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace freshet {

/// What `freshet check` is told.
struct CheckArguments {
  std::string case_name;
  std::filesystem::path data;          ///< empty: not given
  bool any_file = false;               ///< files of the case may lie anywhere
  std::vector<std::string> overrides;  ///< "key=value"
  bool list_keys = false;              ///< prints all keys that a case may have, and reads none
};

/// Reads and checks a case with its mesh and initial state and prints what it is. Collective.
int command_check(const CheckArguments& arguments);

}  // namespace freshet
