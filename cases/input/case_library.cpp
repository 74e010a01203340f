#include "cases/input/case_library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "cases/input/case_value.hpp"
#include "cases/input/nearest.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {
namespace fs = std::filesystem;

bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

bool is_folder(const fs::path& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

[[noreturn]] void fail_unknown(const std::string& where) {
  const auto names = library_names();
  std::string all;
  for (const auto& name : names) all += (all.empty() ? "" : ", ") + name;
  throw InputError(
      fmt::format("CASE: no folder with a case.toml, no file and no case of the library ({}){}; "
                  "the library has: {}",
                  printable(where), did_you_mean(where, names), all));
}

}  // namespace

fs::path library_folder() {
  if (const char* folder = std::getenv("FRESHET_LIBRARY")) return folder;
  if (is_folder(FRESHET_LIBRARY_SOURCE)) return FRESHET_LIBRARY_SOURCE;
  std::error_code error;
  const auto program = fs::read_symlink("/proc/self/exe", error);
  return program.parent_path().parent_path() / "share/freshet/cases/library";
}

std::vector<std::string> library_names() {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(library_folder(), error))
    if (is_file(entry.path() / "case.toml")) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

fs::path find_case(const std::string& where) {
  if (where.empty() || where.find('\0') != where.npos) fail_unknown(where);
  if (is_file(fs::path(where) / "case.toml")) return fs::path(where) / "case.toml";
  std::error_code error;
  if (fs::exists(where, error) && !is_folder(where)) return where;
  const auto names = library_names();
  if (std::find(names.begin(), names.end(), where) != names.end())
    return library_folder() / where / "case.toml";
  if (where.ends_with(".toml"))
    throw InputError("CASE: no such file (" + printable(where, 300) + ")");
  if (is_folder(where))
    throw InputError("CASE: this folder holds no case.toml (" + printable(where, 300) + ")");
  fail_unknown(where);
}

std::string suite_of(const fs::path& file) {
  try {
    const CaseValue top = read_toml(file);
    const auto& table = *top.as<CaseValue::Table>();
    const auto suite = table.find("suite");
    const auto* text = suite == table.end() ? nullptr : suite->second.as<std::string>();
    return text == nullptr ? "" : *text;
  } catch (const InputError&) {
    return "";  // reading the case will say what is wrong
  }
}

}  // namespace freshet
