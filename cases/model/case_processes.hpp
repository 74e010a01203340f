#pragma once
#include <memory>
#include <vector>

#include "cases/model/case.hpp"
#include "cases/model/structures_on_mesh.hpp"
#include "kernels/process.hpp"
#include "mesh/mesh.hpp"

namespace freshet {

/// What takes part in the steps of a case beside the flow itself, in the order in which it acts.
/// Throws InputError, on all ranks alike, where it does not fit the mesh. Collective.
std::vector<std::unique_ptr<ProcessOptions>> processes_of(const Case& given, const Mesh& mesh,
                                                          const StructureChains& chains);

}  // namespace freshet
