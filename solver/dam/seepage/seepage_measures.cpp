#include "solver/dam/seepage/seepage_measures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "mesh/parallel/mpi.hpp"

namespace freshet::dam {
namespace {

/// Share of a line from its start within a convex cell whose corners run counterclockwise.
Real share_in_cell(const FlowCell& cell, const SectionMesh& mesh, const std::array<Real, 2>& from,
                   const std::array<Real, 2>& along) {
  Real first = 0, last = 1;
  for (PetscInt i = 0; i < cell.corners; ++i) {
    const auto &a = mesh.place[cell.vertex[i]],
               &b = mesh.place[cell.vertex[(i + 1) % cell.corners]];
    const std::array<Real, 2> side{b[0] - a[0], b[1] - a[1]};
    const Real start = side[0] * (from[1] - a[1]) - side[1] * (from[0] - a[0]);
    const Real rate = side[0] * along[1] - side[1] * along[0];
    if (rate == 0) {
      if (start < 0) return 0;
      continue;
    }
    const Real crossing = -start / rate;
    if (rate > 0)
      first = std::max(first, crossing);
    else
      last = std::min(last, crossing);
  }
  return std::max(last - first, Real(0));
}

}  // namespace

Real line_discharge(const Richards& equation, const FlowLine& line,
                    const std::vector<Real>& local) {
  const SectionMesh& mesh = equation.space().mesh();
  // A line along sides of cells would belong to two of them, or none.
  const Real shift =
      1e-9 * (std::abs(line.to[0] - line.from[0]) + std::abs(line.to[1] - line.from[1]));
  const std::array<Real, 2> along{line.to[0] - line.from[0], line.to[1] - line.from[1]};
  const std::array<Real, 2> from{line.from[0] + 0.7 * shift, line.from[1] - 0.4 * shift};
  const auto flow = equation.discharge(local);
  Real sum = 0;
  for (std::size_t c = 0; c < flow.size(); ++c) {
    const Real share = share_in_cell(equation.cells()[c], mesh, from, along);
    sum += share * (flow[c][0] * along[1] - flow[c][1] * along[0]);
  }
  return mpi::sum(mesh.communicator, sum);
}

ExitGradient exit_gradient(const Richards& equation, const std::vector<std::string>& boundaries,
                           const std::vector<Real>& local) {
  const SectionMesh& mesh = equation.space().mesh();
  ExitGradient exit{0, std::numeric_limits<Real>::infinity()};
  for (const auto& name : boundaries)
    for (const PetscInt edge : mesh.edges_of(name)) {
      const auto cells = mesh.cells_at(edge);
      if (cells.size() != 1 || mesh.is_inside(edge)) continue;
      const auto [a, b] = mesh.ends(edge);
      constexpr Real kWet = -1e-6;  // m
      const bool wet =
          local[a - mesh.vertices.begin] >= kWet || local[b - mesh.vertices.begin] >= kWet;
      if (!wet) continue;
      exit.wet = true;
      const FlowCell& cell = equation.cells()[cells[0] - mesh.cells.begin];
      const auto pa = mesh.place_of(a), pb = mesh.place_of(b);
      std::array<Real, 2> middle{};
      for (PetscInt i = 0; i < cell.corners; ++i)
        for (int d = 0; d < 2; ++d) middle[d] += mesh.place[cell.vertex[i]][d] / cell.corners;
      std::array<Real, 2> normal{pb[1] - pa[1], pa[0] - pb[0]};
      const Real length = std::hypot(normal[0], normal[1]);
      const Real side = normal[0] * (pa[0] - middle[0]) + normal[1] * (pa[1] - middle[1]);
      const auto gradient = equation.head_gradient(cell, local);
      const Real out =
          -(gradient[0] * normal[0] + gradient[1] * normal[1]) / length * (side > 0 ? 1 : -1);
      if (!(out > 0)) continue;
      const Soil& soil = equation.soil(cell);
      const Real critical = (soil.specific_gravity - 1) * (1 - soil.retention.saturated);
      exit.largest = std::max(exit.largest, out);
      exit.least_factor = std::min(exit.least_factor, critical / out);
    }
  exit.largest = mpi::max(mesh.communicator, exit.largest);
  exit.wet = mpi::max(mesh.communicator, exit.wet ? 1 : 0) > 0;
  exit.least_factor = mpi::min(mesh.communicator, exit.least_factor);
  return exit;
}

}  // namespace freshet::dam
