#pragma once
#include <vector>

#include "post/flow_fields.hpp"
#include "solver/flow/flow_solver.hpp"

namespace freshet {

/// The fields of a flow that are written to flow.h5 beside depth, level and velocity.
std::vector<FlowField> fields_of(const FlowSolver& solver, Written when);

/// Their values in the owned cells, in the same order.
std::vector<std::vector<Real>> values_of(const FlowSolver& solver, Written when);

}  // namespace freshet
