#pragma once
#include <mpi.h>

#include <array>
#include <cstdint>

#include "kernels/types.hpp"

namespace freshet {

/// Sum of doubles without any rounding: the same bits in any order and on any number of ranks.
///
/// A fixed-point number over the whole range of a double, held in limbs of 32 bits whose unit is
/// 2^(32 i - 1074); each limb has 31 spare bits, so that 2^30 values are added without a carry.
/// `total` is the exact sum rounded once, to nearest even. NaN and infinities give what adding them
/// would give. After Neal, Fast exact summation using small and large superaccumulators (2015).
class ExactSum {
 public:
  void add(Real value);

  /// Adds what all ranks hold; afterwards every rank holds the sum of all. Collective.
  void reduce(MPI_Comm communicator);

  Real total() const;

 private:
  static constexpr int limb_bits = 32;
  static constexpr int limbs = 69;  ///< 2098 bits of a double, 64 and more bits of headroom
  using Limbs = std::array<std::int64_t, limbs>;

  /// Moves carries up: all limbs in 0 .. 2^32-1, but the last, which holds the sign.
  static void carry(Limbs& sum);
  void add_finite(std::uint64_t bits);

  Limbs sum_{};
  std::int64_t added_ = 0;  ///< values since the last carry
  Real not_finite_ = 0;     ///< sum of the infinities and NaN seen
};

}  // namespace freshet
