#pragma once
#include <cmath>
#include <functional>
#include <numbers>

#include "solver/dam/slope/slice.hpp"

namespace freshet::dam {

/// Share of the interslice shear at a place 0 .. 1 along the slide: X = lambda f E.
/// Spencer 1967: f = 1. Morgenstern and Price 1965 with half a sine.
inline Real spencer_function(Real) { return 1; }
inline Real half_sine(Real place) { return std::sin(std::numbers::pi * place); }

/// Force and moment equilibrium of slices of any slip surface for X = lambda f E: the recursion of
/// the interslice forces and the fixed point for F and lambda of Zhu, Lee, Qian and Chen 2005,
/// eqs. 9 to 15, written for forces on the slices instead of a load and an earthquake.
class GeneralEquilibrium {
 public:
  GeneralEquilibrium(const std::vector<Slice>& slices, Real (*function)(Real));
  SlopeAnswer solve();

 private:
  bool forces(Real lambda, Real& factor);
  Real moment_lambda() const;
  Real term(std::size_t slice, std::size_t side, Real lambda, Real factor) const;

  const std::vector<Slice>& slices_;
  std::vector<Real> share_;   ///< f at the slices' sides
  std::vector<Real> thrust_;  ///< E there, N/m
};

inline GeneralEquilibrium::GeneralEquilibrium(const std::vector<Slice>& slices,
                                              Real (*function)(Real))
    : slices_(slices), thrust_(slices.size() + 1, 0) {
  Real whole = 0, at = 0;
  for (const auto& s : slices) whole += s.width;
  share_.push_back(function(0));
  for (const auto& s : slices) share_.push_back(function((at += s.width) / whole));
}

/// What multiplies E on a side of a slice in its equilibrium.
inline Real GeneralEquilibrium::term(std::size_t i, std::size_t side, Real lambda,
                                     Real factor) const {
  const Slice& s = slices_[i];
  const Real f = lambda * share_[side];
  return factor * (s.cosine + f * s.sine) + s.tangent * (s.sine - f * s.cosine);
}

/// The factor for which no thrust is left at the end, for a given lambda.
inline bool GeneralEquilibrium::forces(Real lambda, Real& factor) {
  constexpr int kIterations = 100;
  const std::size_t n = slices_.size();
  for (int k = 0; k < kIterations; ++k) {
    Real resisting = 0, driving = 0;  // times the factors of the slices after them
    for (std::size_t i = 0; i < n; ++i) {
      const Slice& s = slices_[i];
      if (i > 0) {
        const Real before = term(i - 1, i, lambda, factor);
        if (!(before > 1e-3)) return false;
        const Real carried = term(i, i, lambda, factor) / before;
        resisting *= carried;
        driving *= carried;
      }
      resisting +=
          s.cohesion * s.length + (s.down * s.cosine - s.along * s.sine - s.uplift) * s.tangent;
      driving += s.along * s.cosine + s.down * s.sine;
    }
    const Real next = resisting / driving;
    if (!(next > 0) || !std::isfinite(next)) return false;
    const bool done = std::abs(next - factor) < 1e-10 * next;
    factor = next;
    if (done) break;
    if (k + 1 == kIterations) return false;
  }
  for (std::size_t i = 0; i < n; ++i) {
    const Slice& s = slices_[i];
    const Real resisting =
        s.cohesion * s.length + (s.down * s.cosine - s.along * s.sine - s.uplift) * s.tangent;
    const Real driving = s.along * s.cosine + s.down * s.sine;
    thrust_[i + 1] = (term(i, i, lambda, factor) * thrust_[i] + factor * driving - resisting) /
                     term(i, i + 1, lambda, factor);
  }
  thrust_[n] = 0;
  return true;
}

/// lambda for which the moments of all slices about the middles of their bases balance.
inline Real GeneralEquilibrium::moment_lambda() const {
  Real moment = 0, shear = 0;
  for (std::size_t i = 0; i < slices_.size(); ++i) {
    const Slice& s = slices_[i];
    moment += s.moment - s.y * (thrust_[i] - thrust_[i + 1]);
    shear += 0.5 * s.width * (share_[i] * thrust_[i] + share_[i + 1] * thrust_[i + 1]);
  }
  return moment / shear;
}

inline SlopeAnswer GeneralEquilibrium::solve() {
  constexpr int kIterations = 200;
  SlopeAnswer answer;
  answer.factor = SlopeAnswer::kNone;
  Real lambda = 0, factor = 1.5;
  for (int k = 0; k < kIterations; ++k) {
    const Real old_factor = factor;
    if (!forces(lambda, factor)) return answer;
    const Real next = moment_lambda();
    if (!std::isfinite(next) || std::abs(next) > 5) return answer;
    const bool done = std::abs(next - lambda) < 1e-8 && std::abs(factor - old_factor) < 1e-8;
    lambda = next;
    if (!done) continue;
    answer.factor = factor;
    answer.lambda = lambda;
    for (std::size_t i = 0; i < slices_.size(); ++i) {
      const Slice& s = slices_[i];
      const Real thrust = thrust_[i] - thrust_[i + 1];
      const Real shear = lambda * (share_[i] * thrust_[i] - share_[i + 1] * thrust_[i + 1]);
      answer.normal.push_back((s.down + shear) * s.cosine - (s.along + thrust) * s.sine - s.uplift);
    }
    return answer;
  }
  return answer;
}

}  // namespace freshet::dam
