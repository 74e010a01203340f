#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace freshet {

/// What `freshet submit` is told; 0 and empty: what the profile says.
struct SubmitArguments {
  std::string case_name, profile;
  int nodes = 0, gpus_per_node = 0, ranks = 0;
  std::string time;
  int array = 0;                  ///< members of an ensemble
  std::filesystem::path members;  ///< CSV: a key of the case heads each column, a member is a row
  std::filesystem::path out, data;
  std::vector<std::string> overrides;
  std::string restart;  ///< "latest" or empty
  bool fresh = false;   ///< removes what a former run left
  bool dry_run = false;
  std::string command_line;  ///< as it was typed, for the script's first lines
};

}  // namespace freshet
