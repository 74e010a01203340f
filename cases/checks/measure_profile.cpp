#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "cases/checks/cells_of_all.hpp"
#include "cases/checks/measure.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/exact_sum.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

constexpr Real never = std::numeric_limits<Real>::infinity();

struct Sum {
  Real area = 0, water = 0;
};

/// Mean depth over the width in columns of cells, by x; columns are as wide as the narrowest cell.
std::map<Real, Real> mean_depths(const CellsOfAll& cells, Real from, Real to, Real column) {
  std::map<std::int64_t, Sum> sums;
  for (std::size_t i = 0; i < cells.x.size(); ++i) {
    if (cells.x[i] < from || cells.x[i] > to) continue;
    Sum& sum = sums[static_cast<std::int64_t>(std::floor(cells.x[i] / column))];
    sum.area += cells.area[i];
    sum.water += cells.area[i] * cells.depth[i];
  }
  std::map<Real, Real> depths;
  for (const auto& [number, sum] : sums)
    depths[(static_cast<Real>(number) + 0.5) * column] = sum.water / sum.area;
  return depths;
}

}  // namespace

Measured measure_crossing(const CaseRun& run, const CheckSpec& check, const SayLine& say) {
  const auto cells = cells_of_all(run.mesh, run.end);
  const auto range = check.numbers.at("between");
  const Real depth = check.numbers.at("depth")[0], expected = check.numbers.at("place")[0];
  const auto depths = mean_depths(cells, range[0], range[1], check.numbers.at("column")[0]);
  for (auto here = depths.begin(); here != depths.end(); ++here) {
    const auto next = std::next(here);
    if (next == depths.end()) break;
    if ((here->second < depth) == (next->second < depth)) continue;
    const Real share = (depth - here->second) / (next->second - here->second);
    const Real place = here->first + share * (next->first - here->first);
    say(fmt::format("{}: at x = {:.4f} m, expected {} m", check.name, place, expected));
    return {std::abs(place - expected), "m"};
  }
  return {never, "m", "the depth is crossed nowhere there"};
}

/// What flows through a line x = const is the inflow less what the water before it gained: with the
/// state at two times the mean discharge through the faces themselves follows.
Measured measure_steady_discharge(const CaseRun& run, const CheckSpec& check, const SayLine& say) {
  const Real since = check.numbers.at("since")[0], inflow = check.numbers.at("discharge")[0];
  const auto before = run.kept.find(since);
  if (before == run.kept.end())
    return {0, "1", "the run was restarted after `since`: nothing to compare with", true};
  const Mesh& mesh = run.mesh;
  std::vector<Real> gained(run.end.depth.size());
  for (std::size_t i = 0; i < gained.size(); ++i)
    gained[i] = mesh.area[i] * (run.end.depth[i] - before->second.depth[i]);
  const auto all = mpi::all_gather(mesh.communicator, gained);
  const auto x = mpi::all_gather(
      mesh.communicator,
      std::vector<Real>(mesh.centroid_x.begin(), mesh.centroid_x.begin() + mesh.owned));
  std::vector<std::size_t> order(all.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return x[a] != x[b] ? x[a] < x[b] : a < b; });
  const Real time = run.summary.simulated_seconds - since;
  Real sum = 0, most = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    sum += all[order[i]];
    const bool column_ends = i + 1 == order.size() || x[order[i + 1]] > x[order[i]] + 1e-9;
    if (column_ends && !(std::abs(sum) <= most)) most = std::abs(sum);
  }
  say(fmt::format("{}: discharges differ from {} m3/s by at most {:.4g} m3/s over the last {} s",
                  check.name, inflow, most / time, time));
  return {most / time / inflow, "1"};
}

}  // namespace freshet
