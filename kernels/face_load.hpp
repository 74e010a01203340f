#pragma once
#include "kernels/types.hpp"

namespace freshet {

/// A face as one of its cells sees it.
struct FaceSide {
  Index cell = 0;  ///< local
  Index slot = 0;
};

/// What a side of a face bore in a step, see WatchFaces.
struct FaceLoad {
  Real x, y;                    ///< thrust of the water on that side over its density, m4/s2
  Real pressure_x, pressure_y;  ///< its part that is pressure; the rest goes along with the water
  Real discharge;               ///< that leaves the side's cell, m3/s
  Real bed, depth;              ///< beside the face, on the side, m
  Real crest;                   ///< level that the water runs over, m
  Real over;                    ///< water above the crest on the deeper side, m; 0 at a wall
  Real fast;                    ///< share of the step in which it shot towards the face (un > c)
};
constexpr int face_load_values = sizeof(FaceLoad) / sizeof(Real);

}  // namespace freshet
