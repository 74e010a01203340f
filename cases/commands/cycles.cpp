#include "cases/commands/cycles.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <set>

#include "cases/input/csv_columns.hpp"
#include "kernels/error.hpp"
#include "post/text_file.hpp"

namespace freshet {
namespace {

std::string time_column(const CyclesSpec& spec, const std::vector<std::string>& header) {
  if (!spec.time.empty()) return spec.time;
  for (const char* name : {"time_s", "time", "t"})
    if (std::find(header.begin(), header.end(), name) != header.end()) return name;
  return "";
}

std::vector<CyclesSpec> specs_of(const CyclesArguments& arguments,
                                 const std::filesystem::path& file) {
  const auto header = csv_header(file);
  CyclesSpec spec = arguments.spec;
  spec.file = file;
  spec.time = time_column(spec, header);
  std::vector<CyclesSpec> specs;
  for (const auto& name : arguments.values.empty() ? header : arguments.values) {
    if (name == spec.time) continue;
    spec.value = name;
    spec.name = arguments.files.size() > 1 ? file.stem().string() + "_" + name : name;
    specs.push_back(spec);
  }
  return specs;
}

}  // namespace

CLI::App* add_cycles(CLI::App& app, CyclesArguments& cycles) {
  auto* command = app.add_subcommand("cycles", "Count load cycles of series, and their damage");
  auto& fatigue = cycles.spec.fatigue;
  command->add_option("files", cycles.files, "Tables with names in the first line, as CSV")
      ->required()
      ->type_name("FILE...");
  command->add_option("--value", cycles.values, "Columns to count [all without gaps]");
  command->add_option("--time", cycles.spec.time, "Column of the times, s [time_s, time or t]");
  command->add_option("--factor", cycles.spec.factor, "Stress in Pa per unit of a column [1]");
  command->add_option("--offset", cycles.spec.offset, "Then added, Pa [0]");
  command->add_option("--law", fatigue.law, "Of fatigue")
      ->check(CLI::IsMember(fatigue_law_names()))
      ->capture_default_str();
  command->add_option("--detail-category", fatigue.detail_category, "Steel: EN 1993-1-9, MPa");
  command->add_option("--strength", fatigue.strength, "Concrete: reference strength, Pa");
  command->add_option("--curve", cycles.curve, "Table: CSV with columns range_pa, cycles")
      ->type_name("FILE");
  command->add_option("--partial-factor", fatigue.partial_factor, "Divides strengths [1]");
  command->add_option("--classes", cycles.spec.options.classes, "Of the histograms [20]")
      ->check(CLI::Range(1, 10000));
  command
      ->add_option("--least-range", cycles.spec.options.least_range, "A smaller reversal is none")
      ->check(CLI::NonNegativeNumber);
  command->add_option("--duration", cycles.spec.options.duration, "s that a series stands for")
      ->check(CLI::PositiveNumber);
  command->add_option("--out", cycles.out, "Folder for the tables [cycles]")->type_name("DIR");
  command->footer(
      "Rainflow counting of ASTM E1049-85, damage of Palmgren and Miner; with plots:\n"
      "freshet post DIR cycles.\n"
      "Examples:\n"
      "  freshet cycles results/my_dam/gauges.csv --value gate_level_m\n"
      "  freshet cycles stress.csv --value mpa --factor 1e6 --law steel --detail-category 71\n"
      "  freshet cycles dam.csv --value heel_stress_Pa --law concrete_tension --strength 2.4e6");
  return command;
}

int command_cycles(const CyclesArguments& arguments) {
  CyclesArguments told = arguments;
  if (!told.curve.empty()) {
    const auto columns = read_csv_columns(told.curve, {"range_pa", "cycles"});
    for (std::size_t i = 0; i < columns[0].size(); ++i)
      told.spec.fatigue.curve.push_back({columns[0][i], columns[1][i]});
  }
  const auto& fatigue = told.spec.fatigue;
  require(fatigue.law == "steel" || fatigue.detail_category == 0,
          "--detail-category: goes with --law steel, not with", fatigue.law);
  require(fatigue.law.starts_with("concrete") || fatigue.strength == 0,
          "--strength: goes with --law concrete_compression or concrete_tension, not with",
          fatigue.law);
  require(fatigue.law == "table" || told.curve.empty(), "--curve: goes with --law table, not with",
          fatigue.law);
  make_law(fatigue);
  std::vector<CountedSeries> all;
  std::set<std::string> names;
  for (const auto& file : told.files) {
    for (const auto& spec : specs_of(told, file)) {
      try {
        all.push_back(count_series(spec, file.parent_path()));
      } catch (const InputError& error) {
        if (!told.values.empty()) throw;
        warn(std::string("left out: ") + error.what());  // of all columns, those without gaps
        continue;
      }
      require(names.insert(spec.name).second, "two series of one name", spec.name);
    }
  }
  require(!all.empty(), "no column whose cycles can be counted", told.files.front().string());
  fmt::print("{:32} {:>9} {:>13} {:>13} {:>13}\n", "series", "cycles", "largest range", "damage",
             "years");
  for (const auto& one : all)
    fmt::print("{:32} {:9g} {:13.6g} {:13.6g} {:13.6g}\n", one.spec.name, one.found.cycles,
               one.found.largest_range, one.found.damage, one.found.years_to_failure);
  for (const auto& file : write_cycles(told.out, all)) fmt::print("{}\n", file.string());
  return 0;
}

}  // namespace freshet
