#pragma once
#include <cstdint>
#include <utility>

namespace freshet {

inline constexpr int kHilbertBits = 31;

/// Place along the Hilbert curve of the point (x, y) of a grid of 2^31 x 2^31 points: at each level
/// the quarter (in the order of a U), then the quarter turned so that its curve starts where the
/// last ended.
inline std::uint64_t hilbert_key(std::uint32_t x, std::uint32_t y) {
  std::uint64_t key = 0;
  for (std::uint32_t side = 1u << (kHilbertBits - 1); side > 0; side >>= 1) {
    const std::uint32_t right = (x & side) ? 1 : 0, up = (y & side) ? 1 : 0;
    key = key << 2 | ((3 * right) ^ up);
    if (up) continue;
    if (right) {
      x = ~x;
      y = ~y;
    }
    std::swap(x, y);
  }
  return key;
}

}  // namespace freshet
