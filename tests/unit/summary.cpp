#include "post/summary.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "tests/mpi_main.hpp"
#include "tests/support/scratch.hpp"

namespace freshet {
namespace {

TEST(Summary, IsJsonWithTheKeysThatUsersRelyOn) {
  RunSummary summary;
  summary.status = "done";
  summary.case_name = "a \"quoted\" name \xff";
  summary.cells = std::int64_t{1} << 40;
  summary.volume_start_m3 = 0.1 + 0.2;
  summary.volume_error_relative = std::numeric_limits<Real>::quiet_NaN();
  summary.wall_seconds = std::numeric_limits<Real>::infinity();
  summary.checks = {{"depth", 1e-300, 2, true}};
  const auto json = nlohmann::json::parse(summary_json(summary));
  for (const char* key : {"status",
                          "case",
                          "version",
                          "backend",
                          "ranks",
                          "cells",
                          "steps",
                          "simulated_seconds",
                          "wall_seconds",
                          "cell_steps_per_second",
                          "peak_memory_bytes",
                          "volume_start_m3",
                          "volume_end_m3",
                          "volume_in_m3",
                          "volume_out_m3",
                          "volume_error_relative",
                          "boundaries",
                          "time_step",
                          "state_hash",
                          "checks"})
    EXPECT_TRUE(json.contains(key)) << key;
  EXPECT_EQ(json["cells"], std::int64_t{1} << 40);
  EXPECT_EQ(json["volume_start_m3"].get<Real>(), 0.1 + 0.2);
  EXPECT_TRUE(json["volume_error_relative"].is_null());
  EXPECT_TRUE(json["wall_seconds"].is_null());
  EXPECT_EQ(json["checks"][0]["value"].get<Real>(), 1e-300);
  EXPECT_EQ(json["checks"][0]["pass"], true);
}

TEST(Summary, IsWrittenAndRemoved) {
  const test::Scratch scratch("summary");
  write_summary(scratch / "run", {});
  EXPECT_TRUE(std::filesystem::exists(scratch / "run/summary.json"));
  EXPECT_FALSE(std::filesystem::exists(scratch / "run/summary.json.new"));
  remove_summary(scratch / "run");
  EXPECT_FALSE(std::filesystem::exists(scratch / "run/summary.json"));
}

TEST(Summary, KnowsItsMemory) { EXPECT_GT(peak_memory_bytes(MPI_COMM_WORLD), 1 << 20); }

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
