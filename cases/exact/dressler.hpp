#pragma once
#include <vector>

#include "cases/exact/exact_solution.hpp"

namespace freshet {

/// What friction adds to Ritter's solution in the first order of time. With c = sqrt(g h_left),
/// s = x/(c t), W0 = (2 - s)/3, V0 = 2 (1 + s)/3 and a friction deceleration A u^2/h^p:
/// sqrt(g h) = c (W0 + t W1), u = c (V0 + t V1), with f = A g^p c^(1 - 2p) V0^2/W0^(2p),
/// W1' = f'/8 - (W1/2 + f/12)/W0, W1(-1) = 0 and V1 = (10 W1 - 3 f)/7. For Chezy's law (p = 1,
/// A = g/C^2) this is Dressler's solution, J. Res. Natl. Bur. Stand. 49 (1952) 217; for Manning's,
/// p = 4/3 and A = g n^2.
class FrictionCorrection {
 public:
  /// `scale` is A g^p c^(1 - 2p), 1/s.
  FrictionCorrection(Real power, Real scale);
  /// W1 and V1 at s in [-1, 2), 1/s.
  Real wave(Real s) const;
  Real velocity(Real s) const;

 private:
  Real friction(Real s) const;

  Real power_, scale_;
  std::vector<Real> wave_;  ///< at equal distances of s
};

/// Dam break onto a dry bed with Manning friction, behind the tip: up to where the velocity is the
/// largest; given as dry beyond, where friction is no small correction. Parameters dam_x, h_left,
/// manning (s/m^(1/3)).
ExactSolution dressler(const ExactSetting& setting);

}  // namespace freshet
