#include "mesh/build/check_cells.hpp"

#include <sstream>

#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr Real kHighest = 1e6;     ///< size of a bed level, m; what is beyond stands for no data
constexpr Real kSmallest = 1e-12;  ///< area of a cell in shares of its longest side squared

std::string number(Real value) {
  std::ostringstream text;
  text.precision(12);
  text << value;
  return text.str();
}

void check_corner(const RawCell& cell, const RawVertex& corner, const RawMesh& mesh) {
  const auto place = [&] { return cell_place(mesh.origin, cell, corner); };
  if (!std::isfinite(corner.x) || !std::isfinite(corner.y))
    throw InputError(place() + " has a corner that is not finite");
  if (std::abs(corner.bed) <= kHighest) return;
  if (!std::isnan(corner.bed))
    throw InputError((mesh.bed_origin.empty() ? mesh.origin : mesh.bed_origin) +
                     ": a bed level of " + number(corner.bed) + " m at (" + number(corner.x) +
                     ", " + number(corner.y) + ") m; mark missing data as such");
  if (mesh.bed_origin.empty()) throw InputError(place() + " has a vertex without a bed level");
  throw InputError(mesh.bed_origin + ": no bed level for the vertex at (" +
                   std::to_string(corner.x) + ", " + std::to_string(corner.y) + ") m of " +
                   mesh.origin);
}

}  // namespace

std::string cell_place(const std::string& origin, const RawCell& cell, const RawVertex& corner) {
  std::ostringstream text;
  text.precision(12);
  text << origin << ": cell " << cell.number + 1 << " (counted from 1) at (" << corner.x << ", "
       << corner.y << ") m";
  return text.str();
}

void check_cell(RawCell& cell, Corners& corners, const RawMesh& mesh) {
  const int count = cell.corners();
  Real longest = 0;
  for (int i = 0; i < count; ++i) {
    check_corner(cell, corners[i], mesh);
    const RawVertex& next = corners[(i + 1) % count];
    const Real dx = next.x - corners[i].x, dy = next.y - corners[i].y;
    if (dx == 0 && dy == 0)
      throw InputError(cell_place(mesh.origin, cell, next) + " has two corners in one place");
    longest = std::max(longest, dx * dx + dy * dy);
  }
  const Real area = area_centroid(corners, count).area;
  if (!(std::abs(area) > kSmallest * longest))
    throw InputError(cell_place(mesh.origin, cell, corners[0]) + " has no area");
  if (area < 0) {
    std::swap(cell.vertices[1], cell.vertices[count - 1]);
    std::swap(corners[1], corners[count - 1]);
  }
  for (int i = 0; count == 4 && i < 4; ++i)
    if (twice_area(corners[i], corners[(i + 1) % 4], corners[(i + 2) % 4]) < -kSmallest * longest)
      throw InputError(cell_place(mesh.origin, cell, corners[(i + 1) % 4]) + " is not convex");
}

}  // namespace freshet
