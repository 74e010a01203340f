#pragma once
#include <limits>

#include "kernels/boundary_condition.hpp"
#include "kernels/flow_step.hpp"
#include "kernels/mixing_eddy.hpp"

namespace freshet {

struct FlowOptions {
  Real gravity = 9.81;                      ///< m/s2
  Real dry_depth = 1e-6;                    ///< m; cells below it have no velocity
  int order = 2;                            ///< 1: constant in a cell, 2: linear
  TimeScheme scheme = TimeScheme::Hancock;  ///< with order 1 always Euler
  Real cfl = 0.9;                           ///< share of the largest stable step
  Real max_time_step = std::numeric_limits<Real>::infinity();  ///< s
  bool pixels = true;    ///< where the mesh has pixels: by arithmetic; else as any quadrilaterals
  bool skip_dry = true;  ///< no work where there is no water in or beside a block of cells
  MixingModel mixing = {};  ///< turbulent mixing of momentum
};

}  // namespace freshet
