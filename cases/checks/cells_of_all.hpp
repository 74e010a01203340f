#pragma once
#include <vector>

#include "cases/model/case_run.hpp"

namespace freshet {

/// Cells of the whole mesh with a state, by their global numbers.
struct CellsOfAll {
  std::vector<Real> x, y, area, bed;                ///< m, m, m2, m
  std::vector<Real> depth, velocity_x, velocity_y;  ///< m, m/s
};

/// Collective; the same on all ranks.
CellsOfAll cells_of_all(const Mesh& mesh, const FlowState& state);

}  // namespace freshet
