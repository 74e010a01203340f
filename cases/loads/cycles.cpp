#include "cases/loads/cycles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <tuple>

#include "cases/input/csv_columns.hpp"
#include "kernels/error.hpp"
#include "post/csv_table.hpp"
#include "post/text_file.hpp"

namespace freshet {
namespace {

using Json = nlohmann::ordered_json;

std::string file_stem(const std::string& name) {
  std::string stem = name;
  for (char& c : stem)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-' && c != '.') c = '_';
  return stem;
}

/// Cycles of one range and mean in one row, the smallest first.
std::string table_of(const loads::CycleStatistics& found) {
  std::map<std::pair<Real, Real>, std::pair<Real, Real>> rows;
  for (std::size_t i = 0; i < found.list.size(); ++i) {
    auto& row = rows[{found.list[i].range(), found.list[i].mean()}];
    row.first += found.list[i].count;
    row.second += found.damages[i];
  }
  std::string text = "range,mean,cycles,damage\n";
  for (const auto& [place, sums] : rows)
    text += fmt::format("{},{},{},{}\n", place.first, place.second, sums.first, sums.second);
  return text;
}

void add_rows(std::string& text, const char* what, const loads::Histogram& h, Real whole) {
  for (std::size_t i = 0; i < h.amount.size(); ++i)
    text += fmt::format("{},{},{},{},{}\n", what, h.edges[i], h.edges[i + 1], h.amount[i],
                        whole > 0 ? h.amount[i] / whole : 0);
}

std::string histograms_of(const loads::CycleStatistics& found) {
  Real seconds = 0;
  for (const Real part : found.levels.amount) seconds += part;
  std::string text = "quantity,from,to,amount,share\n";
  add_rows(text, "range", found.ranges, found.cycles);
  add_rows(text, "level", found.levels, seconds);
  add_rows(text, "rate", found.rates, seconds);
  return text;
}

Json entry_of(const CountedSeries& series, const std::string& stem) {
  const auto& f = series.found;
  const bool harmed = f.damage > 0;
  return {{"name", series.spec.name},
          {"source", series.source},
          {"column", series.spec.value},
          {"law", describe(series.spec.fatigue)},
          {"factor", series.spec.factor},
          {"offset", series.spec.offset},
          {"duration_s", f.duration},
          {"cycles", f.cycles},
          {"largest_range", f.largest_range},
          {"equivalent_range", f.equivalent_range},
          {"damage", series.spec.fatigue.law == "none" ? Json() : Json(f.damage)},
          {"repetitions", harmed ? Json(1 / f.damage) : Json()},
          {"years_to_failure", harmed ? Json(f.years_to_failure) : Json()},
          {"table", stem + ".csv"},
          {"histograms", stem + "_histograms.csv"}};
}

}  // namespace

CountedSeries count_series(const CyclesSpec& spec, const std::filesystem::path& results) {
  const auto file = spec.file.empty() ? results / (spec.table + ".csv") : spec.file;
  std::vector<std::string> names{spec.value};
  if (!spec.time.empty()) names.push_back(spec.time);
  auto columns = read_csv_columns(file, names);
  auto& values = columns[0];
  for (Real& value : values) value = spec.factor * value + spec.offset;
  std::vector<Real> time;
  const auto steps = static_cast<Real>(std::max<std::size_t>(values.size(), 2) - 1);
  const Real step = spec.options.duration > 0 ? spec.options.duration / steps : 1;
  if (spec.time.empty())
    for (std::size_t i = 0; i < values.size(); ++i) time.push_back(step * static_cast<Real>(i));
  else
    time = columns[1];
  try {
    return {spec, file.string(),
            loads::count_cycles(time, values, make_law(spec.fatigue), spec.options)};
  } catch (const InputError& error) {
    throw InputError(file.string() + ": " + spec.value + ": " + error.what());
  }
}

std::vector<std::filesystem::path> write_cycles(const std::filesystem::path& folder,
                                                const std::vector<CountedSeries>& all) {
  make_folder(folder);
  std::vector<std::filesystem::path> files;
  const auto write = [&](const std::string& name, const std::string& text) {
    write_text_atomically(folder / name, text);
    files.push_back(folder / name);
  };
  Json list = Json::array();
  for (const auto& series : all) {
    const auto stem = file_stem(series.spec.name);
    write(stem + ".csv", table_of(series.found));
    write(stem + "_histograms.csv", histograms_of(series.found));
    list.push_back(entry_of(series, stem));
  }
  write("cycles.json",
        Json{{"cycles", list}}.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
  return files;
}

std::map<std::string, Real> figures_of(const CountedSeries& series) {
  const auto& f = series.found;
  const std::string name = series.spec.name + "_";
  std::map<std::string, Real> figures{{name + "damage", f.damage},
                                      {name + "repetitions", 1 / f.damage},
                                      {name + "years_to_failure", f.years_to_failure},
                                      {name + "cycles", f.cycles},
                                      {name + "largest_range", f.largest_range},
                                      {name + "equivalent_range", f.equivalent_range}};
  for (std::size_t i = 0; i < f.ranges.amount.size(); ++i)
    figures[name + "count_" + std::to_string(i + 1)] = f.ranges.amount[i];
  return figures;
}

}  // namespace freshet
