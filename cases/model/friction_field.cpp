#include "cases/model/friction_field.hpp"

#include "mesh/parallel/agreement.hpp"

namespace freshet {

std::vector<Real> manning_field(const CellProperty& friction, const Mesh& mesh) {
  std::vector<Real> manning;
  together(mesh.communicator, [&] {
    manning = cell_property(friction,
                            {mesh.centroid_x, mesh.centroid_y, mesh.zone, mesh.zone_names}, 0, 0);
  });
  return manning;
}

}  // namespace freshet
