#include "cases/cluster/ensemble.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "cases/cluster/member_table.hpp"
#include "cases/cluster/run_status.hpp"
#include "cases/input/csv_columns.hpp"
#include "kernels/error.hpp"
#include "post/csv_table.hpp"

namespace freshet {
namespace {
namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr const char* kFigures[] = {"steps",           "simulated_seconds",     "wall_seconds",
                                    "volume_start_m3", "volume_end_m3",         "volume_in_m3",
                                    "volume_out_m3",   "volume_error_relative", "state_hash"};
constexpr const char* kSeries[] = {"gauges.csv", "sections.csv", "structures.csv", "loads.csv"};

/// One member's row, by column; columns keep the order in which they first came up.
class Table {
 public:
  void begin_row() { rows_.emplace_back(); }
  void put(const std::string& column, const std::string& value) {
    if (std::find(columns_.begin(), columns_.end(), column) == columns_.end())
      columns_.push_back(column);
    rows_.back()[column] = value;
  }
  std::string text() const {
    std::string text;
    for (const auto& column : columns_)
      text += (&column == &columns_[0] ? "" : ",") + csv_field(column);
    text += '\n';
    for (const auto& row : rows_) {
      for (const auto& column : columns_) {
        if (&column != &columns_[0]) text += ',';
        if (const auto cell = row.find(column); cell != row.end()) text += csv_field(cell->second);
      }
      text += '\n';
    }
    return text;
  }

 private:
  std::vector<std::string> columns_;
  std::vector<std::map<std::string, std::string>> rows_;
};

std::string plain(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
}

void put_summary(Table& table, const fs::path& folder) {
  std::ifstream stream(folder / "summary.json");
  const Json json = Json::parse(stream, nullptr, false);
  if (!json.is_object()) return;
  for (const char* name : kFigures)
    if (json.contains(name)) table.put(name, plain(json[name]));
  if (!json.contains("checks")) return;
  for (const auto& check : json["checks"])
    table.put("check " + plain(check["name"]), plain(check["value"]));
}

std::vector<std::string> columns_of(const fs::path& file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  std::vector<std::string> columns;
  for (std::size_t start = 0; start < line.size();) {
    const auto end = std::min(line.find(',', start), line.size());
    columns.push_back(line.substr(start, end - start));
    start = end + 1;
  }
  return columns;
}

void put_maxima(Table& table, const fs::path& file) {
  const auto columns = columns_of(file);
  if (columns.size() < 2) return;
  constexpr Real unknown = -std::numeric_limits<Real>::infinity();  // a level where all is dry
  const auto values = read_csv_columns(file, columns, unknown);
  for (std::size_t c = 1; c < columns.size(); ++c) {
    const Real most = *std::max_element(values[c].begin(), values[c].end());
    table.put("max " + columns[c], most > unknown ? fmt::format("{}", most) : "");
  }
}

std::vector<fs::path> member_folders(const fs::path& folder) {
  std::vector<fs::path> members;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error))
    if (entry.path().filename().string().starts_with("member_")) members.push_back(entry.path());
  std::sort(members.begin(), members.end());
  require(!members.empty(), "DIR: holds no member_0001, ... of an ensemble", folder.string());
  return members;
}

void put_settings(Table& table, const std::vector<std::string>& settings) {
  for (const auto& setting : settings) {
    const auto equals = setting.find('=');
    table.put(setting.substr(0, equals), setting.substr(equals + 1));
  }
}

}  // namespace

Ensemble read_ensemble(const fs::path& folder) {
  const auto members = member_folders(folder);
  const auto queue = queued_jobs();
  std::error_code error;
  const auto given = folder / "members.csv";
  const auto settings =
      fs::exists(given, error) ? read_members(given) : std::vector<std::vector<std::string>>{};
  Ensemble result;
  result.members = members.size();
  Table table;
  for (std::size_t m = 0; m < members.size(); ++m) {
    const RunStatus status = status_of(members[m], queue);
    table.begin_row();
    table.put("member", std::to_string(m + 1));
    if (m < settings.size()) put_settings(table, settings[m]);
    table.put("status", status.state);
    if (status.state == "done") {
      put_summary(table, members[m]);
      for (const char* series : kSeries)
        if (fs::exists(members[m] / series, error)) put_maxima(table, members[m] / series);
    } else {
      result.missing.push_back(
          fmt::format("{}: {} ({})", members[m].filename().string(), status.state, status.why));
    }
  }
  result.table = table.text();
  return result;
}

}  // namespace freshet
