#pragma once
#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

/// A georeferenced grid of one value a pixel (GeoTIFF, ESRI ASCII, whatever GDAL reads), north up.
class Raster {
 public:
  /// Of a NetCDF file with several variables one is named; its first band is read. Throws
  /// InputError naming the file if it cannot be read, has no band or is rotated.
  explicit Raster(const std::filesystem::path& file, const std::string& variable = "");
  ~Raster();
  Raster(Raster&&) noexcept;

  GlobalIndex columns() const;
  GlobalIndex rows() const;
  std::array<Real, 4> extent() const;  ///< x min, y min, x max, y max in m
  int bands() const;
  void select(int band);  ///< from 1 on: the one whose values are read from now on
  /// When each band begins to hold, s from the first on, as a NetCDF file tells; else empty.
  std::vector<Real> times() const;
  /// Column and row of the pixel that holds (x, y); nothing outside the extent.
  std::optional<std::array<GlobalIndex, 2>> pixel(Real x, Real y) const;

  /// Pixel values of rows [first, first + count), north to south; NaN where there are no data.
  std::vector<Real> read_rows(GlobalIndex first, GlobalIndex count) const;
  /// Bilinear value at (x, y) from the four nearest pixel centres (nearest in the outer half
  /// pixel); nothing outside the extent or beside a pixel without data.
  std::optional<Real> sample(Real x, Real y) const;
  /// The value of the pixel that holds (x, y); nothing outside the extent or where it has no data.
  std::optional<Real> nearest(Real x, Real y) const;
  /// How often a piece of the file was read for sampling: once each where cells come row by row.
  std::int64_t tiles_read() const;

 private:
  struct Handle;
  std::unique_ptr<Handle> handle_;
};

}  // namespace freshet
