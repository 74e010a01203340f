#include "cases/model/case_on_mesh.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "cases/input/nearest.hpp"
#include "cases/model/face_sets.hpp"
#include "cases/model/friction_field.hpp"
#include "cases/model/initial_state.hpp"
#include "cases/model/sections_on_mesh.hpp"
#include "cases/model/water_on_mesh.hpp"
#include "kernels/error.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"
#include "mesh/query/cell_size.hpp"
#include "mesh/query/mesh_info.hpp"
#include "mesh/query/point_location.hpp"

namespace freshet {
namespace {

/// The first of many names, for a message.
std::string some_of(const std::vector<std::string>& names) {
  constexpr std::size_t kMostNamed = 20;
  const std::span first(names.data(), std::min(names.size(), kMostNamed));
  return fmt::format("{}{}", fmt::join(first, ", "), names.size() > kMostNamed ? ", ..." : "");
}

/// Without those of structures.
std::vector<std::string> outer_names(const Mesh& mesh) {
  return {mesh.boundary_names.begin(), mesh.boundary_names.end() - mesh.lines_inside};
}

/// Boundaries that the case says nothing of; a raster may have thousands of holes.
void add_undescribed(std::vector<std::string>& warnings, const Case& given, const Mesh& mesh) {
  constexpr std::size_t kMostNamed = 5;
  if (given.boundaries.empty()) return;
  std::vector<std::string> missing;
  for (const auto& name : outer_names(mesh)) {
    const bool described = std::any_of(given.boundaries.begin(), given.boundaries.end(),
                                       [&](const auto& boundary) { return boundary.name == name; });
    if (!described && name != "wall") missing.push_back(name);
  }
  for (std::size_t i = 0; i < std::min(missing.size(), kMostNamed); ++i)
    warnings.push_back("boundary \"" + missing[i] + "\" has no [[boundary]]: a wall");
  if (missing.size() > kMostNamed)
    warnings.push_back(
        fmt::format("{} more boundaries have no [[boundary]]: walls", missing.size() - kMostNamed));
}

bool is_inside(const Mesh& mesh, const PointLocation& where, Real x, Real y) {
  Index cell = where.find(x, y);
  return lowest_over_ranks(mesh, cell) >= 0;
}

bool is_checked(const Case& given, const std::string& gauge) {
  return std::any_of(given.checks.begin(), given.checks.end(), [&](const CheckSpec& check) {
    return std::any_of(check.text.begin(), check.text.end(), [&](const auto& entry) {
      return (entry.first == "gauge" || entry.first == "after") && entry.second == gauge;
    });
  });
}

/// Collective. Gauges, sections and places of checks that lie nowhere in the mesh; a section may
/// begin and end outside.
void add_outside(std::vector<std::string>& warnings, const Case& given, const Mesh& mesh) {
  const PointLocation where(mesh);
  const auto found = [&](const std::string& what, bool allowed) {
    if (!allowed || !given.output.allow_outside)
      throw InputError(what + (allowed ? "; output.allow_outside = true lets it be" : ""));
    warnings.push_back(what);
  };
  for (const auto& gauge : given.output.gauges)
    if (!is_inside(mesh, where, gauge.x, gauge.y))
      found(fmt::format("{}: \"{}\" is outside the mesh (x = {}, y = {})", gauge.origin, gauge.name,
                        gauge.x, gauge.y),
            !is_checked(given, gauge.name));
  for (const auto& section : given.output.sections) {
    const auto pieces = static_cast<GlobalIndex>(where.cross(section.points).size());
    if (mpi::sum(mesh.communicator, pieces) == 0)
      found(fmt::format("{}: \"{}\" is outside the mesh (from x = {}, y = {} on)", section.origin,
                        section.name, section.points[0][0], section.points[0][1]),
            true);
  }
  for (const auto& check : given.checks)
    for (const char* end : {"from", "to"})
      if (const auto place = check.numbers.find(end); place != check.numbers.end())
        if (!is_inside(mesh, where, place->second[0], place->second[1]))
          found(
              fmt::format("{}: check \"{}\": {} is outside the mesh (x = {}, y = {})",
                          given.file.string(), check.name, end, place->second[0], place->second[1]),
              false);
}

/// An interval given in the wrong unit fills a disk before anyone looks.
void add_large_output(std::vector<std::string>& warnings, const Case& given, const Mesh& mesh) {
  constexpr Real kManySteps = 10000, kManyRows = 1e6;
  const auto& output = given.output;
  const auto count = [&](Real interval) { return interval > 0 ? given.end_time / interval : 0; };
  const Real fields = count(output.interval), checkpoints = count(output.checkpoint_interval);
  const Real rows = count(output.series_interval > 0 ? output.series_interval : output.interval);
  constexpr int kValues = 5;  // depth, level and three of velocity a cell and step
  const Real bytes =
      kValues * (output.double_precision ? 8 : 4) * static_cast<Real>(mesh.cells_global);
  if (fields > kManySteps)
    warnings.push_back(fmt::format(
        "output.interval = {} s writes {:.0f} steps of fields until {} s, about {:.3g} "
        "GB (more than {:.0f} steps)",
        output.interval, fields + 1, given.end_time, fields * bytes * 1e-9, kManySteps));
  if (checkpoints > kManySteps)
    warnings.push_back(fmt::format("output.checkpoint_interval = {} s writes {:.0f} checkpoints",
                                   output.checkpoint_interval, checkpoints));
  if (rows > kManyRows && !(output.gauges.empty() && output.sections.empty()))
    warnings.push_back(
        fmt::format("output.series_interval writes {:.0f} rows of gauges and sections until {} s",
                    rows + 1, given.end_time));
}

}  // namespace

std::vector<std::string> check_on_mesh(const Case& given, const Mesh& mesh) {
  std::vector<std::string> warnings = mesh.notes;
  const auto names = outer_names(mesh);
  for (const auto& boundary : given.boundaries)
    if (std::find(names.begin(), names.end(), boundary.name) == names.end())
      throw InputError(fmt::format(
          "{}: boundary: the mesh has none of this name ({}){}; it has: {}", given.file.string(),
          boundary.name, did_you_mean(boundary.name, names), some_of(names)));
  manning_field(given.friction, mesh);  // throws where it cannot be had
  std::vector<std::unique_ptr<ProcessOptions>> water;
  add_water_processes(water, given.water, mesh);  // so does this
  sections_on_mesh(given.output.sections, mesh);
  faces_on_mesh(given.output.faces, mesh);
  add_undescribed(warnings, given, mesh);
  add_outside(warnings, given, mesh);
  add_large_output(warnings, given, mesh);
  return warnings;
}

InitialWater measure_initial_water(const Case& given, const Mesh& mesh) {
  const auto owned = [&](const std::vector<Real>& values) {
    return std::span<const Real>(values.data(), mesh.owned);
  };
  std::vector<Real> depth(mesh.owned), velocity_x(mesh.owned), velocity_y(mesh.owned);
  const CellPlaces cells{owned(mesh.centroid_x), owned(mesh.centroid_y), owned(mesh.bed)};
  together(mesh.communicator, [&] {
    fill_initial_state({depth, velocity_x, velocity_y}, cells, given.initial,
                       [](InitialFields, const std::filesystem::path&) {});
  });
  InitialWater water{0, std::numeric_limits<Real>::infinity()};
  for (Index i = 0; i < mesh.owned; ++i) {
    if (!(depth[i] > given.flow.dry_depth)) continue;
    water.volume += depth[i] * mesh.area[i];
    const Real speed =
        std::hypot(velocity_x[i], velocity_y[i]) + std::sqrt(given.flow.gravity * depth[i]);
    water.time_step = std::min(water.time_step,
                               given.flow.cfl * mesh.area[i] / (half_perimeter(mesh, i) * speed));
  }
  water.volume = mpi::sum(mesh.communicator, water.volume);
  water.time_step =
      std::min(mpi::min(mesh.communicator, water.time_step), given.flow.max_time_step);
  return water;
}

int flow_bytes(const Case& given, const Mesh& mesh) {
  const bool linear = given.flow.order == 2, pixels = mesh.pixels && given.flow.pixels;
  const bool mixing = given.flow.mixing.kind != MixingKind::None;
  const int slots = mesh.slots, real = sizeof(Real), index = sizeof(Index);
  // Two states, two copies of the friction rate (second order) or emptying time, the ground.
  int bytes = (6 + 2 + 4) * real;
  bytes += pixels ? slots * index + 1 : slots * (2 * index + 7 * real) + 3 * real;
  // A sweep of windows keeps nothing at faces.
  if (linear && (mixing || !pixels)) bytes += (4 * slots + 3) * real;
  if (mixing) bytes += 6 * real;
  if (given.output.maxima)
    bytes += (6 + 2 * static_cast<int>(given.output.arrival_depths.size()) +
              (given.output.hazard ? 4 : 0) + (given.output.alarm_time ? 1 : 0)) *
             real;
  return bytes;
}

std::string describe_memory(const Case& given, const Mesh& mesh) {
  const auto cells = static_cast<Real>(mesh.cells_global);
  const Real of_mesh = static_cast<Real>(mpi::sum(mesh.communicator, mesh_bytes(mesh))) / cells;
  const int of_flow = flow_bytes(given, mesh);
  const bool pixels = mesh.pixels && given.flow.pixels;
  const char* topology = pixels ? "raster" : (mesh.slots == 3 ? "triangles" : "quadrilaterals");
  return fmt::format(
      "memory      about {:.1f} MB: {}, of a cell {} bytes for the flow and {:.0f} for "
      "the mesh\n",
      1e-6 * cells * (of_flow + of_mesh), topology, of_flow, of_mesh);
}

std::string describe_mesh(const Mesh& mesh) {
  const MeshInfo info = describe(mesh);
  const auto& e = info.extent;
  std::string text = fmt::format("cells       {} ({} triangles, {} quadrilaterals), {} vertices\n",
                                 info.cells, info.triangles, info.quadrilaterals, info.vertices);
  text += fmt::format("extent      x {:.7g} .. {:.7g} m, y {:.7g} .. {:.7g} m, bed ", e[0], e[2],
                      e[1], e[3]);
  text += mesh.has_bed ? fmt::format("{:.6g} .. {:.6g} m\n", info.bed_min, info.bed_max) : "none\n";
  text += fmt::format(
      "area        {:.7g} m2, of a cell {:.4g} .. {:.4g} m2, inradius {:.4g} m or more\n",
      info.area, info.area_min, info.area_max, info.inradius_min);
  for (const auto& boundary : std::span(info.boundaries).first(outer_names(mesh).size()))
    text += fmt::format("boundary    \"{}\": {} edges, {:.6g} m\n", boundary.name, boundary.edges,
                        boundary.length);
  for (const auto& zone : info.zones)
    text +=
        fmt::format("zone        \"{}\": {} cells, {:.6g} m2\n", zone.name, zone.cells, zone.area);
  return text;
}

}  // namespace freshet
