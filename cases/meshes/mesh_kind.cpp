#include "cases/meshes/mesh_kind.hpp"

namespace freshet {

const MeshKind* mesh_kind(std::string_view name) {
  for (const auto& kind : mesh_kinds())
    if (kind.name == name) return &kind;
  return nullptr;
}

}  // namespace freshet
