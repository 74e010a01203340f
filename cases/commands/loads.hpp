#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace freshet {

/// `freshet loads CASE`: loads by formula and load cases of a case, without running it.
struct LoadsArguments {
  std::string case_name;
  std::vector<std::string> overrides;
  std::filesystem::path data, out;
  bool any_file = false;
};

CLI::App* add_loads(CLI::App& app, LoadsArguments& arguments);

/// Exit code 0; 1 where a load case does not hold what its rules ask for.
int command_loads(const LoadsArguments& arguments);

}  // namespace freshet
