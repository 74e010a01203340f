#pragma once
#include <filesystem>
#include <fstream>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

/// A time series as CSV: "time_s" and other columns, a row a time. Used on one rank only.
/// Each row is flushed, so that the file can be read while the run goes on.
class CsvTable {
 public:
  CsvTable() = default;

  /// `append`: goes on with an old table, if there is one; its rows at or after the time of the
  /// first `add` are dropped, and so is a row cut short. An old table of other columns is an
  /// InputError, as are two columns of one name.
  CsvTable(const std::filesystem::path& path, const std::vector<std::string>& columns, bool append);

  /// An infinite number, which no run writes, stands for a field without a value.
  static constexpr Real no_value = std::numeric_limits<Real>::infinity();

  /// Numbers in the fewest digits that give back the same bits; `no_value` is left empty.
  void add(Real time, std::span<const Real> values);

  /// Drops the old rows at or after `time` now, before the first `add`.
  void start(Real time);

 private:
  std::filesystem::path path_;
  std::string header_;
  std::vector<std::string> old_rows_;
  bool started_ = false;
  std::ofstream file_;
};

/// `text` as one CSV field: quoted where it holds a comma, a quote or a line break.
std::string csv_field(const std::string& text);

}  // namespace freshet
