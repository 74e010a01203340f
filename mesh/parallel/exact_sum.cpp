#include "mesh/parallel/exact_sum.hpp"

#include <bit>
#include <cmath>

#include "mesh/parallel/mpi.hpp"

namespace freshet {
namespace {

constexpr std::int64_t limb_mask = 0xffffffff;
constexpr int smallest_exponent = -1074;  // of the unit of limb 0

}  // namespace

void ExactSum::add(Real value) {
  if (!std::isfinite(value)) {
    not_finite_ += value;
    return;
  }
  add_finite(std::bit_cast<std::uint64_t>(value));
  if (++added_ == std::int64_t{1} << 30) {
    carry(sum_);
    added_ = 0;
  }
}

void ExactSum::add_finite(std::uint64_t bits) {
  const std::uint64_t fraction = bits & 0xfffffffffffff;
  const int exponent = static_cast<int>((bits >> 52) & 0x7ff);
  const std::uint64_t mantissa = exponent == 0 ? fraction : fraction | (std::uint64_t{1} << 52);
  const int shift = exponent == 0 ? 0 : exponent - 1;  // value = mantissa 2^(shift - 1074)
  const std::int64_t sign = (bits >> 63) != 0 ? -1 : 1;

  const unsigned __int128 shifted = static_cast<unsigned __int128>(mantissa) << (shift % limb_bits);
  std::int64_t* limb = &sum_[shift / limb_bits];
  limb[0] += sign * static_cast<std::int64_t>(shifted & limb_mask);
  limb[1] += sign * static_cast<std::int64_t>((shifted >> 32) & limb_mask);
  limb[2] += sign * static_cast<std::int64_t>(shifted >> 64);
}

void ExactSum::carry(Limbs& sum) {
  for (int i = 0; i + 1 < limbs; ++i) {
    sum[i + 1] += sum[i] >> limb_bits;  // arithmetic: rounds down
    sum[i] &= limb_mask;
  }
}

void ExactSum::reduce(MPI_Comm communicator) {
  carry(sum_);
  added_ = 0;
  mpi::check(MPI_Allreduce(MPI_IN_PLACE, sum_.data(), limbs, MPI_INT64_T, MPI_SUM, communicator),
             "MPI_Allreduce");
  not_finite_ = mpi::sum(communicator, not_finite_);
  carry(sum_);
}

Real ExactSum::total() const {
  if (not_finite_ != 0) return not_finite_;  // true for NaN too
  Limbs sum = sum_;
  carry(sum);
  const bool negative = sum[limbs - 1] < 0;
  if (negative) {
    for (auto& limb : sum) limb = -limb;
    carry(sum);
  }
  int top = limbs - 1;
  while (top > 0 && sum[top] == 0) --top;

  // The leading 65 bits or more, all lower ones folded into the last: rounds as the exact sum does.
  unsigned __int128 leading = 0;
  for (int i = top; i > top - 3; --i) {
    leading = (leading << limb_bits) | static_cast<std::uint64_t>(i >= 0 ? sum[i] : 0);
  }
  for (int i = top - 3; i >= 0; --i) {
    if (sum[i] != 0) leading |= 1;
  }
  const Real magnitude = static_cast<Real>(leading);
  const Real value = std::ldexp(magnitude, limb_bits * (top - 2) + smallest_exponent);
  return negative ? -value : value;
}

}  // namespace freshet
