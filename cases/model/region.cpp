#include "cases/model/region.hpp"

#include <cmath>

namespace freshet {
namespace {

using Points = std::vector<std::array<Real, 2>>;

bool in_polygon(const Points& polygon, Real x, Real y) {
  bool inside = false;
  for (std::size_t i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++) {
    const auto [x1, y1] = polygon[i];
    const auto [x2, y2] = polygon[j];
    if ((y1 > y) != (y2 > y) && x < x1 + (x2 - x1) * (y - y1) / (y2 - y1)) inside = !inside;
  }
  return inside;
}

bool on_left_of(const Points& line, Real x, Real y) {
  const auto [x1, y1] = line[0];
  const auto [x2, y2] = line[1];
  return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) > 0;
}

}  // namespace

Real length_of(const Points& line) {
  Real length = 0;
  for (std::size_t k = 1; k < line.size(); ++k)
    length += std::hypot(line[k][0] - line[k - 1][0], line[k][1] - line[k - 1][1]);
  return length;
}

bool Region::contains(Real x, Real y) const {
  if (!polygon.empty() && !in_polygon(polygon, x, y)) return false;
  if (!behind_line.empty() && !on_left_of(behind_line, x, y)) return false;
  return !where || where(x, y);
}

}  // namespace freshet
