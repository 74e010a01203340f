// A device that is played on a core: what is not waited for shows.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "kernels/queue/launch.hpp"
#include "tests/support/same_bits.hpp"

namespace freshet {
namespace {

/// The orders in which the work of two streams is done, over many chances.
template <class Fill>
std::vector<std::string> orders(const Fill& fill) {
  std::vector<std::string> seen;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    WorkQueue queue;
    queue.seed(seed);
    std::string done;
    const int a = queue.add_stream(), b = queue.add_stream();
    fill(queue, a, b, done);
    queue.wait_for_all();
    if (std::find(seen.begin(), seen.end(), done) == seen.end()) seen.push_back(done);
  }
  std::sort(seen.begin(), seen.end());
  return seen;
}

TEST(WorkQueue, DoesNothingBeforeAWait) {
  WorkQueue queue;
  const int stream = queue.add_stream();
  int done = 0;
  queue.add(stream, [&] { ++done; });
  const auto mark = queue.mark(stream);
  queue.add(stream, [&] { ++done; });
  EXPECT_EQ(done, 0);
  queue.wait(mark);
  EXPECT_EQ(done, 1);
  queue.wait(stream);
  EXPECT_EQ(done, 2);
  EXPECT_EQ(queue.waits(), 2);
}

TEST(WorkQueue, KeepsTheOrderOfMarksAndNoOther) {
  EXPECT_EQ(orders([](WorkQueue& q, int a, int b, std::string& done) {
              q.add(a, [&] { done += "1"; });
              q.add(a, [&] { done += "2"; });
              q.add(b, [&] { done += "x"; });
            }),
            (std::vector<std::string>{"12x", "1x2", "x12"}));
  EXPECT_EQ(orders([](WorkQueue& q, int a, int b, std::string& done) {
              q.add(a, [&] { done += "1"; });
              q.follow(b, q.mark(a));
              q.add(b, [&] { done += "x"; });
              q.add(a, [&] { done += "2"; });
            }),
            (std::vector<std::string>{"12x", "1x2"}));
}

TEST(WorkQueue, WaitsForWhatAMarkHangsOn) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    WorkQueue queue;
    queue.seed(seed);
    const int a = queue.add_stream(), b = queue.add_stream();
    std::string done;
    queue.add(a, [&] { done += "1"; });
    queue.follow(b, queue.mark(a));
    queue.add(b, [&] { done += "x"; });
    queue.wait(b);
    EXPECT_EQ(done, "1x");
  }
}

TEST(WorkQueue, RecordsOneStreamWithoutWaits) {
  WorkQueue queue;
  const int a = queue.add_stream(), b = queue.add_stream();
  EXPECT_THROW(queue.recorded(a, [&] { queue.wait(a); }), std::logic_error);
  EXPECT_THROW(queue.recorded(a, [&] { queue.add(b, [] {}); }), std::logic_error);
  int done = 0;
  const auto list = queue.recorded(a, [&] { queue.add(a, [&] { ++done; }); });
  queue.wait_for_all();
  EXPECT_EQ(done, 0);
  for (const auto& work : list) work();
  EXPECT_EQ(done, 1);
}

TEST(StagedArray, IsNoNumberBeforeItIsWaitedFor) {
  const Queue space{WorkQueue::here().add_stream()};
  StagedArray<Real, Queue> array(1);
  array.host()[0] = 3;
  array.send(space);
  array.host()[0] = 5;  // too early
  wait_for(space);
  array.fetch(space);
  EXPECT_TRUE(std::isnan(array.host()[0]));
  wait_for(space);
  EXPECT_EQ(array.host()[0], 5);
}

TEST(PlayedDevice, GivesTheBitsOfTheCpu) { EXPECT_EQ(compare(Backend::Queue, 10, 150), 0); }

TEST(PlayedDevice, StepsWithoutTheHost) {
  const GridGeometry grid(3, 20, 10);
  BackendTrial trial(Backend::Queue, grid, {"hancock", true, TimeScheme::Hancock});
  const auto waits = [] { return WorkQueue::here().waits(); };
  const std::int64_t before = waits();
  trial.flow().steps(steps_at_once<Queue>);
  EXPECT_EQ(waits() - before, 1);  // for the clock, at the end
  EXPECT_EQ(trial.flow().device().clock().steps, steps_at_once<Queue>);
}

TEST(PlayedDevice, LandsOnTheStopAfterAnyNumberOfSteps) {
  const GridGeometry grid(4, 20, 10);
  const Scheme scheme{"hancock", true, TimeScheme::Hancock};
  BackendTrial cpu(Backend::Cpu, grid, scheme), queue(Backend::Queue, grid, scheme);
  for (const Real stop : {0.01, 0.2, 0.45, 0.7, 1.0, 1.3}) {
    while (cpu.flow().device().clock().time < stop) cpu.flow().step(stop);
    while (queue.flow().device().clock().time < stop) queue.flow().step(stop, 1000);
    const StepClock a = cpu.flow().device().clock(), b = queue.flow().device().clock();
    EXPECT_EQ(a.steps, b.steps);
    EXPECT_EQ(b.time, stop);
    EXPECT_EQ(cpu.flow().water().h, queue.flow().water().h);
  }
}

}  // namespace
}  // namespace freshet
