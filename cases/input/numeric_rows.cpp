#include "cases/input/numeric_rows.hpp"

#include <charconv>
#include <cmath>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

#include "kernels/error.hpp"

namespace freshet {
namespace {

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> cells;
  for (const char separator : {'\t', ';', ','}) {
    if (line.find(separator) == std::string::npos) continue;
    std::istringstream stream(line);
    for (std::string cell; std::getline(stream, cell, separator);) cells.push_back(cell);
    return cells;
  }
  std::istringstream stream(line);
  for (std::string cell; stream >> cell;) cells.push_back(cell);
  return cells;
}

std::optional<Real> number_in(const std::string& cell) {
  const auto first = cell.find_first_not_of(" \r\"+"), last = cell.find_last_not_of(" \r\"");
  if (first == std::string::npos || last < first) return std::nullopt;
  Real number = 0;
  const auto [end, error] = std::from_chars(cell.data() + first, cell.data() + last + 1, number);
  if (error != std::errc() || end != cell.data() + last + 1 || !std::isfinite(number))
    return std::nullopt;
  return number;
}

}  // namespace

std::vector<std::vector<Real>> read_numeric_columns(const std::filesystem::path& file,
                                                    const std::vector<int>& columns) {
  std::ifstream stream(file);
  require(stream.good(), file.string(), "cannot be read");
  std::vector<std::vector<Real>> result(columns.size());
  for (std::string line; std::getline(stream, line);) {
    const auto cells = split(line);
    std::vector<Real> row;
    for (const int column : columns) {
      if (static_cast<std::size_t>(column) > cells.size()) break;
      const auto number = number_in(cells[column - 1]);
      if (!number) break;
      row.push_back(*number);
    }
    if (row.size() != columns.size()) continue;
    for (std::size_t k = 0; k < row.size(); ++k) result[k].push_back(row[k]);
  }
  require(!result.front().empty(), file.string(), "has no row with numbers in these columns");
  return result;
}

}  // namespace freshet
