#pragma once
#include <string>
#include <vector>

#include "kernels/flow_step.hpp"
#include "mesh/sources/sources.hpp"

namespace freshet {

/// A GPU as the model sees it; every value has its source in docs/gpu_model.md.
struct GpuMachine {
  const char* name;
  double memory_bytes_per_s;    ///< of the data sheet
  double copy_share = 0.9;      ///< of it that plain copies reach
  double processors = 132;      ///< SMs
  double clock_hz = 1.98e9;     ///< boost
  double fp64_a_clock = 64;     ///< double-precision instructions of an SM
  double issued_a_clock = 128;  ///< instructions of all kinds of an SM: four warps
  double registers = 65536;     ///< of an SM
  double threads = 2048;        ///< of an SM
  double kernel_s = 1.5e-6;     ///< from one kernel of a graph to the next; assumed
  double host_action_s = 5e-6;  ///< launch of a graph, or a read of the clock
  std::string architecture = "sm_90";
};

/// H100 SXM and H200.
const std::vector<GpuMachine>& gpu_machines();

/// What a kernel of the step costs a cell.
struct KernelCost {
  std::string name;  ///< as in tests/gpu/static_figures.csv
  double bytes = 0;  ///< each array that it goes through once, neighbours from caches
  double fp64 = 0;   ///< double-precision instructions, each path of the kernel once
  double instructions = 0;
  double registers = 0;  ///< of a thread
  double occupancy = 0;  ///< share of the threads of an SM that its registers leave
};

/// The kernels that go over all cells in a stage of second order, from the table of static figures;
/// `over_start`: the second of Runge-Kutta, which reads the state at the start too. Throws
/// InputError where the table has not got them.
std::vector<KernelCost> cell_kernels(CellShape shape, const GpuMachine& machine,
                                     bool over_start = false);

/// A step of second order on one GPU without processes: t = sum over the kernels of cells of the
/// largest of bytes / bandwidth, fp64 / rate and instructions / rate, plus a latency for each
/// kernel and each action of the host.
struct GpuPrediction {
  CellShape shape = CellShape::Triangles;
  TimeScheme scheme = TimeScheme::Hancock;
  double cells = 0;
  double memory_s = 0, fp64_s = 0, issue_s = 0;  ///< of all kernels of cells, each alone
  double kernels_s = 0, host_s = 0;              ///< latencies
  double step_s = 0;
  double cell_steps_per_s() const { return cells / step_s; }
  /// The largest of the parts: "memory", "fp64", "issue" or "latency".
  const char* bound() const;
};
GpuPrediction predict_gpu_step(const GpuMachine& machine, CellShape shape, TimeScheme scheme,
                               double cells);

/// Kernels of a step, and actions of the host in it between events, on one rank.
int kernels_a_step(TimeScheme scheme);
double host_actions_a_step();

}  // namespace freshet
