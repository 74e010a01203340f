#pragma once
#include "cases/exact/exact_solution.hpp"

namespace freshet {

/// Still water: h = max(0, lake_level - z), u = 0. Delestre et al. (2013), 3.1.1 and 3.1.2.
/// Parameter lake_level, m.
ExactSolution lake_at_rest(const ExactSetting& setting);

}  // namespace freshet
