#pragma once
#include "kernels/space.hpp"
#include "kernels/types.hpp"

namespace freshet {

/// Constants of a run that kernels need.
struct FlowConstants {
  Real gravity;    ///< m/s2
  Real dry_depth;  ///< m: cells below it have no velocity, and faces below it count as dry for wave
                   ///< speeds
};

/// Areas of cells, m2: one for all, or of each.
struct CellAreas {
  Real one = 0;
  const Real* each = nullptr;  ///< null: all have that one

  FRESHET_BODY Real operator[](Index cell) const { return each != nullptr ? each[cell] : one; }
};

/// State of every local cell: depth m, velocity m/s.
template <class T>
struct FlowFields {
  T *h, *u, *v;
};

/// What follows from a cell's own state. Like the state itself it has an old and a new copy in a
/// step, for neighbours read the old one while a cell writes its new one.
template <class T>
struct DerivedFields {
  T* emptying;       ///< time in which the cell could run dry, s; see emptying_time
  T* friction_rate;  ///< g n^2 |u| h^(-4/3), 1/s
};

/// Values at the faces seen from inside each cell, slot-major, and the cell's own depth, at the
/// time level of the flux.
template <class T>
struct FaceFields {
  T *h, *z, *u, *v;
  T* centre_h;
  T* shear;  ///< see share_of_shear
};

/// Fluxes through boundary edges in their outward frame, per metre.
template <class T>
struct BoundaryFluxes {
  T *mass, *normal, *tangential;
};

}  // namespace freshet
