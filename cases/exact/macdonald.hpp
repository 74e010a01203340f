#pragma once
#include "cases/exact/exact_solution.hpp"

namespace freshet {

/// Steady flow whose depth was chosen and whose bed follows from it, with Manning friction:
/// z' = (q^2/(g h^3) - 1) h' - n^2 q^2/h^(10/3). MacDonald et al., J. Hydraul. Eng. 123 (1997)
/// 1041; Delestre et al. (2013), 3.2. With hc = (q^2/g)^(1/3):

/// 100 m with a jump at x = 200/3 m, for q = 2 m2/s: with r = x/100 - 2/3 the depth is
/// hc (4/3 - x/100) - 9 x r/1000 up to the jump and hc (0.674202 r^4 + 0.674202 r^3 - 21.7112 r^2 +
/// 14.492 r + 1.4305) beyond. Parameter unit_discharge.
ExactSolution macdonald_shock(const ExactSetting& setting);

/// 1000 m from subcritical to supercritical, critical in the middle: h/hc = 1 - tanh(3 (x/1000 -
/// 1/2))/3 before it and 1 - tanh(6 (x/1000 - 1/2))/6 beyond. Parameter unit_discharge.
ExactSolution macdonald_transcritical(const ExactSetting& setting);

}  // namespace freshet
