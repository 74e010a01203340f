#include "kernels/queue/work_queue.hpp"

#include <stdexcept>
#include <utility>

namespace freshet {

WorkQueue& WorkQueue::here() {
  static WorkQueue queue;
  return queue;
}

int WorkQueue::add_stream() {
  streams_.emplace_back();
  return static_cast<int>(streams_.size()) - 1;
}

void WorkQueue::add(int stream, Work work) {
  if (recording_ == nullptr) {
    streams_[stream].items.push_back({std::move(work), {}});
    return;
  }
  if (stream != recorded_stream_)
    throw std::logic_error("work for another stream while one is recorded");
  recording_->push_back(std::move(work));
}

WorkQueue::Mark WorkQueue::mark(int stream) const {
  const Stream& s = streams_[stream];
  return {stream, s.done + static_cast<std::int64_t>(s.items.size())};
}

void WorkQueue::follow(int stream, const Mark& mark) {
  if (recording_ != nullptr) throw std::logic_error("a mark is followed while work is recorded");
  streams_[stream].items.push_back({nullptr, mark});
}

void WorkQueue::wait(const Mark& mark) {
  start_wait();
  enum Manner { What, OthersFirst, Mixed };
  const auto manner = static_cast<Manner>(chance_() % 3);
  if (manner == OthersFirst)
    while (do_any_but(mark.stream)) {
    }
  while (!reached(mark))
    if (manner != Mixed || chance_() % 2 == 0 || !do_any_but(mark.stream)) step_towards(mark);
}

void WorkQueue::wait_for_all() {
  start_wait();
  while (do_any_but(-1)) {
  }
}

std::vector<WorkQueue::Work> WorkQueue::recorded(int stream, const std::function<void()>& tasks) {
  std::vector<Work> list;
  recording_ = &list;
  recorded_stream_ = stream;
  try {
    tasks();
  } catch (...) {
    recording_ = nullptr;
    throw;
  }
  recording_ = nullptr;
  return list;
}

void WorkQueue::start_wait() {
  if (recording_ != nullptr) throw std::logic_error("a wait while work is recorded");
  ++waits_;
}

bool WorkQueue::can_go_on(const Stream& stream) const {
  return !stream.items.empty() &&
         (stream.items.front().work != nullptr || reached(stream.items.front().before));
}

void WorkQueue::do_next(Stream& stream) {
  const Item item = std::move(stream.items.front());
  stream.items.pop_front();
  if (item.work != nullptr) item.work();
  ++stream.done;
}

/// Marks are always of work that was added before, so that this ends.
void WorkQueue::step_towards(const Mark& mark) {
  Stream& stream = streams_[mark.stream];
  if (can_go_on(stream))
    do_next(stream);
  else
    step_towards(stream.items.front().before);
}

/// Does one piece of work of another stream; false where none can go on.
bool WorkQueue::do_any_but(int stream) {
  const std::size_t first = streams_.empty() ? 0 : chance_() % streams_.size();
  for (std::size_t k = 0; k < streams_.size(); ++k) {
    const std::size_t s = (first + k) % streams_.size();
    if (static_cast<int>(s) == stream || !can_go_on(streams_[s])) continue;
    do_next(streams_[s]);
    return true;
  }
  return false;
}

}  // namespace freshet
