#pragma once
#include <mpi.h>

#include "mesh/raw_mesh.hpp"

namespace freshet {

/// Collective. Splits every cell in four: triangles by the middles of their sides, quadrilaterals
/// also by the mean of their corners. New vertices get the mean bed; zones and boundary names are
/// inherited. Children of cell c are numbered 4 c, ..., 4 c + 3, corner by corner, a triangle's
/// middle one last.
void refine(MPI_Comm communicator, RawMesh& mesh);

}  // namespace freshet
