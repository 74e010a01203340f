#pragma once
#include <string>
#include <vector>

#include "kernels/types.hpp"

namespace freshet {

/// Piecewise linear y(x), constant beyond its ends: a hydrograph (s -> m3/s), a level series (s ->
/// m), a rating curve (m -> m3/s).
class PiecewiseLinear {
 public:
  PiecewiseLinear() = default;
  /// `x` must increase strictly and be as long as `y`; throws InputError naming `what` and the
  /// place if not.
  PiecewiseLinear(std::vector<Real> x, std::vector<Real> y, const std::string& what);

  Real operator()(Real x) const;
  /// Exact mean over [from, to]; the value at `from` where from == to.
  Real mean(Real from, Real to) const;
  bool empty() const { return x_.empty(); }
  const std::vector<Real>& x() const { return x_; }
  const std::vector<Real>& y() const { return y_; }

 private:
  std::vector<Real> x_, y_;
};

}  // namespace freshet
