#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace freshet {

/// What `freshet check` is told.
struct CheckArguments {
  std::vector<std::string> cases;
  std::filesystem::path data;          ///< empty: not given
  bool any_file = false;               ///< files of the case may lie anywhere
  std::vector<std::string> overrides;  ///< "key=value"
  bool list_keys = false;              ///< prints all keys that a case may have, and reads none
};

/// Reads and checks cases with their meshes and initial states and prints what they are. Of several
/// all are checked, whatever is wrong with one; the exit code is the largest. Collective.
int command_check(const CheckArguments& arguments);

}  // namespace freshet
