#include "cases/bench/scaling.hpp"

#include <algorithm>
#include <cmath>

#include "cases/bench/flow_speed.hpp"
#include "mesh/mesh.hpp"
#include "mesh/parallel/mpi.hpp"
#include "solver/flow/flow_solver.hpp"

namespace freshet {
namespace {

constexpr int kRuns = 3;
constexpr double kSeconds = 1;  ///< of a run
constexpr double kBytesAHaloCell = 24;

/// The best of some runs of as many steps as take about a second.
void time_steps(ScalingRow& row, FlowSolver& solver, MPI_Comm communicator) {
  const auto run = [&](int steps) {
    mpi::check(MPI_Barrier(communicator), "MPI_Barrier");
    const double begin = MPI_Wtime(), work = solver.work_seconds();
    for (int k = 0; k < steps; ++k) solver.step(1e9);
    const double wall = mpi::max(communicator, MPI_Wtime() - begin) / steps;
    return std::pair(wall, mpi::max(communicator, solver.work_seconds() - work) / steps);
  };
  run(1);
  const int steps = std::max(3, static_cast<int>(kSeconds / run(2).first));
  row.milliseconds = 1e300;
  for (int k = 0; k < kRuns; ++k) {
    const auto [wall, work] = run(steps);
    if (1e3 * wall < row.milliseconds) {
      row.milliseconds = 1e3 * wall;
      row.work_share = work / wall;
    }
  }
}

ScalingRow measure(MPI_Comm communicator, Backend backend, GlobalIndex cells) {
  const Mesh mesh = make_mesh(communicator, bench_square(CellShape::Triangles, cells));
  FlowOptions options;
  options.cfl = 0.5;
  const std::vector<Real> manning(mesh.cells, 0);
  FlowSolver solver(mesh, manning, {.options = options, .backend = backend});
  solver.start(radial_dam_break(mesh, 10));
  ScalingRow row;
  row.ranks = mesh.ranks;
  row.cells = mesh.cells_global;
  row.messages = mpi::max(communicator, static_cast<int>(mesh.halo.neighbours.size()));
  row.kilobytes = mpi::max(
      communicator, 1e-3 * kBytesAHaloCell * static_cast<double>(mesh.halo.send_cells.size()));
  time_steps(row, solver, communicator);
  return row;
}

/// Cells of other parts within two faces of part `part`; counts the parts that they are of.
GlobalIndex count_halo(const Mesh& mesh, const CellShares& shares, int part,
                       std::vector<Index>& mark, int& neighbours) {
  std::vector<Index> ring, next;
  for (auto c = static_cast<Index>(shares[part]); c < shares[part + 1]; ++c) {
    mark[c] = part;
    ring.push_back(c);
  }
  std::vector<int> owners;
  for (int layer = 0; layer < 2; ++layer) {
    next.clear();
    for (const Index cell : ring)
      for (int s = 0; s < mesh.slots; ++s) {
        const Index beyond = mesh.neighbour[s * mesh.cells + cell];
        if (beyond < 0 || mark[beyond] == part) continue;
        mark[beyond] = part;
        next.push_back(beyond);
        owners.push_back(share_owner(shares, beyond));
      }
    ring = next;
  }
  const auto halo = static_cast<GlobalIndex>(owners.size());
  std::sort(owners.begin(), owners.end());
  neighbours = static_cast<int>(std::unique(owners.begin(), owners.end()) - owners.begin());
  return halo;
}

}  // namespace

std::vector<ScalingRow> measure_scaling(MPI_Comm communicator, Backend backend, GlobalIndex cells) {
  const int rank = mpi::rank_of(communicator), ranks = mpi::size_of(communicator);
  std::vector<ScalingRow> rows;
  for (int count = 1;; count = std::min(2 * count, ranks)) {
    MPI_Comm some = MPI_COMM_NULL;
    mpi::check(MPI_Comm_split(communicator, rank < count ? 0 : 1, rank, &some), "MPI_Comm_split");
    std::vector<ScalingRow> row(1);
    if (rank < count) row[0] = measure(some, backend, cells);
    MPI_Comm_free(&some);
    mpi::broadcast(communicator, row);
    rows.push_back(row[0]);
    if (count == ranks) return rows;
  }
}

std::vector<ShareRow> count_shares(GlobalIndex cells) {
  constexpr int kMostParts = 4096;
  constexpr GlobalIndex kLeastCells = 64;
  const Mesh mesh = make_mesh(MPI_COMM_SELF, bench_square(CellShape::Triangles, cells));
  std::vector<ShareRow> rows;
  for (int parts = 4; parts <= kMostParts && mesh.cells_global / parts >= kLeastCells; parts *= 4) {
    const CellShares shares = equal_shares(mesh.cells_global, parts);
    std::vector<Index> mark(mesh.cells, -1);
    ShareRow row;
    row.parts = parts;
    row.cells = mesh.cells_global / parts;
    for (int part = 0; part < parts; ++part) {
      int neighbours = 0;
      row.most_halo = std::max(row.most_halo, count_halo(mesh, shares, part, mark, neighbours));
      row.most_neighbours = std::max(row.most_neighbours, neighbours);
    }
    row.shape = static_cast<double>(row.most_halo) / std::sqrt(static_cast<double>(row.cells));
    rows.push_back(row);
  }
  return rows;
}

PredictedStep predict_step(const Machine& machine, double cells, int gpus, double shape,
                           int neighbours) {
  PredictedStep step;
  step.gpus = gpus;
  step.cells_per_gpu = cells / gpus;
  step.compute_s = step.cells_per_gpu * machine.bytes_per_cell_step / machine.memory_bytes_per_s;
  step.launch_s = machine.launches * machine.launch_s;
  if (gpus == 1) return step;
  step.halo_s = neighbours * machine.latency_s + kBytesAHaloCell * shape *
                                                     std::sqrt(step.cells_per_gpu) /
                                                     machine.network_bytes_per_s;
  step.reduce_s = 2 * std::log2(gpus) * machine.latency_s;
  return step;
}

}  // namespace freshet
