#pragma once
#include "cases/model/case.hpp"

namespace freshet {

/// Makes the mesh of a case twice as coarse `times` times: half the cells along each side of a
/// generated one (one cell stays one), one of the refinements less for one from a file. Checks take
/// their coarse_bound where they have one. Throws InputError where the mesh cannot be so coarse.
void coarsen(Case& given, int times);

}  // namespace freshet
