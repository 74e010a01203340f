#include "kernels/time_series.hpp"

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

}  // namespace freshet
