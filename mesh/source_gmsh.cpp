#include "kernels/error.hpp"
#include "mesh/sources.hpp"

namespace freshet {
RawMesh read_gmsh(MPI_Comm, const std::filesystem::path& file, const std::filesystem::path&) {
  throw InputError(file.string() + ": Gmsh meshes cannot be read yet");
}
}  // namespace freshet
