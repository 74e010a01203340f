#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "cases/model/water_on_mesh.hpp"
#include "kernels/error.hpp"
#include "kernels/process/rain_raster.hpp"
#include "mesh/formats/raster.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"
#include "mesh/query/cell_size.hpp"

namespace freshet {
namespace {

/// When each layer begins to hold, and when the last one ends.
std::vector<Real> times_of(const RainSpec& rain, const Raster& raster) {
  const RainFiles& files = *rain.files;
  std::vector<Real> times = files.times.value_or(raster.times());
  if (!files.times)
    for (auto& time : times) time += files.start;
  const auto layers = static_cast<std::size_t>(raster.bands());
  if (times.empty())
    throw InputError(fmt::format("{}: {} does not tell its times: give them by times", rain.origin,
                                 files.file.string()));
  for (std::size_t k = 1; k < times.size(); ++k)
    if (!(times[k] > times[k - 1]))
      throw InputError(fmt::format("{}: {}: its times do not increase ({} s after {} s)",
                                   rain.origin, files.file.string(), times[k], times[k - 1]));
  if (times.size() == layers && layers > 1) times.push_back(2 * times.back() - *(times.end() - 2));
  if (times.size() != layers + 1)
    throw InputError(fmt::format(
        "{}: {} has {} bands, which need as many times and one more for the end (times are {})",
        rain.origin, files.file.string(), layers, times.size()));
  return times;
}

/// The pixels that a rank's cells lie in, and what falls on them.
class Pixels {
 public:
  Pixels(const RainSpec& rain, Raster& raster) : rain_(rain), raster_(raster) {}

  void find(RainRasterOptions& options, const Mesh& mesh) {
    std::vector<GlobalIndex> of_cell;
    for (Index c = 0; c < mesh.owned; ++c) {
      const Real x = mesh.centroid_x[c], y = mesh.centroid_y[c];
      of_cell.push_back(rain_.region.contains(x, y) ? pixel_at(x, y) : -1);
    }
    list_ = of_cell;
    std::sort(list_.begin(), list_.end());
    list_.erase(std::unique(list_.begin(), list_.end()), list_.end());
    if (!list_.empty() && list_.front() < 0) list_.erase(list_.begin());
    for (const GlobalIndex pixel : of_cell) {
      const auto place = std::lower_bound(list_.begin(), list_.end(), pixel) - list_.begin();
      options.pixel.push_back(pixel < 0 ? -1 : static_cast<Index>(place));
    }
    options.pixels = static_cast<Index>(list_.size());
    require(static_cast<std::int64_t>(list_.size()) * raster_.bands() <=
                std::numeric_limits<Index>::max(),
            rain_.origin + ": too many pixels and bands", raster_.bands());
  }

  /// Adds a layer's rates; returns the largest.
  Real read(std::vector<Real>& rates, int band) {
    if (list_.empty()) return 0;
    raster_.select(band);
    const GlobalIndex first = list_.front() / raster_.columns();
    const GlobalIndex last = list_.back() / raster_.columns();
    const auto values = raster_.read_rows(first, last - first + 1);
    Real largest = 0;
    for (const GlobalIndex pixel : list_) {
      const Real value = values[pixel - first * raster_.columns()];
      if (!(value >= 0)) fail(pixel, band, value);
      rates.push_back(value * rain_.files->unit);
      largest = std::max(largest, rates.back());
    }
    return largest;
  }

 private:
  GlobalIndex pixel_at(Real x, Real y) const {
    const auto place = raster_.pixel(x, y);
    if (!place)
      throw InputError(
          fmt::format("{}: {} does not cover the domain: nothing at x = {:.12g}, y = {:.12g}",
                      rain_.origin, rain_.files->file.string(), x, y));
    return (*place)[1] * raster_.columns() + (*place)[0];
  }

  [[noreturn]] void fail(GlobalIndex pixel, int band, Real value) const {
    throw InputError(
        fmt::format("{}: {}: band {} {} at column {}, row {}, where the domain lies ({})",
                    rain_.origin, rain_.files->file.string(), band,
                    std::isnan(value) ? "does not cover the domain: no value" : "is negative",
                    pixel % raster_.columns(), pixel / raster_.columns(), value));
  }

  const RainSpec& rain_;
  Raster& raster_;
  std::vector<GlobalIndex> list_;
};

/// The largest rates of all ranks, layer by layer; nothing before and after.
PiecewiseLinear largest_of(const std::vector<Real>& times, const std::vector<Real>& largest,
                           const std::string& where) {
  std::vector<Real> x{std::nextafter(times[0], -1e300)}, y{0};
  const auto add = [&](Real time, Real rate) {
    if (!(time > x.back())) return;
    x.push_back(time);
    y.push_back(rate);
  };
  for (std::size_t k = 0; k < largest.size(); ++k) {
    add(times[k], largest[k]);
    add(std::nextafter(times[k + 1], times[k]), largest[k]);
  }
  add(times.back(), 0);
  return {x, y, where};
}

}  // namespace

std::unique_ptr<ProcessOptions> raster_rain_on_mesh(const RainSpec& rain, const std::string& field,
                                                    const Mesh& mesh) {
  auto options = std::make_unique<RainRasterOptions>();
  options->name = rain.name;
  options->field = field;
  std::vector<Real> largest;
  together(mesh.communicator, [&] {
    Raster raster(rain.files->file, rain.files->variable);
    options->times = times_of(rain, raster);
    Pixels pixels(rain, raster);
    pixels.find(*options, mesh);
    for (int band = 1; band <= raster.bands(); ++band)
      largest.push_back(pixels.read(options->rates, band));
  });
  mpi::all_reduce(mesh.communicator, largest, MPI_MAX);
  options->largest = largest_of(options->times, largest, rain.origin);
  Real filling = 0;
  for (Index c = 0; c < mesh.owned; ++c)
    if (options->pixel[c] >= 0)
      filling = std::max(filling, inverse_size(mesh, c) * inverse_size(mesh, c));
  options->filling = mpi::max(mesh.communicator, filling);
  if (options->filling == 0)
    throw InputError(rain.origin + ": falls on no cell of the mesh: its region holds none");
  return options;
}

}  // namespace freshet
