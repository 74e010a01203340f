#pragma once
#include "cases/case.hpp"
#include "mesh/mesh.hpp"
#include "solver/flow/flow_solver.hpp"

namespace freshet {

/// Depth (m) and velocity (m/s) of a rank's owned cells at the start, as [[initial]] has them.
/// Collective.
FlowState start_state(const Case& given, const Mesh& mesh);

}  // namespace freshet
