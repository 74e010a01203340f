#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <random>
#include <vector>

namespace freshet {

/// Streams of work as those of a CUDA device, on a machine that has none: for tests of what is
/// waited for. Nothing is done before the host waits for something, and then in an order that the
/// streams and their marks permit and that is as bad as can be: what is waited for first or last,
/// or all streams mixed, by chance from a fixed seed. So a wait that is missing, or a buffer that
/// is used again too early, shows as a wrong result. Not for several threads.
class WorkQueue {
 public:
  using Work = std::function<void()>;

  /// A place in a stream: reached when all that was there before it is done.
  struct Mark {
    int stream = 0;
    std::int64_t place = 0;
  };

  /// The one of this process.
  static WorkQueue& here();

  int add_stream();
  void add(int stream, Work work);
  Mark mark(int stream) const;
  /// What is added to the stream from now on is done after the mark is reached.
  void follow(int stream, const Mark& mark);

  // Throw std::logic_error while work is recorded.
  void wait(const Mark& mark);
  void wait(int stream) { wait(mark(stream)); }
  void wait_for_all();

  /// Takes down what `tasks` adds to the stream instead of doing it: to be added once or often. The
  /// tasks may wait for nothing and add to no other stream: throws std::logic_error.
  std::vector<Work> recorded(int stream, const std::function<void()>& tasks);

  std::int64_t waits() const { return waits_; }  ///< how often the host has waited
  void seed(std::uint64_t value) { chance_.seed(value); }

 private:
  struct Item {
    Work work;    ///< or, where there is none,
    Mark before;  ///< a mark to be reached first
  };
  struct Stream {
    std::deque<Item> items;
    std::int64_t done = 0;
  };

  bool reached(const Mark& mark) const { return streams_[mark.stream].done >= mark.place; }
  bool can_go_on(const Stream& stream) const;
  void do_next(Stream& stream);
  void step_towards(const Mark& mark);
  bool do_any_but(int stream);
  void start_wait();

  std::vector<Stream> streams_;
  std::vector<Work>* recording_ = nullptr;
  int recorded_stream_ = 0;
  std::int64_t waits_ = 0;
  std::mt19937_64 chance_{1};
};

}  // namespace freshet
