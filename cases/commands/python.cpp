#include "cases/commands/python.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "kernels/error.hpp"

namespace freshet {
namespace {
namespace fs = std::filesystem;

fs::path this_program() {
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error);
}

/// The folder that holds freshet_results: beside an installed program, else that of the sources.
fs::path package_folder() {
  std::error_code error;
  const fs::path installed = this_program().parent_path().parent_path() / "share/freshet/python";
  for (const fs::path& folder : {installed, fs::path(FRESHET_PYTHON_SOURCE)})
    if (fs::is_directory(folder / "freshet_results", error)) return folder;
  throw EnvironmentError("the Python package freshet_results is neither in " + installed.string() +
                         " nor in " FRESHET_PYTHON_SOURCE);
}

}  // namespace

void hand_over_to_python(const std::vector<std::string>& words) {
  const fs::path package = package_folder() / "freshet_results";
  const char* chosen = std::getenv("FRESHET_PYTHON");
  std::vector<std::string> all{chosen != nullptr ? chosen : "python3", package.string()};
  all.insert(all.end(), words.begin(), words.end());
  std::vector<char*> arguments;
  for (auto& word : all) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  setenv("FRESHET", this_program().c_str(), 1);
  execvp(arguments[0], arguments.data());
  throw EnvironmentError("cannot start " + all[0] + ": " + std::strerror(errno) +
                         "; install Debian's python3, or name another by FRESHET_PYTHON");
}

}  // namespace freshet
