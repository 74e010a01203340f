#include "cases/commands/mesh.hpp"

#include <fmt/format.h>
#include <mpi.h>

#include <algorithm>

#include "cases/environment/work_folder.hpp"
#include "cases/meshes/mesh_kind.hpp"
#include "cases/model/case.hpp"
#include "cases/model/case_on_mesh.hpp"
#include "kernels/error.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

const MeshKind* kind_of(const std::string& ending) {
  for (const auto& kind : mesh_kinds())
    if (std::find(kind.endings.begin(), kind.endings.end(), ending) != kind.endings.end())
      return &kind;
  return nullptr;
}

/// The mesh of a file by its ending, else that of a case.
MeshSpec spec_of(const MeshInfoArguments& arguments) {
  const std::filesystem::path file = arguments.mesh;
  const MeshKind* kind = kind_of(file.extension().string());
  if (kind == nullptr)
    return read_case(arguments.mesh, arguments.overrides, arguments.data, arguments.any_file).mesh;
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error))
    throw InputError("mesh info: no such file (" + file.string() + ")");
  MeshSpec spec;
  spec.source = kind->open(file, arguments.boundary_file);
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
