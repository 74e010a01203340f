#include "cases/environment/exit_status.hpp"

#include <gtest/gtest.h>

#include <new>

#include "kernels/error.hpp"

namespace freshet {
namespace {

int rank() {
  int number = 0;
  MPI_Comm_rank(MPI_COMM_WORLD, &number);
  return number;
}

int last_rank() {
  int count = 1;
  MPI_Comm_size(MPI_COMM_WORLD, &count);
  return count - 1;
}

int run(const std::function<int()>& command) { return run_on_all_ranks(MPI_COMM_WORLD, command); }

TEST(ExitStatus, IsThatOfTheCommand) {
  EXPECT_EQ(run([] { return 0; }), 0);
  EXPECT_EQ(run([] { return 143; }), 143);
}

TEST(ExitStatus, IsThatOfTheErrorOnAllRanks) {
  EXPECT_EQ(run([]() -> int { throw InputError("flow.cfl: ... (2)"); }), 2);
  EXPECT_EQ(run([]() -> int { throw SimulationError("NaN"); }), 3);
  EXPECT_EQ(run([]() -> int { throw EnvironmentError("disk full"); }), 4);
  EXPECT_EQ(run([]() -> int { throw std::bad_alloc(); }), 4);
  EXPECT_EQ(run([]() -> int { throw 7; }), 4);
}

TEST(ExitStatus, IsPrintedOnceWhereAllRanksFailAlike) {
  testing::internal::CaptureStderr();
  run([]() -> int { throw InputError("alike"); });
  EXPECT_EQ(testing::internal::GetCapturedStderr(), rank() == 0 ? "freshet: alike\n" : "");
}

TEST(ExitStatus, IsSharedWhereOneRankFailsAtTheEnd) {
  testing::internal::CaptureStderr();
  const int code = run([]() -> int {
    if (rank() == last_rank()) throw EnvironmentError("mine alone");
    return 0;
  });
  const auto text = testing::internal::GetCapturedStderr();
  EXPECT_EQ(code, 4);
  EXPECT_EQ(text.find("mine alone") != std::string::npos, rank() == last_rank()) << text;
}

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  MPI_Init(&argc, &argv);
  int failed = RUN_ALL_TESTS();
  MPI_Allreduce(MPI_IN_PLACE, &failed, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
  MPI_Finalize();
  return failed;
}
