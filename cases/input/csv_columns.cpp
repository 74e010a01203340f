#include "cases/input/csv_columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <utility>

#include "cases/input/case_value.hpp"
#include "cases/input/nearest.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(" \t\r\"");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r\"") - first + 1);
}

std::vector<std::string> split(const std::string& line, char separator) {
  std::vector<std::string> cells;
  for (std::size_t start = 0; start <= line.size();) {
    const auto end = std::min(line.find(separator, start), line.size());
    cells.push_back(trimmed(line.substr(start, end - start)));
    start = end + 1;
  }
  return cells;
}

char separator_of(const std::string& header) {
  for (const char candidate : {'\t', ';', ','})
    if (header.find(candidate) != std::string::npos) return candidate;
  return ',';
}

std::vector<std::size_t> find_columns(const std::vector<std::string>& header,
                                      const std::vector<std::string>& names,
                                      const std::string& place) {
  std::vector<std::size_t> columns;
  for (const auto& name : names) {
    const auto found = std::find(header.begin(), header.end(), name);
    if (found == header.end()) {
      std::string all;
      for (const auto& title : header) all += (all.empty() ? "" : ", ") + title;
      throw InputError(fmt::format("{}: no column of this name ({}){}; there are: {}", place,
                                   printable(name), did_you_mean(name, header),
                                   printable(all, 300)));
    }
    columns.push_back(found - header.begin());
  }
  return columns;
}

Real parse_number(const std::string& cell, const std::string& place, const std::string& column) {
  Real number = 0;
  const char* begin = cell.data() + (cell.starts_with('+') ? 1 : 0);
  const auto [end, error] = std::from_chars(begin, cell.data() + cell.size(), number);
  if (error != std::errc() || end != cell.data() + cell.size() || !std::isfinite(number))
    throw InputError(
        fmt::format("{}: {}: is no finite number (\"{}\")", place, column, printable(cell)));
  return number;
}

/// Whether a line holds units, such as "t (s)": none of its cells starts like a number.
bool holds_units(const std::vector<std::string>& cells) {
  return std::none_of(cells.begin(), cells.end(), [](const std::string& cell) {
    return !cell.empty() && std::string("+-.0123456789").find(cell[0]) != std::string::npos;
  });
}

}  // namespace

std::vector<std::string> csv_header(const std::filesystem::path& file) {
  std::ifstream stream(file);
  require(stream.good(), file.string(), "cannot be read");
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);  // byte-order mark
    if (!trimmed(line).empty() && trimmed(line).front() != '#')
      return split(line, separator_of(line));
  }
  throw InputError(file.string() + ": is empty: a first line with the names of columns is needed");
}

std::vector<std::vector<Real>> read_csv_columns(const std::filesystem::path& file,
                                                const std::vector<std::string>& names,
                                                std::optional<Real> empty) {
  std::ifstream stream(file);
  require(stream.good(), file.string(), "cannot be read");
  std::vector<std::vector<Real>> result(names.size());
  std::vector<std::size_t> columns;
  char separator = 0;
  bool first_below_header = true;
  std::string line;
  for (int number = 1; std::getline(stream, line); ++number) {
    if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);  // byte-order mark
    if (trimmed(line).empty() || trimmed(line).front() == '#') continue;
    const auto place = fmt::format("{}:{}", file.string(), number);
    if (separator == 0) {
      separator = separator_of(line);
      columns = find_columns(split(line, separator), names, place);
      continue;
    }
    const auto cells = split(line, separator);
    if (std::exchange(first_below_header, false) && holds_units(cells)) continue;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (columns[i] >= cells.size())
        throw InputError(fmt::format("{}: {}: the line is too short ({} columns)", place, names[i],
                                     cells.size()));
      const auto& cell = cells[columns[i]];
      result[i].push_back(empty && cell.empty() ? *empty : parse_number(cell, place, names[i]));
    }
  }
  require(separator != 0, file.string(),
          "is empty: a first line with the names of columns is needed");
  require(!result.front().empty(), file.string(), "has no lines below the names of its columns");
  return result;
}

}  // namespace freshet
