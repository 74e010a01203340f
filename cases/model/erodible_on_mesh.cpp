#include "cases/model/erodible_on_mesh.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "kernels/error.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

/// A neighbour of a cell through one of its sides; below 0: none.
Index beside(const Mesh& mesh, Index cell, int slot) {
  const Index other = mesh.neighbour[slot * mesh.cells + cell];
  return other == cell ? -1 : other;
}

}  // namespace

std::vector<Index> bodies_of_cells(const std::vector<ErodibleSpec>& bodies, const Mesh& mesh) {
  std::vector<Index> body(mesh.cells, -1);
  together(mesh.communicator, [&] {
    for (std::size_t b = 0; b < bodies.size(); ++b)
      for (Index c = 0; c < mesh.cells; ++c) {
        const Real x = mesh.centroid_x[c], y = mesh.centroid_y[c], z = mesh.bed[c];
        if (!bodies[b].region.contains(x, y)) continue;
        body[c] = static_cast<Index>(b);
        if (bodies[b].floor(x, y, z) > z + 1e-9 * (1 + std::abs(z)))
          throw InputError(fmt::format("{}.floor: \"{}\" lies above its bed, {} m, at ({}, {})",
                                       bodies[b].origin, bodies[b].name, z, x, y));
      }
  });
  for (std::size_t b = 0; b < bodies.size(); ++b) {
    Index any = 0;
    for (Index c = 0; c < mesh.owned; ++c) any |= body[c] == static_cast<Index>(b) ? 1 : 0;
    if (mpi::max(mesh.communicator, any) == 0)
      throw InputError(bodies[b].origin + ": \"" + bodies[b].name + "\" holds no cell of the mesh");
  }
  return body;
}

std::unique_ptr<BedErosionOptions> erodible_on_mesh(const std::vector<ErodibleSpec>& bodies,
                                                    const Mesh& mesh) {
  if (bodies.empty()) return nullptr;
  auto options = std::make_unique<BedErosionOptions>();
  for (const auto& each : bodies)
    options->bodies.push_back(
        {each.erodibility, each.critical_shear, each.repose_wet, each.repose_dry});
  const auto body = bodies_of_cells(bodies, mesh);
  const auto floor = [&](Index c) {
    return body[c] < 0 ? mesh.bed[c]
                       : std::min(bodies[body[c]].floor(mesh.centroid_x[c], mesh.centroid_y[c],
                                                        mesh.bed[c]),
                                  mesh.bed[c]);
  };
  for (Index c = 0; c < mesh.owned; ++c) {
    ErodibleCell cell{c, body[c],      static_cast<Index>(options->links.size()),
                      0, mesh.area[c], floor(c)};
    for (int s = 0; s < mesh.slots; ++s) {
      const Index j = beside(mesh, c, s);
      if (j < 0 || (body[c] < 0 && body[j] < 0)) continue;
      // What lies around a body is no part of it: what falls there goes by the body's rules.
      const Index which = std::max(body[c], body[j]);
      cell.body = std::max(cell.body, which);
      const Real distance = std::hypot(mesh.centroid_x[j] - mesh.centroid_x[c],
                                       mesh.centroid_y[j] - mesh.centroid_y[c]);
      options->links.push_back({j, distance, mesh.area[j], floor(j), which});
    }
    cell.last_link = static_cast<Index>(options->links.size());
    if (body[c] >= 0) cell.body = body[c];
    if (cell.body >= 0) options->cells.push_back(cell);
  }
  return options;
}

std::string describe_erodible(const std::vector<ErodibleSpec>& bodies, const Mesh& mesh) {
  const auto body = bodies_of_cells(bodies, mesh);
  std::string text;
  for (std::size_t b = 0; b < bodies.size(); ++b) {
    const auto own = std::span(body).first(static_cast<std::size_t>(mesh.owned));
    const auto here = std::count(own.begin(), own.end(), static_cast<Index>(b));
    text += fmt::format("erodible    \"{}\": {} cells\n", bodies[b].name,
                        mpi::sum(mesh.communicator, static_cast<GlobalIndex>(here)));
  }
  return text;
}

}  // namespace freshet
