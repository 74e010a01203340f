#pragma once
#include <span>
#include <string>
#include <vector>

#include "cases/case.hpp"
#include "kernels/types.hpp"

namespace freshet {

/// Manning's n (s/m^(1/3)) of a rank's cells: that of the cell's zone where the case gives one,
/// else the case's field, else 0. `zone` holds indices into `zone_names`. Throws InputError for a
/// zone that the mesh does not have and for an n that is negative somewhere.
std::vector<Real> manning_field(const FrictionSpec& friction, std::span<const Real> x,
                                std::span<const Real> y, std::span<const Index> zone,
                                std::span<const std::string> zone_names);

}  // namespace freshet
