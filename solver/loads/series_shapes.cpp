#include "solver/loads/series_shapes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include "kernels/error.hpp"

namespace freshet::loads {
namespace {

constexpr Real kTurn = 2 * std::numbers::pi;
constexpr Real kMostPoints = 2e7;

/// Evenly spaced times from 0 to the end, no wider than `step`.
std::vector<Real> times_of(Real duration, Real step) {
  const Real count = std::ceil(duration / step);
  require(count < kMostPoints, "the series would have more than 2e7 points; its duration in s is",
          duration);
  std::vector<Real> times;
  for (Real k = 0; k <= count; ++k) times.push_back(duration * k / count);
  return times;
}

template <class Value>
SeriesPoints sampled(std::vector<Real> times, const Value& value) {
  SeriesPoints points{std::move(times), {}};
  for (const Real t : points.time) points.value.push_back(value(t));
  return points;
}

}  // namespace

SeriesPoints sinusoid(const Sinusoid& wave, Real duration) {
  return sampled(times_of(duration, wave.period / 200), [&](Real t) {
    const Real grown = t < wave.ramp ? t / wave.ramp : 1;
    return grown * wave.amplitude * std::sin(kTurn * t / wave.period + wave.phase);
  });
}

SeriesPoints sawtooth(Real low, Real high, Real rise, Real fall, Real duration) {
  require(duration / (rise + fall) < kMostPoints, "the series would have too many teeth; s",
          duration);
  SeriesPoints points{{0}, {low}};
  for (Real k = 0; points.time.back() < duration; ++k) {
    const Real begin = k * (rise + fall);
    points.time.insert(points.time.end(), {begin + rise, (k + 1) * (rise + fall)});
    points.value.insert(points.value.end(), {high, low});
  }
  return points;
}

SeriesPoints bursts(Real amplitude, Real period, int waves, Real pause, Real duration) {
  const Real burst = waves * period, cycle = burst + pause;
  require(duration / period * 200 < kMostPoints, "the series would have more than 2e7 points; s",
          duration);
  SeriesPoints points;
  for (Real k = 0; k * cycle < duration; ++k)
    for (int i = 0; i < 200 * waves + (pause > 0 ? 1 : 0); ++i) {
      points.time.push_back(k * cycle + burst * i / (200 * waves));
      points.value.push_back(i == 200 * waves ? 0 : amplitude * std::sin(kTurn * i / 200));
    }
  points.time.push_back(std::max(duration, std::nextafter(points.time.back(), 1e300)));
  points.value.push_back(0);
  return points;
}

SeriesPoints wave_train(std::span<const WavePart> parts, Real duration) {
  Real shortest = duration;
  for (const auto& part : parts) shortest = std::min(shortest, part[1]);
  return sampled(times_of(duration, shortest / 40), [&](Real t) {
    Real sum = 0;
    for (const auto& [amplitude, period, phase] : parts)
      sum += amplitude * std::cos(kTurn * t / period + phase);
    return sum;
  });
}

std::vector<WavePart> jonswap(Real significant_height, Real peak_period, Real enhancement,
                              int parts, std::uint64_t seed) {
  std::mt19937_64 draw(seed);
  std::vector<WavePart> result;
  const Real width = 2.5 / parts;  // in units of the peak's frequency
  Real whole = 0;
  for (int i = 0; i < parts; ++i) {
    const Real f = 0.5 + (i + 0.5) * width, sigma = f < 1 ? 0.07 : 0.09;
    const Real peak = std::exp(-(f - 1) * (f - 1) / (2 * sigma * sigma));
    const Real density =
        std::pow(f, -5) * std::exp(-1.25 * std::pow(f, -4)) * std::pow(enhancement, peak);
    const Real phase = kTurn * static_cast<Real>(draw() >> 11) * 0x1p-53;
    result.push_back({density, peak_period / f, phase});
    whole += density;
  }
  const Real m0 = significant_height * significant_height / 16;
  for (auto& part : result) part[0] = std::sqrt(2 * m0 * part[0] / whole);
  return result;
}

SeriesPoints annual_rule(std::span<const Real> days, std::span<const Real> values, int years) {
  constexpr Real day = 86400, year = 365.25;
  SeriesPoints points;
  const std::size_t n = days.size();
  // At the turn of the year between the last of the old and the first of the new one.
  const Real gap = days[0] + year - days[n - 1];
  const Real turn = gap > 0
                        ? values[n - 1] + (values[0] - values[n - 1]) * (year - days[n - 1]) / gap
                        : values[0];
  for (int k = 0; k < years; ++k) {
    if (days[0] > 0) {
      points.time.push_back(k * year * day);
      points.value.push_back(turn);
    }
    for (std::size_t i = 0; i < n; ++i) {
      points.time.push_back((k * year + days[i]) * day);
      points.value.push_back(values[i]);
    }
  }
  points.time.push_back(years * year * day);
  points.value.push_back(days[0] > 0 ? turn : values[0]);
  return points;
}

}  // namespace freshet::loads
