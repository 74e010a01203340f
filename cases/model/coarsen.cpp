#include "cases/model/coarsen.hpp"

#include "kernels/error.hpp"

namespace freshet {
namespace {

void halve(std::array<GlobalIndex, 2>& cells, const std::string& name) {
  for (auto& count : cells) {
    if (count == 1) continue;  // a strip stays one
    require(count % 2 == 0, name + ": mesh.cells: must be even to make the mesh coarser", count);
    count /= 2;
  }
}

}  // namespace

void coarsen(Case& given, int times) {
  if (!given.with_flow) return;
  for (int i = 0; i < times; ++i) {
    MeshSpec& mesh = given.mesh;
    if (mesh.source == MeshSource::Rectangle) {
      halve(mesh.rectangle.cells, given.name);
    } else if (mesh.source == MeshSource::Channel) {
      halve(mesh.channel.cells, given.name);
    } else {
      require(mesh.refinements > 0,
              given.name + ": mesh.refinements: none left to make the mesh coarser",
              mesh.refinements);
      --mesh.refinements;
    }
  }
  if (times == 0) return;
  for (auto& check : given.checks) check.bound = check.coarse_bound.value_or(check.bound);
}

}  // namespace freshet
