#pragma once
#include "kernels/cuda_check.hpp"
#include "kernels/queue/work_queue.hpp"
#include "kernels/space.hpp"

/// Streams of a space and marks in them. What is launched on a stream runs in its order; what runs
/// on two streams is ordered by marks alone. A core does all at once when it is asked to.
namespace freshet {

/// Gives back the stream of a space when all that runs there is gone.
template <class Space>
struct StreamOwner {
  explicit StreamOwner(const Space&) {}
};

/// A second stream beside that of a space.
inline Cpu stream_beside(Cpu) { return {}; }
inline Queue stream_beside(Queue) { return {WorkQueue::here().add_stream()}; }

/// A point in a stream.
template <class Space>
class Event;

template <>
class Event<Cpu> {
 public:
  void mark(Cpu) {}
  void hold(Cpu) {}
  void wait() {}
};

template <>
class Event<Queue> {
 public:
  /// All that was launched before.
  void mark(Queue space) { mark_ = WorkQueue::here().mark(space.stream); }
  /// What is launched on the stream from now on runs after it.
  void hold(Queue space) { WorkQueue::here().follow(space.stream, mark_); }
  /// The host goes on after it.
  void wait() { WorkQueue::here().wait(mark_); }

 private:
  WorkQueue::Mark mark_;
};

/// Waits until all that was launched on the stream has run.
inline void wait_for(Cpu) {}
inline void wait_for(Queue space) { WorkQueue::here().wait(space.stream); }

#ifdef __CUDACC__
template <>
struct StreamOwner<Gpu> {
  explicit StreamOwner(const Gpu& gpu) : stream(gpu.stream) {}
  ~StreamOwner() { cudaStreamDestroy(stream); }
  StreamOwner(const StreamOwner&) = delete;
  StreamOwner& operator=(const StreamOwner&) = delete;
  CUstream_st* stream;
};

inline Gpu stream_beside(Gpu) {
  Gpu gpu;
  cuda_check(cudaStreamCreate(&gpu.stream), "making a stream");
  return gpu;
}

template <>
class Event<Gpu> {
 public:
  Event() {
    cuda_check(cudaEventCreateWithFlags(&event_, cudaEventDisableTiming), "making an event");
  }
  ~Event() { cudaEventDestroy(event_); }
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;
  void mark(Gpu gpu) { cuda_check(cudaEventRecord(event_, gpu.stream), "marking a stream"); }
  void hold(Gpu gpu) { cuda_check(cudaStreamWaitEvent(gpu.stream, event_, 0), "holding a stream"); }
  void wait() { cuda_check(cudaEventSynchronize(event_), "waiting for an event"); }

 private:
  cudaEvent_t event_ = nullptr;
};

inline void wait_for(Gpu gpu) {
  cuda_check(cudaStreamSynchronize(gpu.stream), "waiting for the device");
}
#endif

}  // namespace freshet
