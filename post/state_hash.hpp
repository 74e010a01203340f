#pragma once
#include <string>

#include "mesh/mesh.hpp"
#include "post/flow_view.hpp"

namespace freshet {

/// SHA-256 (64 hexadecimal digits) over h, hu, hv, z of each cell in the order of global numbers,
/// as little-endian doubles, cell by cell; hu = h u is the product depth * velocity, rounded once;
/// -0.0 counts as +0.0. The same on all ranks and for any number of ranks. Collective.
std::string state_hash(const Mesh& mesh, const FlowView& flow);

}  // namespace freshet
