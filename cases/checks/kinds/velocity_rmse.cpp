#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cases/checks/check_kind.hpp"
#include "cases/checks/measured_table.hpp"
#include "mesh/parallel/agreement.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"time", "number > 0, s", "required", "when; a time of output"},
    {"file", "file", "required", "measured velocities; lines that hold no numbers are left out"},
    {"columns", "[integer, integer, integer, integer]", "[1, 2, 3, 4]",
     "which columns are x, y and the velocity along them"},
    {"scale", "[number, number, number, number]", "[1, 1, 1, 1]",
     "factors that make them m and m/s"},
    {"offset", "[number, number, number, number]", "[0, 0, 0, 0]", "then added"},
    {"least_depth", "number >= 0, m", "0", "points where the computed depth is less are left out"}};

Measured measure(const CaseRun& run, const CheckSpec& check, const CheckTools& tools) {
  if (const auto why = why_not_measured(check); !why.empty()) return {0, "m/s", why, true};
  const FlowState* state = state_at(run, check.number("time"));
  if (state == nullptr) return {0, "m/s", kNotKept, true};
  std::vector<std::vector<Real>> measured;
  together(run.mesh.communicator, [&] { measured = measured_columns(check); });
  const auto found = at_points(run.mesh, *state, measured[0], measured[1]);
  const Real least = check.number("least_depth");
  MeanSquare squares, all;
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < measured[0].size(); ++i) {
    if (!found.inside[i] || found.depth[i] < least) continue;
    const Real u = measured[2][i], v = measured[3][i];
    squares.add(std::pow(found.velocity_x[i] - u, 2) + std::pow(found.velocity_y[i] - v, 2));
    all.add(u * u + v * v);
    lines.push_back(fmt::format("{:.7g},{:.7g},{:.6g},{:.6g},{:.6g},{:.6g}", measured[0][i],
                                measured[1][i], u, v, found.velocity_x[i], found.velocity_y[i]));
  }
  together(run.mesh.communicator, [&] {
    if (run.mesh.rank == 0)
      append_lines(run, check, "velocities.csv", "x,y,u_measured,v_measured,u_computed,v_computed",
                   lines);
  });
  tools.say(fmt::format("{}: {} points, root mean square of the measured speeds {:.3g} m/s",
                        check.name, squares.count, std::sqrt(all.sum / std::max(all.count, 1))));
  return squares.result("m/s");
}

void confirm(CheckSpec& check, const CaseTable&, const OutputOptions&) {
  check.times = check.numbers.at("time");
}

}  // namespace

CheckKind check_velocity_rmse() {
  return {{"check", "velocity_rmse",
           "Root mean square of the differences from velocities measured at points", kKeys},
          measure,
          confirm};
}

}  // namespace freshet
