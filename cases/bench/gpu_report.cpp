#include "cases/bench/gpu_report.hpp"

#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "cases/bench/flow_speed.hpp"
#include "cases/bench/gpu_model.hpp"
#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr double kCells[] = {26e3, 1e6, 16e6, 100e6};
constexpr CellShape kShapes[] = {CellShape::Pixels, CellShape::Triangles};

nlohmann::json machines_table() {
  fmt::print(
      "Given\nGPU   memory TB/s  that copies reach   SMs  GHz  fp64 a clock of an SM  issued  us "
      "from kernel to kernel  us of a host action\n");
  auto list = nlohmann::json::array();
  for (const auto& m : gpu_machines()) {
    fmt::print(
        "{:<5} {:>11.2f} {:>18.0f}% {:>5.0f} {:>4.2f} {:>22.0f} {:>7.0f} {:>26.1f} {:>20.1f}\n",
        m.name, 1e-12 * m.memory_bytes_per_s, 100 * m.copy_share, m.processors, 1e-9 * m.clock_hz,
        m.fp64_a_clock, m.issued_a_clock, 1e6 * m.kernel_s, 1e6 * m.host_action_s);
    list.push_back({{"name", m.name},
                    {"memory_bytes_per_s", m.memory_bytes_per_s},
                    {"copy_share", m.copy_share},
                    {"processors", m.processors},
                    {"clock_hz", m.clock_hz},
                    {"fp64_a_clock", m.fp64_a_clock},
                    {"issued_a_clock", m.issued_a_clock},
                    {"kernel_s", m.kernel_s},
                    {"host_action_s", m.host_action_s}});
  }
  return list;
}

nlohmann::json kernels_table() {
  fmt::print(
      "\nCounted, a cell and stage of second order (fp64, instructions: each path once, the slow "
      "ones of divisions too)\n"
      "topology   kernel                                            bytes   fp64  instructions  "
      "registers  occupancy\n");
  auto list = nlohmann::json::array();
  for (const CellShape shape : kShapes)
    for (const auto& k : cell_kernels(shape, gpu_machines().front())) {
      fmt::print("{:<10} {:<48} {:>6.0f} {:>6.0f} {:>13.0f} {:>10.0f} {:>9.0f}%\n",
                 topology_name(shape), k.name, k.bytes, k.fp64, k.instructions, k.registers,
                 100 * k.occupancy);
      list.push_back({{"topology", topology_name(shape)},
                      {"kernel", k.name},
                      {"bytes", k.bytes},
                      {"fp64", k.fp64},
                      {"instructions", k.instructions},
                      {"registers", k.registers},
                      {"occupancy", k.occupancy}});
    }
  fmt::print("kernels of a step: {} (hancock), {} (rk2); actions of the host: {:.4f}\n",
             kernels_a_step(TimeScheme::Hancock), kernels_a_step(TimeScheme::RungeKutta2),
             host_actions_a_step());
  return list;
}

nlohmann::json prediction_row(const GpuMachine& machine, const GpuPrediction& p) {
  fmt::print(
      "{:<5} {:<10} {:<8} {:>11.0f} {:>9.1f} {:>9.1f} {:>9.1f} {:>9.1f} {:>9.1f} {:>15.2f}  {}\n",
      machine.name, topology_name(p.shape), scheme_name(p.scheme), p.cells, 1e6 * p.memory_s,
      1e6 * p.fp64_s, 1e6 * p.issue_s, 1e6 * (p.kernels_s + p.host_s), 1e6 * p.step_s,
      1e-9 * p.cell_steps_per_s(), p.bound());
  return {{"gpu", machine.name},
          {"topology", topology_name(p.shape)},
          {"scheme", scheme_name(p.scheme)},
          {"cells", p.cells},
          {"memory_s", p.memory_s},
          {"fp64_s", p.fp64_s},
          {"issue_s", p.issue_s},
          {"kernels_s", p.kernels_s},
          {"host_s", p.host_s},
          {"step_s", p.step_s},
          {"cell_steps_per_s", p.cell_steps_per_s()},
          {"bound", p.bound()}};
}

}  // namespace

void report_gpu_model(const std::filesystem::path& json) {
  nlohmann::json all;
  all["machines"] = machines_table();
  all["kernels"] = kernels_table();
  fmt::print(
      "\nPredicted, us a step\n"
      "GPU   topology   scheme         cells    memory      fp64     issue   latency      step  "
      "Gcell-steps/s  bound\n");
  for (const auto& machine : gpu_machines())
    for (const CellShape shape : kShapes)
      for (const TimeScheme scheme : {TimeScheme::Hancock, TimeScheme::RungeKutta2})
        for (const double cells : kCells)
          all["predicted"].push_back(
              prediction_row(machine, predict_gpu_step(machine, shape, scheme, cells)));
  if (json.empty()) return;
  std::ofstream out(json);
  out << all.dump(2) << '\n';
  out.close();
  if (!out) throw EnvironmentError("--json: cannot write " + json.string());
}

}  // namespace freshet
