#include "cases/case_on_mesh.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cases/friction_field.hpp"
#include "cases/initial_state.hpp"
#include "cases/reader/nearest.hpp"
#include "kernels/error.hpp"
#include "mesh/agreement.hpp"
#include "mesh/mpi.hpp"

namespace freshet {
namespace {

/// Of all owned cells' centroids on all ranks: x min, y min, x max, y max, and the bed's range.
struct Extent {
  Real x_min, y_min, x_max, y_max, bed_min, bed_max;
};

Extent extent_of(const Mesh& mesh) {
  const auto lowest = [&](const std::vector<Real>& values, Real sign) {
    Real least = std::numeric_limits<Real>::infinity();
    for (Index i = 0; i < mesh.owned; ++i) least = std::min(least, sign * values[i]);
    return sign * mpi::min(mesh.communicator, least);
  };
  return {lowest(mesh.centroid_x, 1),  lowest(mesh.centroid_y, 1), lowest(mesh.centroid_x, -1),
          lowest(mesh.centroid_y, -1), lowest(mesh.bed, 1),        lowest(mesh.bed, -1)};
}

std::vector<GlobalIndex> count_names(MPI_Comm communicator, std::span<const Index> numbers,
                                     std::size_t names) {
  std::vector<GlobalIndex> counts(names, 0);
  for (const Index number : numbers) ++counts[number];
  mpi::all_reduce(communicator, counts, MPI_SUM);
  return counts;
}

template <class T>
Real bytes_of(const std::vector<T>& values) {
  return static_cast<Real>(values.size() * sizeof(T));
}

Real half_perimeter(const Mesh& mesh, Index cell) {
  Real sum = 0;
  for (int s = 0; s < mesh.slots; ++s) {
    const Index face = mesh.face[s * mesh.cells + cell];
    sum += 0.5 * mesh.face_length[face >= 0 ? face : ~face];
  }
  return sum;
}

}  // namespace

std::vector<std::string> check_on_mesh(const Case& given, const Mesh& mesh) {
  std::vector<std::string> warnings;
  const auto& names = mesh.boundary_names;
  for (const auto& boundary : given.boundaries)
    if (std::find(names.begin(), names.end(), boundary.name) == names.end())
      throw InputError(fmt::format(
          "{}: boundary: the mesh has none of this name ({}){}; it has: {}", given.file.string(),
          boundary.name, did_you_mean(boundary.name, names), fmt::join(names, ", ")));
  manning_field(given.friction, {}, {}, {},
                mesh.zone_names);  // throws for a zone that is not there
  for (const auto& name : names) {
    const bool described = std::any_of(given.boundaries.begin(), given.boundaries.end(),
                                       [&](const auto& boundary) { return boundary.name == name; });
    if (!described && name != "wall" && !given.boundaries.empty())
      warnings.push_back("boundary \"" + name + "\" has no [[boundary]]: a wall");
  }
  const auto box = extent_of(mesh);
  for (const auto& gauge : given.output.gauges)
    if (gauge.x < box.x_min || gauge.x > box.x_max || gauge.y < box.y_min || gauge.y > box.y_max)
      warnings.push_back(fmt::format("gauge \"{}\" is outside the mesh or at its rim ({}, {})",
                                     gauge.name, gauge.x, gauge.y));
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

Real estimate_memory(const Mesh& mesh) {
  constexpr Real kRealsOfAState =
      32;  // two states, gradients, bed, friction, maxima and buffers of a cell
  Real bytes = mesh.cells * kRealsOfAState * sizeof(Real);
  for (const auto* reals :
       {&mesh.centroid_x, &mesh.centroid_y, &mesh.area, &mesh.bed, &mesh.bed_slope_x,
        &mesh.bed_slope_y, &mesh.normal_x, &mesh.normal_y, &mesh.face_length, &mesh.middle_x,
        &mesh.middle_y, &mesh.vertex_x, &mesh.vertex_y, &mesh.vertex_bed})
    bytes += bytes_of(*reals);
  for (const auto* indices : {&mesh.zone, &mesh.neighbour, &mesh.face, &mesh.cell_vertices})
    bytes += bytes_of(*indices);
  bytes += bytes_of(mesh.global_number) + bytes_of(mesh.vertex_number);
  return mpi::sum(mesh.communicator, bytes);
}

std::string describe_mesh(const Mesh& mesh) {
  const auto box = extent_of(mesh);
  const auto edges = count_names(mesh.communicator, mesh.boundary.name, mesh.boundary_names.size());
  const auto cells =
      count_names(mesh.communicator, {mesh.zone.data(), static_cast<std::size_t>(mesh.owned)},
                  mesh.zone_names.size());
  std::string text = fmt::format("cells       {} ({} sides at most), {} vertices\n",
                                 mesh.cells_global, mesh.slots, mesh.vertices_global);
  text += fmt::format(
      "extent      x {:.6g} .. {:.6g} m, y {:.6g} .. {:.6g} m, bed {:.6g} .. {:.6g} m\n", box.x_min,
      box.x_max, box.y_min, box.y_max, box.bed_min, box.bed_max);
  text += fmt::format("memory      about {:.1f} MB\n", estimate_memory(mesh) / 1e6);
  for (std::size_t i = 0; i < edges.size(); ++i)
    text += fmt::format("boundary    \"{}\": {} edges\n", mesh.boundary_names[i], edges[i]);
  for (std::size_t i = 0; i < cells.size(); ++i)
    text += fmt::format("zone        \"{}\": {} cells\n", mesh.zone_names[i], cells[i]);
  return text;
}

}  // namespace freshet
