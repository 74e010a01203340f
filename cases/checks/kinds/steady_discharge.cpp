#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cases/checks/check_kind.hpp"
#include "cases/checks/larger_or_nan.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

constexpr KindKey kKeys[] = {
    {"discharge", "number > 0, m3/s", "required",
     "inflow through the left, whose relative change along x, face by face, is the figure"},
    {"since", "number > 0, s", "required",
     "it is the mean from then to the end; a time of output"}};

/// What flows through a line x = const is the inflow less what the water before it gained: with the
/// state at two times the mean discharge through the faces themselves follows.
Measured measure(const CaseRun& run, const CheckSpec& check, const CheckTools& tools) {
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
    if (column_ends) most = larger_or_nan(most, std::abs(sum));
  }
  tools.say(
      fmt::format("{}: discharges differ from {} m3/s by at most {:.4g} m3/s over the last {} s",
                  check.name, inflow, most / time, time));
  return {most / time / inflow, "1"};
}

void confirm(CheckSpec& check, const CaseTable&, const OutputOptions&) {
  check.times = check.numbers.at("since");
}

}  // namespace

CheckKind check_steady_discharge() {
  return {{"check", "steady_discharge",
           "How much the discharge of a steady flow along x differs from its inflow", kKeys},
          measure,
          confirm};
}

}  // namespace freshet
