#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cases/input/settings.hpp"
#include "kernels/time_series.hpp"
#include "solver/loads/load_case.hpp"

namespace freshet {

/// One of [[loads.formula]]: a formula by its kind, with its keys.
struct FormulaSpec : Settings {
  std::string name, kind;
  std::string origin;  ///< "case.toml:31: loads.formula.0", for messages
};

/// What a case says under [loads] and [[load_cases]].
struct LoadsSpec {
  PiecewiseLinear shaking_x, shaking_y;  ///< accelerations of the ground under the flow, s -> m/s2
  std::vector<FormulaSpec> formulas;
  std::optional<loads::RigidSection> section;
  std::vector<loads::LoadCase> cases;
  bool shakes() const { return !shaking_x.empty() || !shaking_y.empty(); }
  bool any_formula() const { return !formulas.empty() || !cases.empty(); }
};

}  // namespace freshet
