#include "post/progress.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "tests/mpi_main.hpp"
#include "tests/support/scratch.hpp"

namespace freshet {
namespace {

using std::chrono::milliseconds;

/// A run of 1000 steps in which each takes `step_time`; what it prints.
std::string print_run(ProgressStyle style, milliseconds step_time,
                      const std::filesystem::path& log_file) {
  std::ostringstream screen;
  Log log(screen, style);
  log.open(log_file, false);
  Progress::Clock::time_point now;
  Progress progress(log, 1000000, 0, 100, 0, now);
  for (int step = 1; step <= 1000; ++step) {
    now += step_time;
    progress.show({step * 0.1, 0.1, step, 17, 1e-16}, now);
  }
  log.say("done");
  return screen.str();
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Progress, IsSparseInAFile) {
  const test::Scratch scratch("progress");
  const std::string text = print_run(ProgressStyle::Log, milliseconds(100), scratch / "log.txt");
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 11) << text;
  EXPECT_NE(text.find("10 Mcell-steps/s"), std::string::npos) << text;
  EXPECT_NE(text.find(" 50.0 %  t = 50 s"), std::string::npos) << text;
  EXPECT_NE(text.find("left 50 s"), std::string::npos) << text;
  EXPECT_EQ(text_of(scratch / "log.txt"), text);
}

TEST(Progress, PrintsEveryMinuteOfASlowRun) {
  const test::Scratch scratch("progress");
  const std::string text = print_run(ProgressStyle::Log, milliseconds(10000), scratch / "log.txt");
  const auto lines = std::count(text.begin(), text.end(), '\n');
  EXPECT_GT(lines, 150);
  EXPECT_LE(lines, 180);
}

TEST(Progress, UpdatesOneLineOfATerminal) {
  const test::Scratch scratch("progress");
  const std::string text = print_run(ProgressStyle::Line, milliseconds(10), scratch / "log.txt");
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
  const auto updates = std::count(text.begin(), text.end(), '%');
  EXPECT_GT(updates, 45);
  EXPECT_LE(updates, 60);
  const std::string logged = text_of(scratch / "log.txt");
  EXPECT_EQ(std::count(logged.begin(), logged.end(), '\n'), 11) << logged;
}

TEST(Progress, CanBeSilent) {
  const test::Scratch scratch("progress");
  EXPECT_EQ(print_run(ProgressStyle::None, milliseconds(10000), scratch / "log.txt"), "done\n");
  EXPECT_EQ(text_of(scratch / "log.txt"), "done\n");
}

TEST(Progress, StylesAreCalledByName) {
  EXPECT_EQ(progress_style("line"), ProgressStyle::Line);
  EXPECT_EQ(progress_style("log"), ProgressStyle::Log);
  EXPECT_EQ(progress_style("none"), ProgressStyle::None);
}

TEST(ReadableSeconds, AreShort) {
  EXPECT_EQ(readable_seconds(3.4), "3 s");
  EXPECT_EQ(readable_seconds(75), "1 min 15 s");
  EXPECT_EQ(readable_seconds(3600 * 5.5), "5 h 30 min");
  EXPECT_EQ(readable_seconds(86400 * 3 + 7200), "3 d 02 h");
  EXPECT_EQ(readable_seconds(0.0 / 0.0), "?");
}

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
