#pragma once
#include <cstdint>
#include <cstring>

#include "kernels/space.hpp"
#include "kernels/types.hpp"

namespace freshet {

/// Water in which a cell counts as a film, m.
constexpr Real film_depth = 0.01;

/// What is told of a cell together with its wave rate, in the two last bits of it: the largest rate
/// of all cells brings its marks along, whatever the order, at no cost. They change a rate by three
/// units in the last place at most.
struct WaveMarks {
  bool front = false;  ///< wet beside a face that had no water beyond it
  bool film = false;   ///< wet, but by less than film_depth
};

FRESHET_BODY Real marked(Real rate, const WaveMarks& marks) {
  std::uint64_t bits;
  std::memcpy(&bits, &rate, sizeof bits);
  bits = (bits & ~std::uint64_t{3}) | (marks.front ? 1u : 0u) | (marks.film ? 2u : 0u);
  std::memcpy(&rate, &bits, sizeof rate);
  return rate;
}

FRESHET_BODY Real unmarked(Real rate) { return marked(rate, {}); }

FRESHET_BODY WaveMarks marks_of(Real rate) {
  std::uint64_t bits;
  std::memcpy(&bits, &rate, sizeof bits);
  return {(bits & 1) != 0, (bits & 2) != 0};
}

}  // namespace freshet
