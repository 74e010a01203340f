#include "cases/checks.hpp"

#include <cmath>
#include <map>

#include "cases/run_case.hpp"
#include "kernels/error.hpp"
#include "mesh/mpi.hpp"

namespace freshet {
namespace {

using Measure = Real (*)(const CaseRun& run, const CheckSpec& check);

Real volume_error(const CaseRun& run, const CheckSpec&) {
  return run.summary.volume_error_relative;
}

Real max_speed(const CaseRun& run, const CheckSpec&) {
  Real most = 0;
  for (std::size_t i = 0; i < run.end.depth.size(); ++i)
    most = std::max(most, std::hypot(run.end.velocity_x[i], run.end.velocity_y[i]));
  return mpi::max(run.mesh.communicator, most);
}

/// One row a kind of check: what it measures, to be held against the bound.
const std::map<std::string, Measure> measures = {
    {"volume_error", volume_error},
    {"max_speed", max_speed},
};

}  // namespace

std::vector<RunCheck> evaluate_checks(const CaseRun& run) {
  std::vector<RunCheck> results;
  for (const auto& check : run.given.checks) {
    const auto measure = measures.find(check.kind);
    if (measure == measures.end()) continue;
    const Real value = measure->second(run, check);
    results.push_back({check.name, value, check.bound, value <= check.bound});
  }
  return results;
}

}  // namespace freshet
