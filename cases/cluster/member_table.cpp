#include "cases/cluster/member_table.hpp"

#include <fmt/format.h>

#include <fstream>

#include "cases/input/case_value.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// At commas outside of quotes and brackets, for a value may be a TOML text or list.
std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  int depth = 0;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '[' || c == '{')) ++depth;
    if (!quoted && (c == ']' || c == '}')) --depth;
    if (c == ',' && !quoted && depth == 0)
      cells.emplace_back();
    else
      cells.back() += c;
  }
  for (auto& cell : cells) cell = trimmed(cell);
  return cells;
}

}  // namespace

std::vector<std::vector<std::string>> read_members(const std::filesystem::path& file) {
  std::ifstream stream(file);
  require(stream.good(), "--members: cannot be read", file.string());
  std::vector<std::string> keys;
  std::vector<std::vector<std::string>> members;
  std::string line;
  for (int number = 1; std::getline(stream, line); ++number) {
    if (trimmed(line).empty() || trimmed(line).front() == '#') continue;
    const auto cells = split(line);
    if (keys.empty()) {
      keys = cells;
      continue;
    }
    if (cells.size() != keys.size())
      throw InputError(fmt::format("{}:{}: {} values for {} keys ({})", file.string(), number,
                                   cells.size(), keys.size(), printable(line)));
    auto& settings = members.emplace_back();
    for (std::size_t k = 0; k < keys.size(); ++k) settings.push_back(keys[k] + "=" + cells[k]);
  }
  require(!members.empty(), "--members: a line of keys and at least one of values are needed",
          file.string());
  return members;
}

std::string members_csv(const std::vector<std::vector<std::string>>& members) {
  std::string text;
  const auto add_line = [&](const std::vector<std::string>& settings, bool keys) {
    for (std::size_t k = 0; k < settings.size(); ++k) {
      const auto equals = settings[k].find('=');
      if (k > 0) text += ',';
      text += keys ? settings[k].substr(0, equals) : settings[k].substr(equals + 1);
    }
    text += '\n';
  };
  if (!members.empty()) add_line(members.front(), true);
  for (const auto& settings : members) add_line(settings, false);
  return text;
}

}  // namespace freshet
