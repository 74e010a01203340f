#pragma once
#include <algorithm>
#include <array>
#include <cmath>

#include "solver/dam/slope/slice.hpp"

namespace freshet::dam {

/// Simplified method of Bishop 1955 on a circle (x, y, radius; m): moments about its centre and
/// vertical equilibrium of each slice, interslice shear left out,
/// F = R sum(c l + N' tan phi) / sum(moments that drive),
/// N' = (V - U cos a - c l sin a / F) / (cos a + tan phi sin a / F).
/// None where nothing drives or a slice's base is so steep that its denominator is below 0.2
/// (Whitman and Bailey 1967).
inline SlopeAnswer bishop(const std::vector<Slice>& slices, const std::array<Real, 3>& circle) {
  constexpr int kIterations = 200;
  constexpr Real kLeastDenominator = 0.2;
  SlopeAnswer answer;
  answer.factor = SlopeAnswer::kNone;
  Real driving = 0;
  for (const auto& s : slices)
    driving -= s.down * (s.x - circle[0]) + s.along * (s.y - circle[1]) + s.moment;
  if (!(driving > 0)) return answer;
  answer.normal.resize(slices.size());
  Real ordinary = 0;  // Fellenius 1936, to begin with
  for (const auto& s : slices)
    ordinary += s.cohesion * s.length +
                std::max(s.down * s.cosine - s.along * s.sine - s.uplift, Real(0)) * s.tangent;
  Real factor = circle[2] * ordinary / driving;
  if (!(factor > 0)) return answer;
  for (int k = 0; k < kIterations; ++k) {
    Real resisting = 0, least = 1;
    for (std::size_t i = 0; i < slices.size(); ++i) {
      const Slice& s = slices[i];
      const Real denominator = s.cosine + s.tangent * s.sine / factor;
      least = std::min(least, denominator);
      const Real bond = s.cohesion * s.length;
      answer.normal[i] = (s.down - s.uplift * s.cosine - bond * s.sine / factor) / denominator;
      resisting += bond + answer.normal[i] * s.tangent;
    }
    const Real next = circle[2] * resisting / driving;
    if (!(next > 0) || !std::isfinite(next)) return answer;
    const bool done = std::abs(next - factor) < 1e-10 * next;
    factor = next;
    if (!done) continue;
    if (least < kLeastDenominator) return answer;
    answer.factor = factor;
    return answer;
  }
  return answer;
}

}  // namespace freshet::dam
