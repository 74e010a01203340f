#include "mesh/formats/raster.hpp"

#include <cpl_conv.h>
#include <gdal.h>
#include <ogr_srs_api.h>

#include <algorithm>
#include <cmath>
#include <list>
#include <mutex>
#include <unordered_map>

#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr GlobalIndex kTile = 128;            ///< pixels along x, at most also along y, of the
                                              ///< pieces kept for sampling
constexpr GlobalIndex kPixelsKept = 1 << 22;  ///< 32 MiB

constexpr Real kMissing = std::numeric_limits<Real>::quiet_NaN();

using Dataset = std::unique_ptr<void, decltype(&GDALClose)>;

Dataset open_dataset(const std::filesystem::path& file, const std::string& variable) {
  static std::once_flag registered;
  std::call_once(registered, GDALAllRegister);
  if (!std::filesystem::is_regular_file(file))
    throw InputError(file.string() + ": no such raster file");
  CPLPushErrorHandler(CPLQuietErrorHandler);
  CPLSetThreadLocalConfigOption("AAIGRID_DATATYPE", "Float64");  // ESRI ASCII: keep all digits
  const std::string name =
      variable.empty() ? file.string() : "NETCDF:\"" + file.string() + "\":" + variable;
  Dataset dataset(GDALOpen(name.c_str(), GA_ReadOnly), &GDALClose);
  CPLSetThreadLocalConfigOption("AAIGRID_DATATYPE", nullptr);
  const std::string reason = CPLGetLastErrorMsg();
  CPLPopErrorHandler();
  if (!dataset) throw InputError(name + ": not a raster that GDAL can read: " + reason);
  return dataset;
}

/// Seconds of a unit such as "hours since 2020-01-01"; 0 where it is none of time.
Real seconds_of(const std::string& unit) {
  const std::pair<const char*, Real> known[] = {{"s", 1}, {"min", 60}, {"h", 3600}, {"d", 86400}};
  for (const auto& [start, seconds] : known)
    if (unit.starts_with(start)) return seconds;
  return 0;
}

}  // namespace

struct Raster::Handle {
  std::filesystem::path file;
  Dataset dataset{nullptr, &GDALClose};
  GDALRasterBandH band = nullptr;
  GlobalIndex columns = 0, rows = 0;
  Real left = 0, top = 0, width = 0, height = 0;  ///< of the grid's corner, and of one pixel, m
  std::optional<Real> missing;
  Real scale = 1, offset = 0;
  GlobalIndex tile_rows = kTile;  ///< pixels of a tile along y: two rows of tiles are kept,
                                  ///< for cells are often sampled row by row
  std::size_t tiles_kept = 0;
  std::int64_t tiles_read = 0;
  std::list<GlobalIndex> tiles_in_use;  ///< oldest first
  std::unordered_map<GlobalIndex, std::vector<Real>> tiles;

  void read_place();
  void read_band(int number);
  std::vector<Real> read(GlobalIndex column, GlobalIndex row, GlobalIndex across,
                         GlobalIndex down) const;
  Real pixel(GlobalIndex column, GlobalIndex row);
  /// Where (x, y) lies in pixels from the centre of the first one, moved to the last centres in the
  /// outer half pixel; false outside.
  bool locate(Real& across, Real& down, Real x, Real y) const;
};

void Raster::Handle::read_place() {
  columns = GDALGetRasterXSize(dataset.get());
  rows = GDALGetRasterYSize(dataset.get());
  const GlobalIndex two_rows = 2 * (columns / kTile + 1);  // of tiles
  tile_rows = std::clamp(kPixelsKept / (two_rows * kTile), GlobalIndex{1}, kTile);
  tiles_kept = static_cast<std::size_t>(std::max(two_rows, kPixelsKept / (tile_rows * kTile)));
  double transform[6];
  if (GDALGetGeoTransform(dataset.get(), transform) != CE_None)
    throw InputError(file.string() + ": has no place on the map (georeference)");
  if (transform[2] != 0 || transform[4] != 0 || transform[1] <= 0 || transform[5] >= 0)
    throw InputError(file.string() + ": is rotated; it must have north up and east to the right");
  left = transform[0];
  top = transform[3];
  width = transform[1];
  height = -transform[5];
  const auto reference = GDALGetSpatialRef(dataset.get());
  if (reference && OSRIsGeographic(reference))
    throw InputError(file.string() + ": is in degrees; project it to metres first (gdalwarp)");
}

void Raster::Handle::read_band(int number) {
  if (GDALGetRasterCount(dataset.get()) < number)
    throw InputError(file.string() + ": has no band " + std::to_string(number) +
                     " (of several variables one must be named)");
  band = GDALGetRasterBand(dataset.get(), number);
  tiles.clear();
  tiles_in_use.clear();
  missing.reset();
  scale = 1;
  int known = 0;
  const Real value = GDALGetRasterNoDataValue(band, &known);
  if (known) missing = value;
  const Real a = GDALGetRasterScale(band, &known), b = GDALGetRasterOffset(band, nullptr);
  if (a != 0) scale = a;
  offset = b;
}

std::vector<Real> Raster::Handle::read(GlobalIndex column, GlobalIndex row, GlobalIndex across,
                                       GlobalIndex down) const {
  std::vector<Real> values(static_cast<std::size_t>(across * down));
  if (values.empty()) return values;
  CPLPushErrorHandler(CPLQuietErrorHandler);
  const auto code =
      GDALRasterIO(band, GF_Read, static_cast<int>(column), static_cast<int>(row),
                   static_cast<int>(across), static_cast<int>(down), values.data(),
                   static_cast<int>(across), static_cast<int>(down), GDT_Float64, 0, 0);
  const std::string reason = CPLGetLastErrorMsg();
  CPLPopErrorHandler();
  if (code != CE_None)
    throw InputError(file.string() + ": cannot read rows from " + std::to_string(row) + ": " +
                     reason);
  for (auto& value : values) {
    const bool gone =
        missing && (value == *missing || static_cast<float>(value) == static_cast<float>(*missing));
    value = gone || !std::isfinite(value) ? kMissing : value * scale + offset;
  }
  return values;
}

Real Raster::Handle::pixel(GlobalIndex column, GlobalIndex row) {
  const GlobalIndex i = column / kTile, j = row / tile_rows, key = j * (columns / kTile + 1) + i;
  const GlobalIndex across = std::min(kTile, columns - i * kTile);
  auto found = tiles.find(key);
  if (found == tiles.end()) {
    if (tiles.size() == tiles_kept) {
      tiles.erase(tiles_in_use.front());
      tiles_in_use.pop_front();
    }
    auto values = read(i * kTile, j * tile_rows, across, std::min(tile_rows, rows - j * tile_rows));
    ++tiles_read;
    found = tiles.emplace(key, std::move(values)).first;
    tiles_in_use.push_back(key);
  }
  return found->second[(row - j * tile_rows) * across + column - i * kTile];
}

Raster::Raster(const std::filesystem::path& file, const std::string& variable)
    : handle_(std::make_unique<Handle>()) {
  handle_->file = file;
  handle_->dataset = open_dataset(file, variable);
  if (bands() < 1) handle_->read_band(1);  // says so
  handle_->read_place();
  handle_->read_band(1);
}

int Raster::bands() const { return GDALGetRasterCount(handle_->dataset.get()); }

void Raster::select(int band) { handle_->read_band(band); }

std::vector<Real> Raster::times() const {
  const auto data = handle_->dataset.get();
  const auto said = [](GDALMajorObjectH of, const std::string& key) -> std::string {
    const char* text = GDALGetMetadataItem(of, key.c_str(), nullptr);
    return text == nullptr ? "" : text;
  };
  const std::string extra = said(data, "NETCDF_DIM_EXTRA");  // "{time}"
  if (extra.size() < 3) return {};
  const std::string dimension = extra.substr(1, extra.size() - 2);
  const Real seconds = seconds_of(said(data, dimension + "#units"));
  std::vector<Real> times;
  for (int b = 1; b <= bands() && seconds > 0; ++b) {
    const std::string value =
        said(GDALGetRasterBand(data, b), std::string("NETCDF_DIM_") + dimension);
    if (value.empty()) return {};
    times.push_back(CPLAtof(value.c_str()) * seconds);
  }
  for (std::size_t k = times.size(); k-- > 0;) times[k] -= times[0];
  return times;
}

std::optional<std::array<GlobalIndex, 2>> Raster::pixel(Real x, Real y) const {
  Real across = 0, down = 0;
  if (!handle_->locate(across, down, x, y)) return std::nullopt;
  return {{static_cast<GlobalIndex>(across + 0.5), static_cast<GlobalIndex>(down + 0.5)}};
}

Raster::~Raster() = default;
Raster::Raster(Raster&&) noexcept = default;

GlobalIndex Raster::columns() const { return handle_->columns; }
GlobalIndex Raster::rows() const { return handle_->rows; }

std::int64_t Raster::tiles_read() const { return handle_->tiles_read; }

std::array<Real, 4> Raster::extent() const {
  const Handle& h = *handle_;
  return {h.left, h.top - static_cast<Real>(h.rows) * h.height,
          h.left + static_cast<Real>(h.columns) * h.width, h.top};
}

std::vector<Real> Raster::read_rows(GlobalIndex first, GlobalIndex count) const {
  return handle_->read(0, first, handle_->columns, count);
}

bool Raster::Handle::locate(Real& across, Real& down, Real x, Real y) const {
  const auto last_column = static_cast<Real>(columns - 1), last_row = static_cast<Real>(rows - 1);
  const Real slack = 1e-9;  // of a pixel: a point on the rim is inside, whatever the rounding
  across = (x - left) / width - 0.5;
  down = (top - y) / height - 0.5;
  if (!(across >= -0.5 - slack && across <= last_column + 0.5 + slack && down >= -0.5 - slack &&
        down <= last_row + 0.5 + slack))
    return false;
  across = std::clamp(across, Real{0}, last_column);
  down = std::clamp(down, Real{0}, last_row);
  return true;
}

std::optional<Real> Raster::nearest(Real x, Real y) const {
  const auto place = pixel(x, y);
  if (!place) return std::nullopt;
  const Real value = handle_->pixel((*place)[0], (*place)[1]);
  if (std::isnan(value)) return std::nullopt;
  return value;
}

std::optional<Real> Raster::sample(Real x, Real y) const {
  Handle& h = *handle_;
  Real across = 0, down = 0;
  if (!h.locate(across, down, x, y)) return std::nullopt;
  const auto i =
      std::min(static_cast<GlobalIndex>(across), std::max<GlobalIndex>(h.columns - 2, 0));
  const auto j = std::min(static_cast<GlobalIndex>(down), std::max<GlobalIndex>(h.rows - 2, 0));
  const GlobalIndex right = std::min(i + 1, h.columns - 1), below = std::min(j + 1, h.rows - 1);
  const Real u = across - static_cast<Real>(i), v = down - static_cast<Real>(j);
  const Real upper = h.pixel(i, j) + u * (h.pixel(right, j) - h.pixel(i, j));
  const Real lower = h.pixel(i, below) + u * (h.pixel(right, below) - h.pixel(i, below));
  const Real value = upper + v * (lower - upper);
  if (std::isnan(value)) return std::nullopt;
  return value;
}

}  // namespace freshet
