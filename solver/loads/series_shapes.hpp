#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "kernels/types.hpp"

/// Series in time by formula, as points that straight lines join. Times in s; values in any unit.
namespace freshet::loads {

struct SeriesPoints {
  std::vector<Real> time, value;
};

/// a sin(2 pi t / T + phase) over `duration`, growing over `ramp` from nothing; 200 points a period
/// keep it within 1.3e-4 of the amplitude.
struct Sinusoid {
  Real amplitude = 0, period = 0, phase = 0, ramp = 0;  ///< phase in rad
};
SeriesPoints sinusoid(const Sinusoid& wave, Real duration);

/// From `low` to `high` in `rise` s and back in `fall` s, again and again.
SeriesPoints sawtooth(Real low, Real high, Real rise, Real fall, Real duration);

/// `waves` whole periods of a sinusoid, then a pause, again and again.
SeriesPoints bursts(Real amplitude, Real period, int waves, Real pause, Real duration);

/// Amplitude, period (s) and phase (rad) of one part of a wave train.
using WavePart = std::array<Real, 3>;
/// Sum of the parts; 40 points of the shortest period.
SeriesPoints wave_train(std::span<const WavePart> parts, Real duration);

/// Parts of equal width in frequency of a JONSWAP spectrum (Hasselmann et al. 1973): S(f) ~ f^-5
/// exp(-1.25 (fp/f)^4) gamma^exp(-(f/fp - 1)^2 / (2 sigma^2)), sigma = 0.07 below the peak and 0.09
/// above, between half and three times the peak's frequency, scaled to Hs = 4 sqrt(m0). Phases are
/// drawn by `seed`, the same on any machine.
std::vector<WavePart> jonswap(Real significant_height, Real peak_period, Real enhancement,
                              int parts, std::uint64_t seed);

/// Pairs of day of the year (0 .. 365) and value, by straight lines, round the year.
SeriesPoints annual_rule(std::span<const Real> days, std::span<const Real> values, int years);

}  // namespace freshet::loads
