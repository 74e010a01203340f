#include "cases/model/coarsen.hpp"

#include "kernels/error.hpp"

namespace freshet {

void coarsen(Case& given, int times) {
  if (!given.with_flow) return;
  for (int i = 0; i < times; ++i) {
    MeshSpec& mesh = given.mesh;
    if (mesh.halve) {
      const auto halve = mesh.halve;
      halve(mesh);
      continue;
    }
    require(mesh.refinements > 0,
            given.name + ": mesh.refinements: none left to make the mesh coarser",
            mesh.refinements);
    --mesh.refinements;
  }
  if (times == 0) return;
  for (auto& check : given.checks) check.bound = check.coarse_bound.value_or(check.bound);
}

}  // namespace freshet
