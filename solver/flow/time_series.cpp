#include "solver/flow/time_series.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <utility>

#include "kernels/error.hpp"

namespace freshet {
namespace {

[[noreturn]] void fail(const std::string& what, std::size_t place, const std::string& why,
                       Real value) {
  std::ostringstream text;
  text << what << ": entry " << place + 1 << " " << why << " (" << value << ")";
  throw InputError(text.str());
}

void check_finite(const std::vector<Real>& values, const std::string& what) {
  for (std::size_t i = 0; i < values.size(); ++i)
    if (!std::isfinite(values[i])) fail(what, i, "is not a finite number", values[i]);
}

}  // namespace

PiecewiseLinear::PiecewiseLinear(std::vector<Real> x, std::vector<Real> y, const std::string& what)
    : x_(std::move(x)), y_(std::move(y)) {
  if (x_.size() != y_.size()) {
    std::ostringstream text;
    text << what << ": two columns of one length are needed (" << x_.size() << " and " << y_.size()
         << ")";
    throw InputError(text.str());
  }
  if (x_.empty()) throw InputError(what + ": has no entries (0)");
  check_finite(x_, what);
  check_finite(y_, what);
  for (std::size_t i = 1; i < x_.size(); ++i)
    if (!(x_[i] > x_[i - 1])) fail(what, i, "is not greater than the one before", x_[i]);
}

Real PiecewiseLinear::operator()(Real x) const {
  if (x_.empty()) return 0;
  if (x <= x_.front()) return y_.front();
  if (x >= x_.back()) return y_.back();
  const auto right = std::upper_bound(x_.begin(), x_.end(), x) - x_.begin();
  const auto left = right - 1;
  const Real share = (x - x_[left]) / (x_[right] - x_[left]);
  return y_[left] + share * (y_[right] - y_[left]);
}

Real PiecewiseLinear::mean(Real from, Real to) const {
  if (!(to > from)) return (*this)(from);
  // Piece by piece between the breakpoints, so that a constant stays that constant to the last bit
  // wherever one piece holds the whole interval.
  Real start = from, value = (*this)(from), sum = 0;
  auto next = std::upper_bound(x_.begin(), x_.end(), from);
  if (next == x_.end() || *next >= to) return value + 0.5 * ((*this)(to)-value);
  for (; next != x_.end() && *next < to; ++next) {
    const Real value_there = y_[next - x_.begin()];
    sum += 0.5 * (value + value_there) * (*next - start);
    start = *next;
    value = value_there;
  }
  sum += 0.5 * (value + (*this)(to)) * (to - start);
  return sum / (to - from);
}

}  // namespace freshet
