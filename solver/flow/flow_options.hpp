#pragma once
#include <limits>
#include <string>
#include <vector>

#include "kernels/mixing_eddy.hpp"
#include "kernels/types.hpp"
#include "solver/flow/time_series.hpp"

namespace freshet {

enum class TimeScheme { Euler, Hancock, RungeKutta2 };

struct FlowOptions {
  Real gravity = 9.81;                      ///< m/s2
  Real dry_depth = 1e-6;                    ///< m; cells below it have no velocity
  int order = 2;                            ///< 1: constant in a cell, 2: linear
  TimeScheme scheme = TimeScheme::Hancock;  ///< with order 1 always Euler
  Real cfl = 0.9;                           ///< share of the largest stable step
  Real max_time_step = std::numeric_limits<Real>::infinity();  ///< s
  MixingModel mixing = {};                                     ///< turbulent mixing of momentum
};

enum class BoundaryType { Wall, Transmissive, Discharge, Level, Critical, Rating };

/// What a boundary becomes at a time.
struct BoundaryChange {
  Real time = 0;  ///< s
  BoundaryType type = BoundaryType::Wall;
  PiecewiseLinear series = {};
  PiecewiseLinear depth = {};
};

struct BoundaryCondition {
  std::string name;  ///< of Mesh::boundary_names
  BoundaryType type = BoundaryType::Wall;
  PiecewiseLinear series = {};  ///< Discharge: s -> m3/s (into the domain); Level: s -> m; Rating:
                                ///< level in m -> m3/s (out)
  PiecewiseLinear depth = {};   ///< Discharge: s -> m, of a supercritical inflow; may be empty
  std::vector<BoundaryChange> changes = {};  ///< in order of time
};

}  // namespace freshet
