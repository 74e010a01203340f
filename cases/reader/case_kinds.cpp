#include "cases/checks/check_kind.hpp"
#include "cases/input/case_schema.hpp"
#include "cases/loads/formula_kind.hpp"
#include "cases/meshes/mesh_kind.hpp"

namespace freshet {

const std::vector<const CaseKind*>& case_kinds() {
  static const std::vector<const CaseKind*> all = [] {
    std::vector<const CaseKind*> kinds;
    for (const auto& kind : mesh_kinds()) kinds.push_back(&kind);
    for (const auto& kind : formula_kinds()) kinds.push_back(&kind);
    for (const auto& kind : check_kinds()) kinds.push_back(&kind);
    return kinds;
  }();
  return all;
}

}  // namespace freshet
