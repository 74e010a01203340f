#include "post/csv_table.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <set>

#include "kernels/error.hpp"
#include "post/text_file.hpp"

namespace freshet {
namespace {

/// Whole lines; what follows the last line break was cut short and is left out.
std::vector<std::string> whole_lines(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line) && !file.eof();) lines.push_back(line);
  return lines;
}

}  // namespace

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c == '\n' || c == '\r' ? ' ' : c;
  }
  return quoted + '"';
}

CsvTable::CsvTable(const std::filesystem::path& path, const std::vector<std::string>& columns,
                   bool append)
    : path_(path), header_("time_s") {
  std::set<std::string> names;
  for (const auto& column : columns) {
    require(
        names.insert(column).second,
        path.filename().string() + ": two columns of one name: give one of the two another name",
        column);
    header_.append(",").append(csv_field(column));
  }
  make_folder(path.parent_path().empty() ? "." : path.parent_path());
  if (append) old_rows_ = whole_lines(path);
  if (old_rows_.empty()) {
    write_text_atomically(path, header_ + "\n");
    return;
  }
  require(old_rows_.front() == header_,
          path.string() + " has other columns than this run, so it cannot be continued",
          old_rows_.front());
  old_rows_.erase(old_rows_.begin());
}

void CsvTable::start(Real time) {
  std::string text = header_ + "\n";
  for (const auto& row : old_rows_)
    if (std::strtod(row.c_str(), nullptr) < time) text += row + "\n";
  write_text_atomically(path_, text);
  old_rows_.clear();
  file_.open(path_, std::ios::app);
  started_ = true;
}

void CsvTable::add(Real time, std::span<const Real> values) {
  if (!started_) start(time);
  std::string row = fmt::format("{}", time);
  for (const Real value : values) row += value == no_value ? "," : fmt::format(",{}", value);
  file_ << row << std::endl;
  if (!file_)
    throw EnvironmentError("cannot write " + path_.string() + ": " + std::strerror(errno));
}

}  // namespace freshet
