#pragma once
#include <array>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "mesh/parallel/hdf5.hpp"
#include "post/csv_table.hpp"

namespace freshet {

/// A side of a face as loads.h5 tells it.
struct LoadedSide {
  int face = 0, segment = 0;
  std::array<Real, 2> place{}, normal{};  ///< m; out of the water
  Real length = 0;                        ///< m
};

/// loads.csv: forces of faces in time, and loads.h5: pressures on their sides. Rows of both have
/// the same times. One rank only.
class LoadsWriter {
 public:
  /// `columns` without the time.
  LoadsWriter(const std::filesystem::path& folder, const std::vector<std::string>& columns,
              const std::vector<std::string>& faces, std::span<const LoadedSide> sides,
              bool append);

  /// Drops old rows later than `time`.
  void go_on_after(Real time);

  /// `line_loads` (N/m) and `depths` (m) by side.
  void write(Real time, std::span<const Real> row, std::span<const Real> line_loads,
             std::span<const Real> depths);

  void flush();  ///< loads.h5, so that what was written can be read whatever comes

 private:
  void make_file(const std::vector<std::string>& faces, std::span<const LoadedSide> sides);

  CsvTable table_;
  std::filesystem::path file_name_;
  GlobalIndex sides_ = 0, rows_ = 0;
  std::optional<hdf5::File> file_;
};

}  // namespace freshet
