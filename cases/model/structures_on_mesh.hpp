#pragma once
#include <memory>
#include <string>
#include <vector>

#include "cases/model/case.hpp"
#include "kernels/structure/structures_options.hpp"
#include "mesh/mesh.hpp"
#include "mesh/query/edge_chain.hpp"

namespace freshet {

/// The chains of edges on which the structures of a case stand, one a structure; none for those
/// between two places.
using StructureChains = std::vector<EdgeChain>;

/// Finds the chains and splits the mesh there. Collective. Throws InputError naming file, line and
/// key, on all ranks alike.
StructureChains lay_structures(Mesh& mesh, const Case& given);

/// What a run of them needs on this rank; null where there are none. Collective. Throws InputError
/// on all ranks alike: a place outside the mesh, a crest or an invert below the bed.
std::unique_ptr<StructuresOptions> structures_on_mesh(const Case& given, const Mesh& mesh,
                                                      const StructureChains& chains);

/// The lines and places that were found, one structure a line. Collective.
std::string describe_structures(const Case& given, const Mesh& mesh, const StructureChains& chains);

}  // namespace freshet
