#include "cases/commands/bench.hpp"

#include <fmt/format.h>
#include <mpi.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "cases/bench/copy_speed.hpp"
#include "cases/bench/flow_speed.hpp"
#include "cases/bench/gpu_report.hpp"
#include "cases/bench/loads_cost.hpp"
#include "cases/bench/scaling_report.hpp"
#include "cases/bench/structures_cost.hpp"
#include "cases/simulation/run_case.hpp"
#include "cases/simulation/simulation.hpp"
#include "kernels/error.hpp"
#include "mesh/parallel/agreement.hpp"
#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

std::string table_row(const FlowSpeed& row, const CopySpeed& copy, int ranks) {
  const double best = ranks == 1 ? copy.one_core : copy.all;
  return fmt::format(
      "{:<11} {:<15} {} {:<8} {:>8} {:>9} {:>5} {:>17.2f} {:>16.2f} {:>8.0f} {:>6.0f} {:>10.3g} "
      "{:>6.1f}\n",
      row.problem, topology_name(row.shape), row.order, scheme_name(row.scheme),
      row.skipping ? "on" : "off", row.cells, ranks, row.mcell_steps_per_s,
      row.mcell_steps_per_s / best, row.bytes_per_cell, row.mesh_bytes_per_cell, row.bytes_per_step,
      100 * row.gb_per_s() / best);
}

nlohmann::json json_row(const FlowSpeed& row, int ranks, const std::string& backend) {
  nlohmann::json json = {{"problem", row.problem},
                         {"topology", topology_name(row.shape)},
                         {"order", row.order},
                         {"scheme", scheme_name(row.scheme)},
                         {"skipping", row.skipping},
                         {"cells", row.cells},
                         {"ranks", ranks},
                         {"threads", 1},
                         {"backend", backend},
                         {"mcell_steps_per_s", row.mcell_steps_per_s},
                         {"bytes_per_cell", row.bytes_per_cell},
                         {"mesh_bytes_per_cell", row.mesh_bytes_per_cell},
                         {"bytes_per_step", row.bytes_per_step},
                         {"gb_per_s", row.gb_per_s()}};
  if (row.added_share != 0) json["added_share"] = row.added_share;
  return json;
}

void write_json(const std::filesystem::path& file, const nlohmann::json& json) {
  std::ofstream out(file);
  out << json.dump(2) << '\n';
  out.close();
  if (!out) throw EnvironmentError("--json: cannot write " + file.string());
}

void measure(FlowSpeed& row, Backend backend, GlobalIndex cells) {
  if (row.problem == "structures")
    measure_structures_cost(row, MPI_COMM_WORLD, backend, cells);
  else if (row.problem == "loads")
    measure_loads_cost(row, MPI_COMM_WORLD, backend, cells);
  else
    measure_flow_speed(row, MPI_COMM_WORLD, backend, cells);
}

}  // namespace

int command_bench(const BenchArguments& arguments) {
  const bool root = mpi::rank_of(MPI_COMM_WORLD) == 0;
  const int ranks = mpi::size_of(MPI_COMM_WORLD);
  if (!arguments.model.empty()) {
    together(MPI_COMM_WORLD, [&] {
      if (root) report_gpu_model(arguments.json);
    });
    return 0;
  }
  const Backend backend = backend_of(arguments.backend);
  if (arguments.name == "scaling") {
    report_scaling(backend, arguments.cells, arguments.json);
    return 0;
  }
  auto rows = bench_rows(arguments.name);
  const CopySpeed copy = measure_copy_speed(MPI_COMM_WORLD);
  if (root)
    fmt::print(
        "copy: {:.2f} GB/s on one core, {:.2f} GB/s on {} ranks (one rank a core; mpirun -n N for "
        "more)\n"
        "bytes of main memory a cell: of the flow, of the mesh; bytes a step: read and written, "
        "counted, and their share of copy\n"
        "problem     topology        order,scheme skipping     cells ranks Mcell-steps/s per GB/s "
        "of copy     flow   mesh     a step  %copy\n",
        copy.one_core, copy.all, ranks);
  nlohmann::json json = {{"copy_gb_per_s_one_core", copy.one_core},
                         {"copy_gb_per_s_all", copy.all},
                         {"rows", nlohmann::json::array()}};
  for (auto& row : rows) {
    measure(row, backend, arguments.cells);
    if (root) fmt::print("{}", table_row(row, copy, ranks));
    if (root && row.added_share != 0)
      fmt::print("            what it adds to a step without: {:+.2f} %\n", 100 * row.added_share);
    if (root) std::fflush(stdout);
    json["rows"].push_back(json_row(row, ranks, backend_name(backend)));
  }
  if (root && !arguments.json.empty()) write_json(arguments.json, json);
  return 0;
}

}  // namespace freshet
