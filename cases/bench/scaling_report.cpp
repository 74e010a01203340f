#include "cases/bench/scaling_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cases/bench/gpu_model.hpp"
#include "cases/bench/scaling.hpp"
#include "kernels/error.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

constexpr double kWeakCells = 10e6;   ///< a GPU
constexpr double kStrongCells = 1e9;  ///< in all
constexpr int kGpus[] = {1, 4, 16, 64, 256, 1024, 4096};

nlohmann::json measured_table(const std::vector<ScalingRow>& rows) {
  fmt::print(
      "Measured here: radial dam break on triangles, MUSCL-Hancock\n"
      "ranks      cells   ms a step   efficiency   computing   messages a step   kB a step\n");
  auto list = nlohmann::json::array();
  for (const auto& row : rows) {
    const double efficiency = rows[0].milliseconds / (row.ranks * row.milliseconds);
    fmt::print("{:>5} {:>10} {:>11.3f} {:>11.0f}% {:>10.0f}% {:>17} {:>11.1f}\n", row.ranks,
               row.cells, row.milliseconds, 100 * efficiency, 100 * row.work_share, row.messages,
               row.kilobytes);
    list.push_back({{"ranks", row.ranks},
                    {"cells", row.cells},
                    {"milliseconds_a_step", row.milliseconds},
                    {"efficiency", efficiency},
                    {"work_share", row.work_share},
                    {"messages_a_step", row.messages},
                    {"kilobytes_a_step", row.kilobytes}});
  }
  return list;
}

nlohmann::json shares_table(const std::vector<ShareRow>& rows) {
  fmt::print(
      "\nCounted: equal shares along the curve, the worst of all parts\n"
      "parts   cells a part   halo cells   halo / sqrt(cells)   neighbours\n");
  auto list = nlohmann::json::array();
  for (const auto& row : rows) {
    fmt::print("{:>5} {:>14} {:>12} {:>20.2f} {:>12}\n", row.parts, row.cells, row.most_halo,
               row.shape, row.most_neighbours);
    list.push_back({{"parts", row.parts},
                    {"cells_a_part", row.cells},
                    {"halo_cells", row.most_halo},
                    {"shape", row.shape},
                    {"neighbours", row.most_neighbours}});
  }
  return list;
}

/// What a step moves and launches is counted on its kernels, see gpu_model; with other ranks it
/// also packs and unpacks, copies the halo there and back, and the wave rate.
Machine counted_machine() {
  constexpr int kForOthers = 5;
  Machine machine;
  for (const auto& kernel : cell_kernels(CellShape::Triangles, gpu_machines().back()))
    machine.bytes_per_cell_step += kernel.bytes;
  machine.launches = kernels_a_step(TimeScheme::Hancock) + kForOthers;
  return machine;
}

nlohmann::json predicted_table(const std::vector<ShareRow>& shares) {
  const Machine machine = counted_machine();
  double shape = 0;
  int neighbours = 0;
  for (const auto& row : shares) {
    shape = std::max(shape, row.shape);
    neighbours = std::max(neighbours, row.most_neighbours);
  }
  auto list = nlohmann::json::array();
  for (const bool weak : {true, false}) {
    fmt::print(
        "\nPredicted, {} (us a step)\n"
        " GPUs  cells a GPU   compute    launch      halo    reduce     total   efficiency\n",
        weak ? fmt::format("{:.0f} million cells a GPU", 1e-6 * kWeakCells)
             : fmt::format("{:.0f} million cells in all", 1e-6 * kStrongCells));
    const double alone =
        predict_step(machine, weak ? kWeakCells : kStrongCells, 1, shape, neighbours).total_s();
    for (const int gpus : kGpus) {
      PredictedStep step =
          predict_step(machine, weak ? kWeakCells * gpus : kStrongCells, gpus, shape, neighbours);
      step.efficiency = alone / (step.total_s() * (weak ? 1 : gpus));
      fmt::print("{:>5} {:>12.0f} {:>9.1f} {:>9.1f} {:>9.1f} {:>9.1f} {:>9.1f} {:>11.0f}%\n", gpus,
                 step.cells_per_gpu, 1e6 * step.compute_s, 1e6 * step.launch_s, 1e6 * step.halo_s,
                 1e6 * step.reduce_s, 1e6 * step.total_s(), 100 * step.efficiency);
      list.push_back({{"scaling", weak ? "weak" : "strong"},
                      {"gpus", gpus},
                      {"cells_a_gpu", step.cells_per_gpu},
                      {"microseconds_a_step", 1e6 * step.total_s()},
                      {"efficiency", step.efficiency}});
    }
  }
  return list;
}

}  // namespace

void report_scaling(Backend backend, GlobalIndex cells, const std::filesystem::path& json) {
  const auto rows = measure_scaling(MPI_COMM_WORLD, backend, cells);
  together(MPI_COMM_WORLD, [&] {
    if (mpi::rank_of(MPI_COMM_WORLD) != 0) return;
    nlohmann::json all;
    all["rows"] = measured_table(rows);
    const auto shares = count_shares(cells);
    require(!shares.empty(), "--cells: too few to be shared", cells);
    all["shares"] = shares_table(shares);
    all["predicted"] = predicted_table(shares);
    if (json.empty()) return;
    std::ofstream out(json);
    out << all.dump(2) << '\n';
    out.close();
    if (!out) throw EnvironmentError("--json: cannot write " + json.string());
  });
}

}  // namespace freshet
