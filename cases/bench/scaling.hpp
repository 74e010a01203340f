#pragma once
#include <mpi.h>

#include <vector>

#include "kernels/flow_device.hpp"
#include "kernels/types.hpp"

namespace freshet {

/// One step on some ranks, as measured: a radial dam break on triangles, MUSCL-Hancock.
struct ScalingRow {
  int ranks = 1;
  GlobalIndex cells = 0;
  double milliseconds = 0;  ///< a step
  double work_share = 0;    ///< of that, in which the busiest rank computed
  int messages = 0;         ///< that the busiest rank sends in a step
  double kilobytes = 0;     ///< that it sends in a step
};

/// The first 1, 2, 4, ... ranks of a communicator, and all of them, on the same mesh. Collective;
/// the same on all ranks.
std::vector<ScalingRow> measure_scaling(MPI_Comm communicator, Backend backend, GlobalIndex cells);

/// What a mesh in so many equal shares has to exchange, counted on the mesh itself.
struct ShareRow {
  int parts = 1;
  GlobalIndex cells = 0;      ///< of a part
  GlobalIndex most_halo = 0;  ///< cells of other parts within two faces, of the worst part
  int most_neighbours = 0;
  double shape = 0;  ///< most_halo / sqrt(cells)
};

/// Parts 4, 16, ... up to 4096 with at least 64 cells each. One rank only.
std::vector<ShareRow> count_shares(GlobalIndex cells);

/// A machine of GPUs; every value has its source in docs/scaling.md.
struct Machine {
  double memory_bytes_per_s = 4.8e12;   ///< of a GPU
  double bytes_per_cell_step = 0;       ///< moved by a step on triangles
  double launch_s = 5e-6;               ///< from the host to the start of a kernel or copy
  double launches = 0;                  ///< in a step
  double latency_s = 0.9e-6;            ///< of a message between nodes
  double network_bytes_per_s = 10.3e9;  ///< of a GPU's share of the network
};

struct PredictedStep {
  int gpus = 1;
  double cells_per_gpu = 0;
  double compute_s = 0, launch_s = 0, halo_s = 0, reduce_s = 0;
  double efficiency = 1;  ///< against one GPU, for as many cells a GPU (weak) or in all (strong)
  double total_s() const { return compute_s + launch_s + halo_s + reduce_s; }
};

/// t = N/P b/B + k l + (m L + 24 s sqrt(N/P) / W) + 2 log2(P) L, without any overlap: N/P cells a
/// GPU of b bytes at bandwidth B, k launches of l, m messages of latency L, a halo of s sqrt(N/P)
/// cells of three doubles at W, and one all-reduce as a tree there and back.
PredictedStep predict_step(const Machine& machine, double cells, int gpus, double shape,
                           int neighbours);

}  // namespace freshet
