#pragma once
#include <vector>

#include "cases/model/case.hpp"
#include "mesh/mesh.hpp"

namespace freshet {

/// Manning's n (s/m^(1/3)) of all local cells, 0 where the case gives none. Throws InputError, on
/// all ranks alike, as cell_property does. Collective.
std::vector<Real> manning_field(const CellProperty& friction, const Mesh& mesh);

}  // namespace freshet
