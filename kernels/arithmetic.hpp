#pragma once
#include <cstdint>
#include <cstring>

#include "kernels/space.hpp"
#include "kernels/types.hpp"

/// The arithmetic that kernels may use beside + - * / and sqrt: each gives the same bits on every
/// backend.
namespace freshet {

FRESHET_BODY Real smaller(Real a, Real b) { return a < b ? a : b; }
FRESHET_BODY Real larger(Real a, Real b) { return a > b ? a : b; }
FRESHET_BODY Real absolute(Real a) { return a < 0 ? -a : a; }
FRESHET_BODY Real square(Real a) { return a * a; }

/// `index` if it is not negative, else `otherwise`; by masks, for a select of addresses keeps
/// compilers from vectorising.
FRESHET_BODY Index index_or(Index index, Index otherwise) {
  const Index negative = index >> 31;
  return (index & ~negative) | (otherwise & negative);
}

/// x^(-1/3) for x > 0, normal, without division: a linear guess in the exponent (3.5 %), then three
/// third-order Householder steps y (1 + e/3 + 2 e^2/9), e = 1 - x y^3, each cubing the relative
/// error. Within 2 units in the last place; any value for x <= 0.
FRESHET_BODY Real inverse_cube_root(Real x) {
  std::uint64_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  const auto high = static_cast<std::int32_t>(bits >> 32);
  // -1/3 of the biased exponent and leading mantissa bits: 4/3 of the bias, less the offset that
  // makes the worst guess best.
  const auto guess = static_cast<std::int32_t>(1430188458.0 - high * (1.0 / 3.0));
  bits = static_cast<std::uint64_t>(static_cast<std::uint32_t>(guess)) << 32;
  Real y;
  std::memcpy(&y, &bits, sizeof y);
  for (int step = 0; step < 3; ++step) {
    const Real e = 1 - x * (y * y * y);
    y = y + y * (e * (1.0 / 3.0 + e * (2.0 / 9.0)));
  }
  return y;
}

}  // namespace freshet
