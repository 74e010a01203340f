#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "solver/loads/cycle_statistics.hpp"

namespace freshet {

/// Which law of fatigue, as a case and the command line name it.
struct FatigueChoice {
  std::string law = "none";  ///< none, steel, concrete_compression, concrete_tension or table
  Real detail_category = 0;  ///< steel: EN 1993-1-9, MPa
  Real strength = 0;         ///< concrete, Pa
  Real partial_factor = 1;   ///< the strength or the ranges of a table are divided by it
  std::vector<std::array<Real, 2>> curve;  ///< table: range, Pa, and cycles to failure
};

const std::vector<std::string>& fatigue_law_names();
loads::FatigueLaw make_law(const FatigueChoice& choice);
std::string describe(const FatigueChoice& choice);  ///< "EN 1993-1-9, category 71"

/// Cycles to be counted: one of [[cycles]].
struct CyclesSpec {
  std::string name;
  std::filesystem::path file;   ///< CSV; empty: a table of the run's results
  std::string table;            ///< "gauges" for gauges.csv
  std::string time, value;      ///< columns; without `time` rows count as s
  Real factor = 1, offset = 0;  ///< Pa by the column's unit: stress = factor * value + offset
  FatigueChoice fatigue;
  loads::CycleOptions options;
};

struct CountedSeries {
  CyclesSpec spec;
  std::string source;  ///< the file that was read
  loads::CycleStatistics found;
};

/// Reads and counts a series; `results` is the folder that tables of the run lie in. Throws
/// InputError with file, line and column.
CountedSeries count_series(const CyclesSpec& spec, const std::filesystem::path& results);

/// NAME.csv (cycles by range and mean), NAME_histograms.csv for each, and cycles.json, which lists
/// them. Each file is whole or not there. One rank only; returns the files.
std::vector<std::filesystem::path> write_cycles(const std::filesystem::path& folder,
                                                const std::vector<CountedSeries>& all);

/// NAME_damage, NAME_repetitions (times that the series can be borne), NAME_years_to_failure,
/// NAME_cycles, NAME_largest_range, NAME_equivalent_range, NAME_count_1, ...: cycles by class.
std::map<std::string, Real> figures_of(const CountedSeries& series);

}  // namespace freshet
