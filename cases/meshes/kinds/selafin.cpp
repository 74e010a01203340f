#include "cases/meshes/mesh_kind.hpp"
#include "mesh/sources/sources.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"file", "file", "required", ".slf"},
    {"boundary_file", "file", "none", "the TELEMAC .cli with the boundary's kinds"}};

void read(MeshSpec& mesh, const CaseTable& table) {
  mesh.source =
      selafin_source(table.file("file"), table.has("boundary_file") ? table.file("boundary_file")
                                                                    : std::filesystem::path());
}

}  // namespace

MeshKind mesh_selafin() {
  return {
      {"mesh", "selafin", "A mesh of TELEMAC", kKeys}, read, true, true, {".slf"}, selafin_source};
}

}  // namespace freshet
