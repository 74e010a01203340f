#pragma once
#include <cmath>

#include "kernels/arithmetic.hpp"

namespace freshet {

/// Flux through a face per metre of it, in the face's own frame: n out of the left cell, t to the
/// left of n.
struct FaceFlux {
  Real mass;        ///< m2/s
  Real normal;      ///< momentum along n over density, m3/s2
  Real tangential;  ///< momentum along t over density, m3/s2
};

/// State beside a face in its frame: depth m, velocity along n and t in m/s.
struct FaceState {
  Real h, un, ut;
};

/// F(U) n: (h un, h un^2 + g h^2 / 2, h un ut).
FRESHET_BODY FaceFlux physical_flux(const FaceState& s, Real g) {
  const Real q = s.h * s.un;
  return {q, q * s.un + 0.5 * g * s.h * s.h, q * s.ut};
}

struct WaveSpeeds {
  Real left, right;
};

/// Speeds of the outer waves, m/s, from the two-rarefaction star state (Toro 2001,
/// eqs. 10.16-10.21): u* = (uL + uR)/2 + cL - cR, c* = (cL + cR)/2 + (uL - uR)/4; a dry side moves
/// with the front u -+ 2c.
FRESHET_BODY WaveSpeeds outer_waves(const FaceState& l, const FaceState& r, Real cl, Real cr,
                                    Real dry) {
  const Real us = 0.5 * (l.un + r.un) + (cl - cr);
  const Real cs = larger(0.5 * (cl + cr) + 0.25 * (l.un - r.un), 0);
  const Real left = l.h > dry ? smaller(l.un - cl, us - cs) : r.un - 2 * cr;
  const Real right = r.h > dry ? larger(r.un + cr, us + cs) : l.un + 2 * cl;
  return {left, right};
}

/// Flux between two states in its parts, in the frame of FaceFlux.
struct InnerFlux {
  Real mass;                   ///< m2/s
  Real advection, tangential;  ///< momentum along n and t that goes with the water, m3/s2
  Real pressure;               ///< over density, m3/s2
  Real exchange;               ///< water that goes both ways, m2/s

  FRESHET_BODY FaceFlux whole() const { return {mass, advection + pressure, tangential}; }
};

/// HLLC for shallow water: HLL for mass and normal momentum, the contact wave carries the
/// tangential velocity of the side that the mass comes from (Toro 2001, ch. 10.4). HLL's mass flux
/// is the difference of what goes right, SR hL (uL - SL) / (SR - SL), and what goes left,
/// -SL hR (SR - uR) / (SR - SL), neither below zero; each takes the momentum of its side along, and
/// the contact wave cancels what both exchange of the tangential one. Swapping the sides and
/// turning the normal gives the negative flux to the last bit: every operation is odd or even in
/// the swap. No flux where both are dry.
FRESHET_BODY InnerFlux flux_hllc(const FaceState& l, const FaceState& r, Real g, Real dry) {
  const Real cl = std::sqrt(g * l.h), cr = std::sqrt(g * r.h);
  const WaveSpeeds s = outer_waves(l, r, cl, cr, dry);
  const Real sl = smaller(s.left, 0), sr = larger(s.right, 0);
  const Real width = 1 / larger(sr - sl, 1e-300);
  const Real to_right = sr * width * (l.h * (l.un - sl));
  const Real to_left = -sl * width * (r.h * (sr - r.un));
  const Real mass = to_right - to_left;
  const Real rise = 0.5 * g * (l.h * l.h - r.h * r.h);
  const Real pressure = 0.25 * g * (l.h * l.h + r.h * r.h) + 0.5 * (sr + sl) * width * rise;
  return {mass, to_right * l.un - to_left * r.un, mass * (mass > 0 ? l.ut : r.ut), pressure,
          smaller(to_right, to_left)};
}

/// Most water that leaves state `s` through a face, m2/s: h un, or h (un + 2c)/3, what HLL lets
/// flow into a dry side.
FRESHET_BODY Real outflow_bound(const FaceState& s, Real c) {
  return s.h * larger(larger(s.un, (s.un + 2 * c) * (1.0 / 3.0)), 0);
}

/// Flux through a wall beside state `s`: HLL with the mirrored state, h un^2 + g h^2/2 + S h un
/// with S = c + max(un, un/2)... no mass. The pressure that the water exerts on the wall, over
/// density.
FRESHET_BODY FaceFlux flux_wall(const FaceState& s, Real g) {
  const Real c = std::sqrt(g * s.h);
  const Real speed = larger(larger(c - s.un, c + 0.5 * s.un), 0);
  return {0, s.h * s.un * (s.un + speed) + 0.5 * g * s.h * s.h, 0};
}

}  // namespace freshet
