#pragma once
#include <memory>
#include <string>
#include <vector>

#include "cases/model/erodible.hpp"
#include "kernels/process/bed_erosion.hpp"
#include "mesh/mesh.hpp"

namespace freshet {

/// The body of each local cell, counted from 0 and the last one where they overlap; -1: none.
/// Throws InputError on all ranks alike where a body holds no cell or its floor lies above the bed.
std::vector<Index> bodies_of_cells(const std::vector<ErodibleSpec>& bodies, const Mesh& mesh);

/// One body a line, for `freshet check`. Collective.
std::string describe_erodible(const std::vector<ErodibleSpec>& bodies, const Mesh& mesh);

/// What the erosion of bodies needs on this rank; null where there are none. Collective.
std::unique_ptr<BedErosionOptions> erodible_on_mesh(const std::vector<ErodibleSpec>& bodies,
                                                    const Mesh& mesh);

}  // namespace freshet
