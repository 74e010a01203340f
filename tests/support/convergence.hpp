#pragma once
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "cases/exact/exact_solution.hpp"
#include "mesh/sources/sources.hpp"
#include "solver/flow/flow_solver.hpp"

namespace freshet::test {

/// A flow with an exact solution on a rectangle.
struct ExactFlow {
  RectangleSpec rectangle;
  std::function<Real(Real, Real)> bed;  ///< empty: flat at 0
  ExactSolution exact;
  std::function<bool(Real, Real)> region;  ///< where it is compared; empty: everywhere
  Real end = 0;                            ///< s
  std::string boundary = "wall";
  Real manning = 0;  ///< s/m^(1/3)
  /// Where not all ends of the channel are alike: takes the place of `boundary`.
  std::vector<BoundaryCondition> conditions = {};
};

/// Mean absolute differences from the exact solution at the end.
struct L1Error {
  Real depth = 0, discharge = 0;  ///< m, m2/s (along x)
};

/// A smooth exact state as the mean over a cell: centroid value by default; the mean over the
/// middles of the cell's sides, of third order, where that is asked for at the start.
inline FlowState exact_state(const Mesh& mesh, const ExactFlow& flow, Real time) {
  FlowState state;
  for (Index c = 0; c < mesh.owned; ++c) {
    const auto at = flow.exact({mesh.centroid_x[c], mesh.centroid_y[c], mesh.bed[c]}, time);
    state.depth.push_back(at.depth);
    state.velocity_x.push_back(at.velocity_x);
    state.velocity_y.push_back(at.velocity_y);
  }
  return state;
}

inline L1Error l1_error(const Mesh& mesh, const ExactFlow& flow, const FlowState& found) {
  const FlowState exact = exact_state(mesh, flow, flow.end);
  L1Error error;
  Real area = 0;
  for (Index c = 0; c < mesh.owned; ++c) {
    if (flow.region && !flow.region(mesh.centroid_x[c], mesh.centroid_y[c])) continue;
    area += mesh.area[c];
    error.depth += mesh.area[c] * std::abs(found.depth[c] - exact.depth[c]);
    error.discharge += mesh.area[c] * std::abs(found.depth[c] * found.velocity_x[c] -
                                               exact.depth[c] * exact.velocity_x[c]);
  }
  return {error.depth / area, error.discharge / area};
}

inline L1Error run_flow(const ExactFlow& flow, CellShape shape, GlobalIndex refine,
                        const FlowOptions& options) {
  MeshSpec spec;
  RectangleSpec rectangle = flow.rectangle;
  rectangle.shape = shape;
  for (auto& count : rectangle.cells) count *= refine;
  spec.source = rectangle_source(rectangle);
  spec.bed.source = BedSource::Expression;
  spec.bed.expression = flow.bed ? flow.bed : [](Real, Real) { return Real(0); };
  const Mesh mesh = make_mesh(MPI_COMM_WORLD, spec);
  std::vector<BoundaryCondition> conditions = flow.conditions;
  // Walls along the flow keep a channel one-dimensional.
  if (conditions.empty())
    for (const char* name : {"left", "right"})
      conditions.push_back(BoundaryCondition::of(name, flow.boundary));
  const std::vector<Real> manning(mesh.cells, flow.manning);
  FlowSolver solver(mesh, manning, {options, conditions});
  solver.start(exact_state(mesh, flow, 0));
  while (solver.time() < flow.end) solver.step(flow.end);
  return l1_error(mesh, flow, solver.state());
}

inline std::string name_of(CellShape shape) {
  if (shape == CellShape::Quadrilaterals) return "quadrilaterals";
  return shape == CellShape::Triangles ? "triangles" : "triangles_unaligned";
}

/// Orders of convergence: from the coarsest mesh to the finest, and of the last refinement alone.
struct Orders {
  L1Error all, last;
};

inline L1Error order_between(const L1Error& coarse, const L1Error& fine, int levels) {
  return {std::log2(coarse.depth / fine.depth) / levels,
          std::log2(coarse.discharge / fine.discharge) / levels};
}

/// Orders over meshes with 1, 2, 4 ... times the cells along a side; prints all levels.
inline Orders orders_of(const char* name, const ExactFlow& flow, CellShape shape, int levels,
                        const FlowOptions& options = {}) {
  std::vector<L1Error> errors;
  Orders orders{};
  for (int level = 0; level < levels; ++level) {
    errors.push_back(run_flow(flow, shape, GlobalIndex(1) << level, options));
    const auto& e = errors.back();
    std::printf("%s, %s, x%d: L1 depth %.4e m", name, name_of(shape).c_str(), 1 << level, e.depth);
    std::printf(", unit discharge %.4e m2/s", e.discharge);
    if (level > 0) {
      orders = {order_between(errors.front(), e, level), order_between(errors[level - 1], e, 1)};
      std::printf("; orders %.2f, %.2f", orders.last.depth, orders.last.discharge);
    }
    std::printf("\n");
    std::fflush(stdout);
  }
  return orders;
}

}  // namespace freshet::test
