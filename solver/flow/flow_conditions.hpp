#pragma once
#include <span>
#include <string>
#include <vector>

#include "kernels/boundary_condition.hpp"

namespace freshet {

/// The phases of each boundary of a mesh, in the order of `names`: a wall where nothing is given.
/// Throws InputError for a condition on a name that the mesh does not have, listing those that it
/// has.
std::vector<std::vector<BoundaryPhase>> conditions_of(
    std::span<const std::string> names, const std::vector<BoundaryCondition>& conditions);

}  // namespace freshet
