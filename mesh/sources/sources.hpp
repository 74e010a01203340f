#pragma once
#include <mpi.h>

#include "mesh/mesh_spec.hpp"
#include "mesh/raw_mesh.hpp"

namespace freshet {

// Each source is collective, gives every rank a share of the raw mesh, and throws InputError on all
// ranks alike. Bed levels are in the vertices where the source has them; generated meshes lie at
// level 0.

RawMesh make_rectangle(MPI_Comm communicator, const RectangleSpec& spec);
RawMesh make_channel(MPI_Comm communicator, const ChannelSpec& spec);
/// The file with its boundary file, if `spec` names one. A file without bed levels serves where the
/// bed comes from elsewhere or none is needed.
RawMesh read_selafin(MPI_Comm communicator, const MeshSpec& spec);
RawMesh read_raster_mesh(MPI_Comm communicator, const std::filesystem::path& file);
/// Gmsh .msh, or .geo, which the gmsh program meshes into `work_directory` first.
RawMesh read_gmsh(MPI_Comm communicator, const std::filesystem::path& file,
                  const std::filesystem::path& work_directory);

/// The source that `spec` names.
RawMesh read_source(MPI_Comm communicator, const MeshSpec& spec);

}  // namespace freshet
