#pragma once
#include "kernels/arithmetic.hpp"

namespace freshet {

/// Water beside a face: depth and the bed level that goes with it, m.
struct FaceColumn {
  Real h, z;
};

/// What both sides of a face see of each other over a step in the bed.
struct HydrostaticFace {
  Real bed;          ///< z* of the face, m
  Real left, right;  ///< depths over z*, m
};

/// Hydrostatic reconstruction of Chen and Noelle (2017, eqs. 3.9-3.12): z* = min(max(zL, zR),
/// min(wL, wR)), h*L = min(wL - z*, hL), w = h + z. Lake at rest is kept, depths stay positive, and
/// a thin sheet running down a step feels the whole of it (with Audusse et al. 2004 it feels only
/// its own depth).
FRESHET_BODY HydrostaticFace hydrostatic_face(const FaceColumn& l, const FaceColumn& r) {
  const Real wl = l.h + l.z, wr = r.h + r.z;
  const Real bed = smaller(larger(l.z, r.z), smaller(wl, wr));
  return {bed, larger(smaller(wl - bed, l.h), 0), larger(smaller(wr - bed, r.h), 0)};
}

/// Momentum (over density, per metre of face, m3/s2) that the bed's rise from `from.z` to `to.z`
/// takes out of the water: g (h_from + h_to)/2 (z_to - z_from), the integral of g h dz over a
/// linear piece.
FRESHET_BODY Real bed_thrust(const FaceColumn& from, const FaceColumn& to, Real g) {
  return 0.5 * g * (from.h + to.h) * (to.z - from.z);
}

}  // namespace freshet
