#include "solver/dam/modal_superposition.hpp"

#include <cmath>
#include <numbers>

#include "kernels/error.hpp"

namespace freshet::dam {

LinearForceOscillator::LinearForceOscillator(Real frequency, const RayleighFactors& rayleigh,
                                             Real time_step)
    : omega_(2 * std::numbers::pi * frequency),
      decay_(0.5 * (rayleigh.a0 + rayleigh.a1 * omega_ * omega_)),
      damped_(0),
      step_(time_step) {
  require(decay_ < omega_,
          "dam.analysis.superposed_modes: a mode is damped beyond the critical, Hz", frequency);
  damped_ = std::sqrt(omega_ * omega_ - decay_ * decay_);
}

Real LinearForceOscillator::start(Real force) {
  force_ = force;
  q_ = rate_ = 0;
  return q_;
}

Real LinearForceOscillator::step(Real force) {
  // A particular solution a + b t of the linear force, and a decaying vibration c, s.
  const Real w2 = omega_ * omega_, b = (force - force_) / (step_ * w2);
  const Real a = force_ / w2 - 2 * decay_ * b / w2;
  const Real c = q_ - a, s = (rate_ - b + decay_ * c) / damped_;
  const Real fade = std::exp(-decay_ * step_);
  const Real cosine = std::cos(damped_ * step_), sine = std::sin(damped_ * step_);
  q_ = a + b * step_ + fade * (c * cosine + s * sine);
  rate_ = b + fade * ((damped_ * s - decay_ * c) * cosine - (damped_ * c + decay_ * s) * sine);
  force_ = force;
  return q_;
}

}  // namespace freshet::dam
