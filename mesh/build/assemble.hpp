#pragma once
#include "mesh/build/local_cells.hpp"
#include "mesh/mesh.hpp"

namespace freshet {

/// Fills the mesh's cells, vertices, faces and boundary from the rank's own cells and the halo.
/// `slots` is 3 or 4. Collective for the numbers of boundary edges only.
void assemble(Mesh& mesh, const OwnedCells& owned, const HaloCells& halo);

}  // namespace freshet
