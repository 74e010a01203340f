#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

/// Where an exact solution is asked for.
struct ExactPlace {
  Real x = 0, y = 0;  ///< m
  Real bed = 0;       ///< m; the mesh's level there, which solutions over a bed start from
};

/// Depth in m, velocity in m/s.
struct ExactState {
  Real depth = 0, velocity_x = 0, velocity_y = 0;
};

using ExactSolution = std::function<ExactState(const ExactPlace& place, Real time)>;

/// What solutions take their constants from: gravity (m/s2) and the case's [parameters].
struct ExactSetting {
  Real gravity = 9.81;
  std::map<std::string, Real> parameters;
  /// Throws InputError naming the parameter where the case has none of this name.
  Real parameter(const std::string& name) const;
};

/// Names that `exact_solution` knows, sorted.
std::vector<std::string> exact_solution_names();

/// The solution of this name. Throws InputError for an unknown name, and for parameters that are
/// missing or that it does not hold for.
ExactSolution exact_solution(const std::string& name, const ExactSetting& setting);

}  // namespace freshet
