#pragma once
#include <span>
#include <vector>

#include "kernels/boundary_condition.hpp"
#include "kernels/flow_device.hpp"
#include "mesh/mesh.hpp"

namespace freshet {

/// What the kernels need of a rank's mesh: outward normals and offsets of every slot, weights of
/// the least-squares gradient, sizes. `manning` (s/m^(1/3)) is given for all local cells,
/// `conditions` for each boundary name. Pixels of a raster are polygons without `pixels`, and stand
/// for themselves with it. Collective (lengths of boundaries).
FlowGeometry flow_geometry(const Mesh& mesh, std::span<const Real> manning,
                           std::span<const std::vector<BoundaryPhase>> conditions,
                           bool pixels = true);

}  // namespace freshet
