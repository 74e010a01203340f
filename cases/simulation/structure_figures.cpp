#include "cases/simulation/structure_figures.hpp"

#include <algorithm>
#include <cmath>

#include "mesh/parallel/exact_sum.hpp"
#include "mesh/parallel/mpi.hpp"
#include "post/csv_table.hpp"

namespace freshet {
namespace {

/// The mean level of the wet cells along one side of a line.
struct MeanLevel {
  ExactSum sum, length;
  void add(Real level, Real over) {
    sum.add(level * over);
    length.add(over);
  }
  Real result(MPI_Comm communicator) {
    sum.reduce(communicator);
    length.reduce(communicator);
    return length.total() > 0 ? sum.total() / length.total() : CsvTable::no_value;
  }
};

}  // namespace

StructureReader::StructureReader(Simulation& simulation)
    : simulation_(simulation), edges_(given().structures.size()), rights_(edges_.size()) {
  const Mesh& mesh = simulation.mesh();
  std::vector<Index> watched;
  for (std::size_t k = 0; k < edges_.size(); ++k)
    for (const auto& edge : simulation.chains()[k].edges)
      for (const bool left : {true, false}) {
        const EdgeCell& side = left ? edge.left : edge.right;
        const Index cell = owned_cell(mesh, side.number);
        if (cell < 0) continue;
        const Index boundary = ~mesh.neighbour[side.slot * mesh.cells + cell];
        (left ? edges_ : rights_)[k].push_back(
            {boundary, edge.length, static_cast<Index>(watched.size())});
        watched.push_back(cell);
      }
  watch_ = simulation.watch(watched);
}

std::vector<Real> field_values(const Simulation& simulation, const char* field) {
  const auto& fields = simulation.solver().fields();
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.name == field; });
  return simulation.solver().values(*found);
}

StructureFigures StructureReader::of_line(std::size_t k, const FlowState& state,
                                          const std::vector<Real>& q,
                                          const std::vector<Real>& how) const {
  const MPI_Comm communicator = simulation_.mesh().communicator;
  const Real dry = given().flow.dry_depth;
  StructureFigures f;
  ExactSum discharge;
  MeanLevel levels[2];
  for (const int side : {0, 1})
    for (const Edge& edge : (side == 0 ? edges_ : rights_)[k]) {
      if (side == 0) discharge.add(q[edge.edge] * edge.length);
      f.state = std::max(f.state, how[edge.edge]);
      const Index cell = edge.cell;
      if (state.depth[cell] > dry)
        levels[side].add(state.depth[cell] + state.bed[cell], edge.length);
    }
  discharge.reduce(communicator);
  f.discharge = discharge.total();
  f.level_up = levels[0].result(communicator);
  f.level_down = levels[1].result(communicator);
  f.state = mpi::max(communicator, f.state);
  return f;
}

/// Places stand in the signals in the order in which the process lists them.
Real StructureReader::level(const PlaceSpec& place, std::size_t& next,
                            const std::vector<Real>& signals,
                            const std::vector<Real>& volumes) const {
  if (place.kind == PlaceSpec::Kind::Outside) return CsvTable::no_value;
  if (place.kind == PlaceSpec::Kind::Point) return signals[next++];
  std::size_t pool = 0;
  while (given().pools[pool].name != place.pool) ++pool;
  const auto& table = given().pools[pool].volumes;
  return PiecewiseLinear(table.y(), table.x(), place.pool)(volumes[pool]);
}

std::vector<StructureFigures> StructureReader::structures() const {
  const auto signals = values(StructureFields::signals), before = values(StructureFields::before);
  const auto openings = values(StructureFields::opening), states = values(StructureFields::state);
  const auto q = values(StructureFields::edge_discharge), how = values(StructureFields::edge_state);
  const auto volumes = pool_volumes();
  const Real step = values(StructureFields::step)[0];
  const FlowState state = simulation_.solver().state_of(watch_);
  const std::size_t n = given().structures.size(), first = signals.size() - 2 * n;
  std::vector<StructureFigures> all;
  std::size_t next = 0;
  for (std::size_t k = 0; k < n; ++k) {
    const StructureSpec& spec = given().structures[k];
    StructureFigures f;
    if (spec.on_line()) {
      f = of_line(k, state, q, how);
    } else {
      f.level_up = level(spec.from, next, signals, volumes);
      f.level_down = level(spec.to, next, signals, volumes);
      const Real there = signals[first + k] - before[k];
      const Real back = signals[first + n + k] - before[n + k];
      f.discharge = step > 0 ? (there - back) / step : 0;
      f.state = f.discharge != 0 ? states[k] : 0;
    }
    if (!spec.opening_table.empty()) level(spec.watched, next, signals, volumes);
    for (const auto& rule : spec.rules) level(rule.watched, next, signals, volumes);
    f.opening = openings[k];
    all.push_back(f);
  }
  return all;
}

std::vector<StructureReport> StructureReader::structure_reports() const {
  const auto signals = values(StructureFields::signals);
  const auto net = values("volume"), in = values("volume_in");
  const MPI_Comm communicator = simulation_.mesh().communicator;
  const std::size_t n = given().structures.size(), first = signals.size() - 2 * n;
  std::vector<StructureReport> reports;
  for (std::size_t k = 0; k < n; ++k) {
    const StructureSpec& spec = given().structures[k];
    StructureReport r{spec.name, spec.type, signals[first + k], signals[first + n + k]};
    if (spec.on_line()) {
      ExactSum forward, backward;
      for (const Edge& edge : edges_[k]) {
        forward.add(std::max<Real>(net[edge.edge] + in[edge.edge], 0));
        backward.add(in[edge.edge]);
      }
      forward.reduce(communicator);
      backward.reduce(communicator);
      r.volume_forward_m3 = forward.total();
      r.volume_backward_m3 = backward.total();
    }
    reports.push_back(r);
  }
  return reports;
}

std::vector<PoolReport> StructureReader::pool_reports() const {
  const auto volumes = pool_volumes();
  const auto inflow = values(StructureFields::pool_inflow);
  const auto evaporated = values(StructureFields::pool_evaporated);
  const auto passed = values(StructureFields::pool_passed);
  const auto sent = values(StructureFields::signals), delivered = values("structure_delivered");
  const std::size_t n = given().structures.size(), first = sent.size() - 2 * n;
  std::vector<PoolReport> reports;
  for (std::size_t p = 0; p < volumes.size(); ++p) {
    const PoolSpec& spec = given().pools[p];
    PoolReport r{spec.name, spec.volumes(spec.level), volumes[p], inflow[p], evaporated[p], 0, 0,
                 0};
    for (std::size_t k = 0; k < n; ++k) {
      const StructureSpec& s = given().structures[k];
      const auto is = [&](const PlaceSpec& end) {
        return end.kind == PlaceSpec::Kind::Pool && end.pool == spec.name;
      };
      if (s.on_line()) continue;
      if (is(s.from)) r.volume_out_m3 += sent[first + k];
      if (is(s.from)) r.volume_in_m3 += delivered[n + k];
      if (is(s.to)) r.volume_in_m3 += delivered[k];
      if (is(s.to)) r.volume_out_m3 += sent[first + n + k];
    }
    (passed[p] > 0 ? r.volume_in_m3 : r.volume_out_m3) += std::abs(passed[p]);
    const Real in = r.inflow_m3 + r.volume_in_m3, out = r.evaporation_m3 + r.volume_out_m3;
    const Real scale = std::max({r.volume_start_m3, r.volume_end_m3, in, out});
    const Real error = std::abs(r.volume_end_m3 - r.volume_start_m3 - (in - out));
    r.volume_error_relative = scale > 0 ? error / scale : 0;
    reports.push_back(r);
  }
  return reports;
}

}  // namespace freshet
