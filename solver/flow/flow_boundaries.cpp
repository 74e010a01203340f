#include "solver/flow/flow_boundaries.hpp"

#include <algorithm>
#include <limits>

#include "kernels/error.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

std::string listed(std::span<const std::string> names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

bool imposes(BoundaryType type) {
  return type == BoundaryType::Discharge || type == BoundaryType::Level ||
         type == BoundaryType::Rating;
}

BoundaryKind kind_of(BoundaryType type) {
  switch (type) {
    case BoundaryType::Transmissive:
      return BoundaryKind::Transmissive;
    case BoundaryType::Critical:
      return BoundaryKind::Critical;
    case BoundaryType::Level:
      return BoundaryKind::Level;
    case BoundaryType::Discharge:
    case BoundaryType::Rating:
      return BoundaryKind::Discharge;
    default:
      return BoundaryKind::Wall;
  }
}

/// What holds at a time, among kinds in order of time.
const BoundaryChange& at(const std::vector<BoundaryChange>& kinds, Real time) {
  const auto later = std::find_if(kinds.begin() + 1, kinds.end(),
                                  [&](const auto& kind) { return kind.time > time; });
  return *(later - 1);
}

/// Whether any boundary imposes something that must be agreed on before a step that begins at
/// `time`.
bool forced(const std::vector<std::vector<BoundaryChange>>& conditions, Real time) {
  return std::any_of(conditions.begin(), conditions.end(),
                     [&](const auto& kinds) { return imposes(at(kinds, time).type); });
}

Real mean_of(const PiecewiseLinear& series, Real from, Real to) { return series.mean(from, to); }

Real largest_of(const PiecewiseLinear& series, Real from, Real to) {
  Real most = std::max(series(from), series(to));
  for (std::size_t k = 0; k < series.x().size(); ++k)
    if (series.x()[k] > from && series.x()[k] < to) most = std::max(most, series.y()[k]);
  return most;
}

}  // namespace

FlowBoundaries::FlowBoundaries(std::span<const std::string> names,
                               std::vector<BoundaryCondition> conditions, std::vector<Real> lengths)
    : lengths_(std::move(lengths)) {
  for (const auto& condition : conditions)
    if (std::find(names.begin(), names.end(), condition.name) == names.end())
      throw InputError("boundary: the mesh has none of this name; it has " + listed(names) + " (" +
                       condition.name + ")");
  for (const auto& name : names) {
    const auto given = std::find_if(conditions.begin(), conditions.end(),
                                    [&](const auto& c) { return c.name == name; });
    auto& kinds = conditions_.emplace_back();
    kinds.push_back({-std::numeric_limits<Real>::infinity(), BoundaryType::Wall});
    if (given == conditions.end()) continue;
    kinds.front().type = given->type;
    kinds.front().series = given->series;
    kinds.front().depth = given->depth;
    kinds.insert(kinds.end(), given->changes.begin(), given->changes.end());
  }
}

Real FlowBoundaries::next_change(Real time) const {
  Real next = std::numeric_limits<Real>::infinity();
  for (const auto& kinds : conditions_)
    for (const auto& kind : kinds)
      if (kind.time > time) next = std::min(next, kind.time);
  return next;
}

void FlowBoundaries::set(FlowDevice& device, MPI_Comm communicator, Real from, Real to,
                         Value value) const {
  const std::size_t count = conditions_.size();
  const Real nowhere = -1e300;
  std::vector<Real> seen(2 * count, 0);
  std::fill(seen.begin() + count, seen.end(), nowhere);
  std::vector<std::int64_t> weights(count, 0);
  if (forced(conditions_, from)) {
    const std::span<Real> deepest(seen.data(), count), highest(seen.data() + count, count);
    device.scan_boundaries(deepest, highest);
    mpi::all_reduce(communicator, seen, MPI_MAX);
    weights = device.weigh_boundaries(deepest);
    mpi::all_reduce(communicator, weights, MPI_SUM);
  }
  std::vector<BoundaryForcing> forcings;
  for (std::size_t k = 0; k < count; ++k) {
    const auto& c = at(conditions_[k], from);
    const Real highest = seen[count + k];
    Real imposed = 0;
    if (c.type == BoundaryType::Rating)
      imposed = highest > nowhere ? -c.series(highest) : 0;
    else if (imposes(c.type))
      imposed = value(c.series, from, to);
    const Real depth = c.depth.empty() ? 0 : c.depth.mean(from, to);
    forcings.push_back({kind_of(c.type), imposed, weights[k], lengths_[k], depth});
  }
  device.set_forcings(forcings);
}

void FlowBoundaries::force(FlowDevice& device, MPI_Comm communicator, Real from, Real to) const {
  set(device, communicator, from, to, mean_of);
}

Real FlowBoundaries::wave_rate(FlowDevice& device, MPI_Comm communicator, Real from,
                               Real to) const {
  if (!forced(conditions_, from)) return 0;
  set(device, communicator, from, to, largest_of);
  return mpi::max(communicator, device.boundary_wave_rate());
}

}  // namespace freshet
