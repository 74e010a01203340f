#pragma once
#include "solver/dam/seepage/richards.hpp"

namespace freshet::dam {

/// Discharge through a straight line to its right, m2/s: the cells' specific discharge over the
/// parts of the line in them. Collective.
Real line_discharge(const Richards& equation, const FlowLine& line, const std::vector<Real>& local);

/// Largest gradient of the total head out of the soil along some boundaries, and the least factor
/// of safety against piping there, i_c / i with i_c = (G_s - 1)(1 - porosity) (Terzaghi).
struct ExitGradient {
  Real largest = 0, least_factor = 0;  ///< infinite without outflow
  bool wet = false;                    ///< some vertex there is wet
};
/// Gradients of the cells at the boundaries' edges along their outward normals, where an end of an
/// edge is wet: on a coarse mesh water may leave through a single vertex. Collective.
ExitGradient exit_gradient(const Richards& equation, const std::vector<std::string>& boundaries,
                           const std::vector<Real>& local);

}  // namespace freshet::dam
