#include "cases/model/initial_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "kernels/error.hpp"
#include "mesh/formats/raster.hpp"

namespace freshet {
namespace {

[[noreturn]] void fail_at_cell(const InitialSpec& step, const std::string& what, Real x, Real y) {
  throw InputError(fmt::format("{}: {} at x = {:.12g}, y = {:.12g}", step.origin, what, x, y));
}

/// Depth of one cell from an expression or raster.
Real depth_of(const InitialSpec& step, const std::optional<Raster>& raster, Real x, Real y,
              Real bed) {
  Real value = 0;
  bool is_level = step.raster_is_level;
  if (raster) {
    const auto sample = raster->sample(x, y);
    if (!sample) fail_at_cell(step, "the raster " + step.raster.string() + " has no value", x, y);
    value = *sample;
  } else {
    is_level = static_cast<bool>(step.level);
    value = is_level ? step.level(x, y, bed) : step.depth(x, y, bed);
  }
  if (is_level) return std::max(Real{0}, value - bed);
  if (!(value >= 0)) fail_at_cell(step, fmt::format("negative depth ({})", value), x, y);
  return value;
}

void fill_from_field(InitialFields fields, const CellPlaces& cells, const InitialSpec& step) {
  std::optional<Raster> raster;
  if (step.source == InitialSpec::Source::Raster) raster.emplace(step.raster);
  for (std::size_t i = 0; i < cells.x.size(); ++i) {
    const Real x = cells.x[i], y = cells.y[i], bed = cells.bed[i];
    if (!step.region.contains(x, y)) continue;
    fields.depth[i] = depth_of(step, raster, x, y, bed);
    const bool wet = fields.depth[i] > 0;
    fields.velocity_x[i] = wet && step.velocity_x ? step.velocity_x(x, y, bed) : 0;
    fields.velocity_y[i] = wet && step.velocity_y ? step.velocity_y(x, y, bed) : 0;
  }
}

void fill_from_checkpoint(InitialFields fields, const CellPlaces& cells, const InitialSpec& step,
                          const CheckpointReader& read_checkpoint) {
  const std::size_t count = cells.x.size();
  std::vector<Real> depth(count), velocity_x(count), velocity_y(count);
  read_checkpoint({depth, velocity_x, velocity_y}, step.checkpoint);
  for (std::size_t i = 0; i < count; ++i) {
    if (!step.region.contains(cells.x[i], cells.y[i])) continue;
    fields.depth[i] = depth[i];
    fields.velocity_x[i] = velocity_x[i];
    fields.velocity_y[i] = velocity_y[i];
  }
}

}  // namespace

void fill_initial_state(InitialFields fields, const CellPlaces& cells,
                        std::span<const InitialSpec> steps,
                        const CheckpointReader& read_checkpoint) {
  for (const auto& field : {fields.depth, fields.velocity_x, fields.velocity_y})
    std::fill(field.begin(), field.end(), Real{0});
  for (const auto& step : steps) {
    if (step.source == InitialSpec::Source::Checkpoint) {
      fill_from_checkpoint(fields, cells, step, read_checkpoint);
    } else {
      fill_from_field(fields, cells, step);
    }
  }
}

}  // namespace freshet
