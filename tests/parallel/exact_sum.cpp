#include "mesh/parallel/exact_sum.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "tests/mpi_main.hpp"

namespace freshet {
namespace {

constexpr Real largest = std::numeric_limits<Real>::max();
constexpr Real tiniest = std::numeric_limits<Real>::denorm_min();

Real sum_of(const std::vector<Real>& values) {
  ExactSum sum;
  for (const Real value : values) sum.add(value);
  return sum.total();
}

/// Each rank adds every ranks-th value.
Real parallel_sum_of(const std::vector<Real>& values) {
  int rank = 0, ranks = 1;
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  ExactSum sum;
  for (std::size_t i = rank; i < values.size(); i += ranks) sum.add(values[i]);
  sum.reduce(MPI_COMM_WORLD);
  return sum.total();
}

std::vector<Real> pseudo_random_values(int count) {
  std::vector<Real> values;
  std::uint64_t state = 12345;
  for (int i = 0; i < count; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    const Real mantissa = static_cast<Real>(static_cast<std::int64_t>(state)) * 0x1p-63;
    values.push_back(std::ldexp(mantissa, static_cast<int>((state >> 20) % 600) - 300));
  }
  return values;
}

TEST(ExactSum, of_nothing_is_zero) { EXPECT_EQ(ExactSum().total(), 0.0); }

TEST(ExactSum, returns_single_values_unchanged) {
  for (const Real v :
       {1.0, -1.0, 0.1, 1e300, -3e-310, tiniest, -tiniest, largest, -largest, 0x1p-1022}) {
    EXPECT_EQ(sum_of({v}), v);
  }
}

TEST(ExactSum, survives_cancellation) {
  EXPECT_EQ(sum_of({1e100, 1.0, -1e100}), 1.0);
  EXPECT_EQ(sum_of({1e16, 1.0, 1.0, -1e16}), 2.0);
  EXPECT_EQ(sum_of({largest, largest, -largest, -largest, tiniest}), tiniest);
  EXPECT_EQ(sum_of({largest, tiniest, -largest}), tiniest);
  EXPECT_EQ(sum_of({0.1, 0.2, 0.3, -0.1, -0.2, -0.3}), 0.0);
}

TEST(ExactSum, rounds_once_to_nearest_even) {
  EXPECT_EQ(sum_of({1.0, 0x1p-53}), 1.0);
  EXPECT_EQ(sum_of({1.0, 0x1p-53, tiniest}), 1.0 + 0x1p-52);
  EXPECT_EQ(sum_of({-1.0, -0x1p-53, -tiniest}), -1.0 - 0x1p-52);
  EXPECT_EQ(sum_of({1.0 + 0x1p-52, 0x1p-53}), 1.0 + 0x1p-51);
  EXPECT_EQ(sum_of({largest, largest}), std::numeric_limits<Real>::infinity());
}

TEST(ExactSum, keeps_what_is_not_finite) {
  const Real infinity = std::numeric_limits<Real>::infinity();
  EXPECT_EQ(sum_of({1.0, infinity}), infinity);
  EXPECT_TRUE(std::isnan(sum_of({infinity, 1.0, -infinity})));
  EXPECT_TRUE(std::isnan(parallel_sum_of({1.0, std::nan(""), 2.0})));
}

TEST(ExactSum, has_the_same_bits_in_any_order_and_on_any_ranks) {
  std::vector<Real> values = pseudo_random_values(10000);
  const Real forward = sum_of(values);
  EXPECT_EQ(parallel_sum_of(values), forward);
  EXPECT_EQ(sum_of({values.rbegin(), values.rend()}), forward);
}

TEST(ExactSum, reduces_cancelling_values_of_several_ranks) {
  EXPECT_EQ(parallel_sum_of({1e300, 1e-300, -1e300, 7.0, -7.0}), 1e-300);
}

TEST(ExactSum, may_be_added_to_after_reduction) {
  int ranks = 1;
  MPI_Comm_size(MPI_COMM_WORLD, &ranks);
  ExactSum sum;
  sum.add(0.5);
  sum.reduce(MPI_COMM_WORLD);
  sum.add(-0.25);
  EXPECT_EQ(sum.total(), 0.5 * ranks - 0.25);
}

}  // namespace
}  // namespace freshet

int main(int argc, char** argv) { return run_tests_on_all_ranks(argc, argv); }
