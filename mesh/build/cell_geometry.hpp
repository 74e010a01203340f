#pragma once
#include <array>
#include <cmath>

#include "mesh/raw_mesh.hpp"

namespace freshet {

// Plane geometry of one cell from its corners in their own order, relative to the first corner, so
// that large coordinates cost no digits and a level bed stays exactly level.

using Corners = std::array<RawVertex, 4>;

/// Twice the signed area of the triangle a, b, c: positive counter-clockwise, m2.
inline Real twice_area(const RawVertex& a, const RawVertex& b, const RawVertex& c) {
  return (b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y);
}

struct AreaCentroid {
  Real area = 0, x = 0, y = 0;  ///< m2 (negative: clockwise), m, m
};

/// Area and area centroid of a triangle, or of a quadrilateral from its two triangles.
inline AreaCentroid area_centroid(const Corners& p, int corners) {
  const Real x1 = p[1].x - p[0].x, y1 = p[1].y - p[0].y;
  const Real x2 = p[2].x - p[0].x, y2 = p[2].y - p[0].y;
  const Real first = twice_area(p[0], p[1], p[2]);
  if (corners == 3) return {first / 2, p[0].x + (x1 + x2) / 3, p[0].y + (y1 + y2) / 3};
  const Real x3 = p[3].x - p[0].x, y3 = p[3].y - p[0].y;
  const Real second = twice_area(p[0], p[2], p[3]), sum = first + second;
  return {sum / 2, p[0].x + (first * (x1 + x2) + second * (x2 + x3)) / (3 * sum),
          p[0].y + (first * (y1 + y2) + second * (y2 + y3)) / (3 * sum)};
}

struct BedPlane {
  Real level = 0;                 ///< at the area centroid, m
  Real slope_x = 0, slope_y = 0;  ///< dz/dx, dz/dy
};

/// The plane through a triangle's corners, or nearest (least squares) to a quadrilateral's.
inline BedPlane bed_plane(const Corners& p, int corners, const AreaCentroid& centre) {
  if (corners == 3) {
    const Real z1 = p[1].bed - p[0].bed, z2 = p[2].bed - p[0].bed, twice = 2 * centre.area;
    return {p[0].bed + (z1 + z2) / 3, (z1 * (p[2].y - p[0].y) - z2 * (p[1].y - p[0].y)) / twice,
            (z2 * (p[1].x - p[0].x) - z1 * (p[2].x - p[0].x)) / twice};
  }
  Real mx = 0, my = 0, mz = 0;  // means relative to the first corner
  for (int i = 1; i < 4; ++i) {
    mx += (p[i].x - p[0].x) / 4;
    my += (p[i].y - p[0].y) / 4;
    mz += (p[i].bed - p[0].bed) / 4;
  }
  Real xx = 0, xy = 0, yy = 0, xz = 0, yz = 0;
  for (int i = 0; i < 4; ++i) {
    const Real x = p[i].x - p[0].x - mx, y = p[i].y - p[0].y - my, z = p[i].bed - p[0].bed - mz;
    xx += x * x;
    xy += x * y;
    yy += y * y;
    xz += x * z;
    yz += y * z;
  }
  const Real determinant = xx * yy - xy * xy;
  const Real slope_x = (xz * yy - yz * xy) / determinant;
  const Real slope_y = (yz * xx - xz * xy) / determinant;
  const Real off_x = centre.x - p[0].x - mx, off_y = centre.y - p[0].y - my;
  return {p[0].bed + mz + slope_x * off_x + slope_y * off_y, slope_x, slope_y};
}

}  // namespace freshet
