#pragma once
#include "cases/exact/exact_solution.hpp"

namespace freshet {

/// Dam break onto a dry, flat bed without friction: with c = sqrt(g h_left) and x from the dam,
/// h = h_left, u = 0 for x <= -c t; h = (2 c - x/t)^2 / (9 g), u = 2/3 (c + x/t) up to the front
/// x = 2 c t; dry beyond. Ritter, Z. Ver. Dtsch. Ing. 36 (1892) 947; Delestre et al., Int. J.
/// Numer. Meth. Fluids 72 (2013) 269, 4.1.2. Parameters dam_x, h_left.
ExactSolution ritter(const ExactSetting& setting);

}  // namespace freshet
