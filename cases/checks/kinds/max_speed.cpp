#include <cmath>

#include "cases/checks/check_kind.hpp"
#include "cases/checks/larger_or_nan.hpp"

namespace freshet {
namespace {

Measured measure(const CaseRun& run, const CheckSpec&, const CheckTools&) {
  Real most = 0;
  for (std::size_t i = 0; i < run.end.depth.size(); ++i)
    most = larger_or_nan(most, std::hypot(run.end.velocity_x[i], run.end.velocity_y[i]));
  return {largest_over_ranks(run.mesh.communicator, most), "m/s"};
}

}  // namespace

CheckKind check_max_speed() {
  return {{"check", "max_speed", "Largest speed at the end, m/s", {}}, measure};
}

}  // namespace freshet
