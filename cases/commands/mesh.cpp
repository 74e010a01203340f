#include "cases/commands/mesh.hpp"

#include <fmt/format.h>
#include <mpi.h>

#include <map>

#include "cases/environment/work_folder.hpp"
#include "cases/model/case.hpp"
#include "cases/model/case_on_mesh.hpp"
#include "kernels/error.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

/// The mesh of a file by its ending, else that of a case.
MeshSpec spec_of(const MeshInfoArguments& arguments) {
  static const std::map<std::string, MeshSource> kSources = {
      {".msh", MeshSource::Gmsh},   {".geo", MeshSource::Gmsh},    {".slf", MeshSource::Selafin},
      {".tif", MeshSource::Raster}, {".tiff", MeshSource::Raster}, {".asc", MeshSource::Raster}};
  const std::filesystem::path file = arguments.mesh;
  const auto source = kSources.find(file.extension().string());
  if (source == kSources.end())
    return read_case(arguments.mesh, arguments.overrides, arguments.data, arguments.any_file).mesh;
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error))
    throw InputError("mesh info: no such file (" + file.string() + ")");
  MeshSpec spec;
  spec.source = source->second;
  spec.file = file;
  spec.boundary_file = arguments.boundary_file;
  return spec;
}

}  // namespace

int command_mesh_info(const MeshInfoArguments& arguments) {
  auto spec = spec_of(arguments);
  const WorkFolder folder(MPI_COMM_WORLD);
  spec.work_directory = folder.path();
  spec.bed_needed = false;
  const Mesh mesh = make_mesh(MPI_COMM_WORLD, spec);
  std::string text = describe_mesh(mesh);
  for (const auto& note : mesh.notes) text += "note        " + note + "\n";
  if (mpi::rank_of(MPI_COMM_WORLD) == 0) fmt::print("{}", text);
  return 0;
}

}  // namespace freshet
