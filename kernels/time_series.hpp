#pragma once
#include <string>
#include <vector>

#include "kernels/arithmetic.hpp"

namespace freshet {

/// Piecewise linear y(x) in the memory of any space, constant beyond its ends; 0 without points.
struct SeriesView {
  const Real *x, *y;
  Index count;

  /// The first point beyond x; count if there is none.
  FRESHET_BODY Index first_beyond(Real at) const {
    Index low = 0, high = count;
    while (low < high) {
      const Index middle = (low + high) / 2;
      if (x[middle] > at)
        high = middle;
      else
        low = middle + 1;
    }
    return low;
  }

  FRESHET_BODY Real operator()(Real at) const {
    if (count == 0) return 0;
    if (at <= x[0]) return y[0];
    if (at >= x[count - 1]) return y[count - 1];
    const Index right = first_beyond(at), left = right - 1;
    const Real share = (at - x[left]) / (x[right] - x[left]);
    return y[left] + share * (y[right] - y[left]);
  }

  /// Exact mean over [from, to]; the value at `from` where from == to. Piece by piece between the
  /// points, so that a constant stays that constant to the last bit wherever one piece holds the
  /// whole interval.
  FRESHET_BODY Real mean(Real from, Real to) const {
    if (!(to > from)) return (*this)(from);
    Real start = from, value = (*this)(from), sum = 0;
    Index next = first_beyond(from);
    if (next == count || x[next] >= to) return value + 0.5 * ((*this)(to)-value);
    for (; next < count && x[next] < to; ++next) {
      sum += 0.5 * (value + y[next]) * (x[next] - start);
      start = x[next];
      value = y[next];
    }
    sum += 0.5 * (value + (*this)(to)) * (to - start);
    return sum / (to - from);
  }

  FRESHET_BODY Real largest(Real from, Real to) const {
    Real most = larger((*this)(from), (*this)(to));
    for (Index k = first_beyond(from); k < count && x[k] < to; ++k) most = larger(most, y[k]);
    return most;
  }
};

/// Piecewise linear y(x), constant beyond its ends: a hydrograph (s -> m3/s), a level series (s ->
/// m), a rating curve (m -> m3/s).
class PiecewiseLinear {
 public:
  PiecewiseLinear() = default;
  /// `x` must increase strictly and be as long as `y`; throws InputError naming `what` and the
  /// place if not.
  PiecewiseLinear(std::vector<Real> x, std::vector<Real> y, const std::string& what);

  Real operator()(Real x) const { return view()(x); }
  /// Exact mean over [from, to]; the value at `from` where from == to.
  Real mean(Real from, Real to) const { return view().mean(from, to); }
  bool empty() const { return x_.empty(); }
  SeriesView view() const { return {x_.data(), y_.data(), static_cast<Index>(x_.size())}; }
  const std::vector<Real>& x() const { return x_; }
  const std::vector<Real>& y() const { return y_; }

 private:
  std::vector<Real> x_, y_;
};

}  // namespace freshet
