#include <algorithm>
#include <cmath>

#include "cases/checks/measure.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {

Measured measure_volume_error(const CaseRun& run, const CheckSpec&, const SayLine&) {
  return {run.summary.volume_error_relative, "1"};
}

Measured measure_max_speed(const CaseRun& run, const CheckSpec&, const SayLine&) {
  Real most = 0;
  for (std::size_t i = 0; i < run.end.depth.size(); ++i)
    most = std::max(most, std::hypot(run.end.velocity_x[i], run.end.velocity_y[i]));
  return {mpi::max(run.mesh.communicator, most), "m/s"};
}

Measured measure_negative_depth(const CaseRun& run, const CheckSpec&, const SayLine&) {
  Real most = 0;
  for (const Real depth : run.end.depth) most = std::max(most, -depth);
  return {mpi::max(run.mesh.communicator, most), "m"};
}

}  // namespace freshet
