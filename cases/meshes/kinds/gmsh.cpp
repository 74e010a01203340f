#include "cases/meshes/mesh_kind.hpp"
#include "mesh/sources/sources.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"file", "file", "required", ".msh, or .geo, which the gmsh program meshes"}};

void read(MeshSpec& mesh, const CaseTable& table) { mesh.source = gmsh_source(table.file("file")); }

}  // namespace

MeshKind mesh_gmsh() {
  return {{"mesh", "gmsh", "A mesh of Gmsh, or a geometry that it meshes", kKeys},
          read,
          true,
          true,
          {".msh", ".geo"},
          [](const auto& file, const auto&) { return gmsh_source(file); }};
}

}  // namespace freshet
