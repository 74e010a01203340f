#include "cases/bench/gpu_model.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "cases/bench/kernel_figures.hpp"
#include "kernels/error.hpp"
#include "kernels/launch.hpp"
#include "kernels/reconstruct_linear.hpp"
#include "kernels/topology_polygons.hpp"
#include "kernels/topology_raster.hpp"
#include "kernels/update_cell.hpp"

namespace freshet {
namespace {

constexpr double kThreadsABlock = 2 * tile_cells;  // as in launch.hpp

template <class Kernel>
double bytes_of(const Kernel& kernel) {
  std::int64_t bytes = 0;
  kernel.streams(CountBytes{bytes});
  return static_cast<double>(bytes);
}

/// registers, instructions and fp64 of a kernel, see tests/gpu/static_figures.py.
KernelCost static_figures(const std::string& name, const std::string& architecture) {
  std::istringstream table(kKernelFigures);
  for (std::string line; std::getline(table, line);) {
    // arch,kernel,registers,stack_bytes,instructions,fp64,load_bytes,store_bytes, the kernel quoted
    // where it has commas
    const bool quoted = line.starts_with(architecture + ",\"" + name + "\",");
    if (!quoted && !line.starts_with(architecture + "," + name + ",")) continue;
    std::istringstream rest(line.substr(architecture.size() + name.size() + (quoted ? 4 : 2)));
    double stack = 0;
    char comma = 0;
    KernelCost cost{name, 0, 0, 0, 0, 0};
    rest >> cost.registers >> comma >> stack >> comma >> cost.instructions >> comma >> cost.fp64;
    return cost;
  }
  throw InputError("the table of static figures has no kernel " + name + " for " + architecture +
                   ": renew it, see docs/gpu_model.md");
}

/// Registers are given out to warps in units of 256: 8 a thread.
double occupancy_of(double registers, const GpuMachine& machine) {
  const double taken = 8 * std::ceil(registers / 8);
  const double blocks = std::floor(machine.registers / (taken * kThreadsABlock));
  return std::min(1.0, blocks * kThreadsABlock / machine.threads);
}

template <class Topology>
std::vector<KernelCost> kernels_on(const std::string& topology, const GpuMachine& machine,
                                   bool over_start) {
  const std::string reconstruct = "ReconstructLinear<" + topology + ">";
  const std::string update = "max UpdateCell<" + topology + ", true, false, true>";
  UpdateCell<Topology, true, false> updating{};
  updating.old_share = over_start ? 0.5 : 0;
  std::vector<KernelCost> costs;
  for (const auto& [name, bytes] : {std::pair{reconstruct, bytes_of(ReconstructLinear<Topology>{})},
                                    std::pair{update, bytes_of(updating)}}) {
    costs.push_back(static_figures(name, machine.architecture));
    costs.back().bytes = bytes;
    costs.back().occupancy = occupancy_of(costs.back().registers, machine);
  }
  return costs;
}

}  // namespace

const std::vector<GpuMachine>& gpu_machines() {
  static const std::vector<GpuMachine> machines{{.name = "H100", .memory_bytes_per_s = 3.35e12},
                                                {.name = "H200", .memory_bytes_per_s = 4.8e12}};
  return machines;
}

std::vector<KernelCost> cell_kernels(CellShape shape, const GpuMachine& machine, bool over_start) {
  if (shape == CellShape::Pixels)
    return kernels_on<RasterCells>("RasterCells", machine, over_start);
  return kernels_on<Polygons<3>>("Polygons<3>", machine, over_start);
}

// In the order of FlowStep: plan; settle; count, two searches for the shortest step, and a look at
// it; impose; then in each stage reconstruct, boundaries, the sum of what passed them, clear,
// update, and three that list active tiles; advance; take the rate, see and tell whether to go on.
int kernels_a_step(TimeScheme scheme) {
  return 11 + 8 * (scheme == TimeScheme::RungeKutta2 ? 2 : 1);
}

// Of as many steps as a device takes at once: they are aimed, a graph is launched, the clock is
// read.
double host_actions_a_step() { return 3.0 / steps_at_once<Gpu>; }

const char* GpuPrediction::bound() const {
  const double most = std::max({memory_s, fp64_s, issue_s, kernels_s + host_s});
  if (most == memory_s) return "memory";
  if (most == fp64_s) return "fp64";
  return most == issue_s ? "issue" : "latency";
}

GpuPrediction predict_gpu_step(const GpuMachine& machine, CellShape shape, TimeScheme scheme,
                               double cells) {
  const double bandwidth = machine.copy_share * machine.memory_bytes_per_s;
  const double clocks = machine.processors * machine.clock_hz;
  GpuPrediction p{.shape = shape, .scheme = scheme, .cells = cells};
  const auto add = [&](const KernelCost& kernel) {
    const double memory = cells * kernel.bytes / bandwidth;
    const double fp64 = cells * kernel.fp64 / (machine.fp64_a_clock * clocks);
    const double issue = cells * kernel.instructions / (machine.issued_a_clock * clocks);
    p.memory_s += memory;
    p.fp64_s += fp64;
    p.issue_s += issue;
    p.step_s += std::max({memory, fp64, issue});
  };
  for (const auto& kernel : cell_kernels(shape, machine)) add(kernel);
  if (scheme == TimeScheme::RungeKutta2)
    for (const auto& kernel : cell_kernels(shape, machine, true)) add(kernel);
  p.kernels_s = kernels_a_step(scheme) * machine.kernel_s;
  p.host_s = host_actions_a_step() * machine.host_action_s;
  p.step_s += p.kernels_s + p.host_s;
  return p;
}

}  // namespace freshet
