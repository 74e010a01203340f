#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cases/checks/check_kind.hpp"
#include "cases/checks/needs.hpp"
#include "kernels/depth_name.hpp"
#include "mesh/parallel/mpi.hpp"
#include "mesh/query/point_location.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"from", "[x, y], m", "required", "first place"},
    {"to", "[x, y], m", "required", "second place"},
    {"depth", "number > 0, m", "0.01", "arrived where the depth reaches this"},
    {"time", "number > 0, s", "required",
     "measured time between the arrivals; the figure is the relative error"}};

/// First time at which the cell that holds a point is deep enough, s.
Real arrival_at(const CaseRun& run, const std::vector<Real>& point, Real depth) {
  const auto& arrival = run.written.at("arrival_" + depth_name(depth));
  Index cell = PointLocation(run.mesh).find(point[0], point[1]);
  if (lowest_over_ranks(run.mesh, cell) < 0) return kNever;
  const Real mine = cell < 0 ? Real(0) : arrival[cell];
  const Real time = mpi::sum(run.mesh.communicator, mine);
  return time < 0 ? kNever : time;
}

Measured measure(const CaseRun& run, const CheckSpec& check, const CheckTools& tools) {
  const Real depth = check.numbers.at("depth")[0], expected = check.numbers.at("time")[0];
  const Real from = arrival_at(run, check.numbers.at("from"), depth);
  const Real to = arrival_at(run, check.numbers.at("to"), depth);
  tools.say(fmt::format("{}: arrivals {:.1f} s and {:.1f} s, {:.1f} s apart, measured {} s",
                        check.name, from, to, to - from, expected));
  if (!std::isfinite(from) || !std::isfinite(to))
    return {kNever, "1", "the water never comes to one of the places, or it is outside the mesh"};
  return {std::abs(to - from - expected) / expected, "1"};
}

void confirm(CheckSpec& check, const CaseTable& table, const OutputOptions& output) {
  need_maxima(table, output);
  const auto& kept = output.arrival_depths;
  if (std::find(kept.begin(), kept.end(), check.number("depth")) == kept.end())
    table.fail(table.has("depth") ? "depth" : "kind",
               "the depth of arrival must be one of output.arrival_depths");
}

}  // namespace

CheckKind check_arrival_difference() {
  return {{"check", "arrival_difference",
           "How long the water takes from one place to another, by its arrivals", kKeys},
          measure,
          confirm};
}

}  // namespace freshet
