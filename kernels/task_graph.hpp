#pragma once
#include <functional>

#include "kernels/cuda_check.hpp"
#include "kernels/space.hpp"

namespace freshet {

/// Launches that are the same from step to step, but for which of two copies of the state is the
/// newest: a device takes them down once for each and launches the whole from then on.
template <class Space>
class TaskGraph {
 public:
  /// On the CPU there is nothing to be gained.
  void run(const Space&, int, const std::function<void()>& tasks) { tasks(); }
};

#ifdef __CUDACC__
template <>
class TaskGraph<Gpu> {
 public:
  TaskGraph() = default;
  TaskGraph(const TaskGraph&) = delete;
  TaskGraph& operator=(const TaskGraph&) = delete;
  ~TaskGraph() {
    for (auto* graph : graphs_)
      if (graph != nullptr) cudaGraphExecDestroy(graph);
  }

  /// `newest` is the copy that is newest before; `tasks` may launch kernels and nothing else.
  void run(const Gpu& gpu, int newest, const std::function<void()>& tasks) {
    if (graphs_[newest] == nullptr) graphs_[newest] = captured(gpu, tasks);
    cuda_check(cudaGraphLaunch(graphs_[newest], gpu.stream), "launching a step");
  }

 private:
  static cudaGraphExec_t captured(const Gpu& gpu, const std::function<void()>& tasks) {
    cudaGraph_t graph = nullptr;
    cudaGraphExec_t made = nullptr;
    cuda_check(cudaStreamBeginCapture(gpu.stream, cudaStreamCaptureModeThreadLocal),
               "recording a step");
    try {
      tasks();
    } catch (...) {
      cudaStreamEndCapture(gpu.stream, &graph);
      throw;
    }
    cuda_check(cudaStreamEndCapture(gpu.stream, &graph), "recording a step");
    cuda_check(cudaGraphInstantiate(&made, graph, 0), "making a graph of a step");
    cuda_check(cudaGraphDestroy(graph), "dropping a recording");
    return made;
  }

  cudaGraphExec_t graphs_[2] = {nullptr, nullptr};
};
#endif

}  // namespace freshet
