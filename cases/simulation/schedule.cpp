#include "cases/simulation/schedule.hpp"

#include <algorithm>
#include <cmath>

namespace freshet {

Real Schedule::after(Real time) const {
  if (interval_ <= 0) return end_;
  Real k = std::max(std::floor(time / interval_) - 1, Real{0});
  while (k * interval_ <= time) ++k;
  return std::min(k * interval_, end_);
}

bool Schedule::contains(Real time) const {
  return time == end_ || (interval_ > 0 && std::round(time / interval_) * interval_ == time);
}

Schedule series_times(const Case& given) {
  const auto& output = given.output;
  return {output.series_interval > 0 ? output.series_interval : output.interval, given.end_time};
}

Schedule load_times(const Case& given) {
  if (given.output.loads_interval < 0) return series_times(given);
  return {given.output.loads_interval, given.end_time};
}

}  // namespace freshet
