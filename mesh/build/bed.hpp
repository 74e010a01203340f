#pragma once
#include <mpi.h>

#include "mesh/mesh_spec.hpp"
#include "mesh/raw_mesh.hpp"

namespace freshet {

/// Collective. Replaces the bed levels of the vertices (and of cells that have their own) as `spec`
/// says. Vertices that a raster does not cover get none, which is an error only if a cell uses
/// them.
void apply_bed(MPI_Comm communicator, RawMesh& mesh, const BedSpec& spec);

}  // namespace freshet
