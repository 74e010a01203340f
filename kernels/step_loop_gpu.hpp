#pragma once
#include "kernels/cuda_check.hpp"
#include "kernels/step_loop.hpp"

namespace freshet {

#if CUDART_VERSION >= 13000
static __global__ void tell_condition(cudaGraphConditionalHandle condition,
                                      const std::int32_t* go_on) {
  cudaGraphSetConditional(condition, *go_on != 0 ? 1u : 0u);
}

/// A graph with one node, which repeats a graph of its own.
template <>
class StepLoop<Gpu> {
 public:
  StepLoop() = default;
  StepLoop(const StepLoop&) = delete;
  StepLoop& operator=(const StepLoop&) = delete;
  ~StepLoop() {
    for (auto* graph : graphs_)
      if (graph != nullptr) cudaGraphExecDestroy(graph);
  }

  void run(const Gpu& gpu, const LoopedStep& step, const std::int32_t* go_on) {
    auto& graph = graphs_[step.newest];
    if (graph == nullptr) graph = made(gpu, step, go_on);
    cuda_check(cudaGraphLaunch(graph, gpu.stream), "launching steps");
  }

 private:
  using Nodes = std::vector<cudaGraphNode_t>;

  static cudaGraphExec_t made(const Gpu& gpu, const LoopedStep& step, const std::int32_t* go_on) {
    cudaGraph_t graph = nullptr;
    cuda_check(cudaGraphCreate(&graph, 0), "making a graph of steps");
    const auto again = condition(graph, 1);
    const cudaGraph_t loop = branch(graph, {}, again, cudaGraphCondTypeWhile).body;
    Nodes last = recorded(gpu, loop, {}, step.launch);
    if (step.turns) {  // the second step is a branch, for the first may have been the last
      const auto more = condition(loop, 0);
      last = recorded(gpu, loop, last, [&] { tell(gpu, more, go_on); });
      const Branch second = branch(loop, last, more, cudaGraphCondTypeIf);
      recorded(gpu, second.body, {}, step.launch);
      last = {second.node};
    }
    recorded(gpu, loop, last, [&] { tell(gpu, again, go_on); });
    cudaGraphExec_t result = nullptr;
    cuda_check(cudaGraphInstantiate(&result, graph, 0), "making a graph of steps");
    cuda_check(cudaGraphDestroy(graph), "dropping a recording");
    return result;
  }

  static cudaGraphConditionalHandle condition(cudaGraph_t graph, unsigned at_first) {
    cudaGraphConditionalHandle made{};
    cuda_check(cudaGraphConditionalHandleCreate(&made, graph, at_first, cudaGraphCondAssignDefault),
               "making a condition");
    return made;
  }
  static void tell(const Gpu& gpu, cudaGraphConditionalHandle condition,
                   const std::int32_t* go_on) {
    tell_condition<<<1, 1, 0, gpu.stream>>>(condition, go_on);
    cuda_check(cudaGetLastError(), "launching a kernel");
  }

  struct Branch {
    cudaGraphNode_t node;
    cudaGraph_t body;
  };
  static Branch branch(cudaGraph_t graph, const Nodes& after, cudaGraphConditionalHandle condition,
                       cudaGraphConditionalNodeType type) {
    cudaGraphNodeParams params{};
    params.type = cudaGraphNodeTypeConditional;
    params.conditional.handle = condition;
    params.conditional.type = type;
    params.conditional.size = 1;
    cudaGraphNode_t node = nullptr;
    cuda_check(cudaGraphAddNode(&node, graph, after.data(), nullptr, after.size(), &params),
               "making a conditional node");
    return {node, params.conditional.phGraph_out[0]};
  }

  /// Adds launches to a graph, after some of its nodes; gives those that end them.
  static Nodes recorded(const Gpu& gpu, cudaGraph_t graph, const Nodes& after,
                        const std::function<void()>& launches) {
    cuda_check(cudaStreamBeginCaptureToGraph(gpu.stream, graph, after.data(), nullptr, after.size(),
                                             cudaStreamCaptureModeThreadLocal),
               "recording a step");
    cudaGraph_t same = nullptr;
    try {
      launches();
    } catch (...) {
      cudaStreamEndCapture(gpu.stream, &same);
      throw;
    }
    cudaStreamCaptureStatus status{};
    const cudaGraphNode_t* nodes = nullptr;
    std::size_t count = 0;
    cuda_check(
        cudaStreamGetCaptureInfo(gpu.stream, &status, nullptr, nullptr, &nodes, nullptr, &count),
        "looking at a recording");
    const Nodes last(nodes, nodes + count);
    cuda_check(cudaStreamEndCapture(gpu.stream, &same), "recording a step");
    return last;
  }

  cudaGraphExec_t graphs_[2] = {nullptr, nullptr};
};
#else
/// Toolkits without conditional nodes: the host looks after each step.
template <>
class StepLoop<Gpu> {
 public:
  void run(const Gpu& gpu, const LoopedStep& step, const std::int32_t* go_on) {
    std::int32_t more = 0;
    do {
      step.launch();
      cuda_check(cudaMemcpyAsync(&more, go_on, sizeof more, cudaMemcpyDeviceToHost, gpu.stream),
                 "copy from device");
      cuda_check(cudaStreamSynchronize(gpu.stream), "waiting for a step");
    } while (more != 0);
  }
};
#endif

}  // namespace freshet
