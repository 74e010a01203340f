#include "cases/exact/dressler.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr Real kFirst = -1, kLast = 1.98;  // s; the tip lies before the last
constexpr int kPieces = 20000;
constexpr Real kPiece = (kLast - kFirst) / kPieces;

Real wave_0(Real s) { return (2 - s) / 3; }
Real velocity_0(Real s) { return 2 * (1 + s) / 3; }

}  // namespace

Real FrictionCorrection::friction(Real s) const {
  return scale_ * velocity_0(s) * velocity_0(s) / std::pow(wave_0(s), 2 * power_);
}

/// The classical Runge-Kutta method from s = -1.
FrictionCorrection::FrictionCorrection(Real power, Real scale)
    : power_(power), scale_(scale), wave_(kPieces + 1, 0) {
  const auto slope = [&](Real s, Real w) {
    const Real f = friction(s), w0 = wave_0(s);
    const Real f_slope =
        s > kFirst ? f * (4 / (3 * velocity_0(s)) + 2 * power_ / (3 * w0)) : Real(0);
    return f_slope / 8 - (w / 2 + f / 12) / w0;
  };
  for (int i = 0; i < kPieces; ++i) {
    const Real s = kFirst + i * kPiece, w = wave_[i], half = kPiece / 2;
    const Real k1 = slope(s, w), k2 = slope(s + half, w + half * k1);
    const Real k3 = slope(s + half, w + half * k2), k4 = slope(s + kPiece, w + kPiece * k3);
    wave_[i + 1] = w + kPiece / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
  }
}

Real FrictionCorrection::wave(Real s) const {
  const Real place = std::clamp((s - kFirst) / kPiece, Real(0), Real(kPieces) - 1e-9);
  const auto i = static_cast<std::size_t>(place);
  return wave_[i] + (place - static_cast<Real>(i)) * (wave_[i + 1] - wave_[i]);
}

Real FrictionCorrection::velocity(Real s) const { return (10 * wave(s) - 3 * friction(s)) / 7; }

ExactSolution dressler(const ExactSetting& setting) {
  const Real g = setting.gravity, dam = setting.parameter("dam_x");
  const Real deep = setting.parameter("h_left"), n = setting.parameter("manning");
  require(deep > 0 && n > 0, "dressler: h_left and manning must be above 0", std::min(deep, n));
  const Real c = std::sqrt(g * deep), power = Real(4) / 3;
  const FrictionCorrection added(power,
                                 g * n * n * std::pow(g, power) * std::pow(c, 1 - 2 * power));
  return [=](const ExactPlace& place, Real t) -> ExactState {
    const Real x = place.x - dam;
    if (t <= 0 || x <= -c * t) return {x <= 0 ? deep : 0, 0, 0};
    const auto speed = [&](Real s) { return velocity_0(s) + t * added.velocity(s); };
    const Real s = x / (c * t);
    // Beyond the largest velocity the correction is larger than what it corrects.
    if (s >= kLast - 1e-3 || speed(s + 1e-3) < speed(s)) return {};
    const Real wave = c * (wave_0(s) + t * added.wave(s));
    return {wave * wave / g, c * speed(s), 0};
  };
}

}  // namespace freshet
