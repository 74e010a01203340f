#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace freshet {

/// What `freshet validate` is told.
struct ValidateArguments {
  std::vector<std::string> names;  ///< cases; empty: all of the suite, or of the library
  std::string suite;               ///< empty or "all": any
  bool coarse = false;             ///< on meshes twice as coarse, against the coarse bounds
  std::string backend = "auto";    ///< auto, cpu or cuda
  std::filesystem::path data;      ///< empty: not given
  bool any_file = false;           ///< files of the case may lie anywhere
  std::filesystem::path json;      ///< empty: none is written
  std::filesystem::path report;    ///< folder; empty: none is written
};

/// Runs cases and holds their checks against the bounds. Collective. Returns 1 where one falls
/// short, else 0.
int command_validate(const ValidateArguments& arguments);

}  // namespace freshet
