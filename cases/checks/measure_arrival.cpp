#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "cases/checks/measure.hpp"
#include "kernels/depth_name.hpp"
#include "mesh/parallel/mpi.hpp"
#include "mesh/query/point_location.hpp"

namespace freshet {
namespace {

constexpr Real never = std::numeric_limits<Real>::infinity();

/// First time at which the cell that holds a point is deep enough, s.
Real arrival_at(const CaseRun& run, const std::vector<Real>& point, Real depth) {
  const auto& arrival = run.written.at("arrival_" + depth_name(depth));
  Index cell = PointLocation(run.mesh).find(point[0], point[1]);
  if (lowest_over_ranks(run.mesh, cell) < 0) return never;
  const Real mine = cell < 0 ? Real(0) : arrival[cell];
  const Real time = mpi::sum(run.mesh.communicator, mine);
  return time < 0 ? never : time;
}

}  // namespace

Measured measure_arrival_difference(const CaseRun& run, const CheckSpec& check,
                                    const SayLine& say) {
  const Real depth = check.numbers.at("depth")[0], expected = check.numbers.at("time")[0];
  const Real from = arrival_at(run, check.numbers.at("from"), depth);
  const Real to = arrival_at(run, check.numbers.at("to"), depth);
  say(fmt::format("{}: arrivals {:.1f} s and {:.1f} s, {:.1f} s apart, measured {} s", check.name,
                  from, to, to - from, expected));
  if (!std::isfinite(from) || !std::isfinite(to))
    return {never, "1", "the water never comes to one of the places, or it is outside the mesh"};
  return {std::abs(to - from - expected) / expected, "1"};
}

}  // namespace freshet
