#pragma once
#include "solver/dam/uplift.hpp"

namespace freshet::dam {

/// What acts on the base per metre of dam, without uplift: N/m, moments about the toe in N.
struct BaseForces {
  Real normal = 0;       ///< onto the base
  Real thrust = 0;       ///< along the base, from heel to toe
  Real stabilising = 0;  ///< moments that press the dam onto its heel
  Real overturning = 0;  ///< moments that turn it about the toe
};

/// The gravity method: a rigid dam, normal stress linear over what is not cracked (USACE EM
/// 1110-2-2200, 4-6; CADAM user's manual, 2001).
struct Stability {
  Real uplift = 0;              ///< N/m
  Real crack = 0;               ///< m from the heel
  Real resultant = 0;           ///< m from the toe, of all forces with the uplift
  Real heel_stress = 0;         ///< Pa, compression positive; effective; at the crack's tip
  Real toe_stress = 0;          ///< Pa
  Real sliding_factor = 0;      ///< ((N - U) tan phi + c L) / P
  Real overturning_factor = 0;  ///< stabilising by overturning moments, the uplift among the latter
};

/// At a given crack.
Stability stability_at(const BaseForces& forces, const Base& base, const BasePressures& ends,
                       Real base_length, Real crack);

/// With the crack that opens where the heel would be in tension: full head in it, no tension at its
/// tip; the base's whole length where no part of it closes.
Stability stability_cracked(const BaseForces& forces, const Base& base, const BasePressures& ends,
                            Real base_length);

/// Least factors that a rule asks for.
struct Criteria {
  const char* name = "";
  Real sliding = 0;
  Real overturning = 0;  ///< 0: not asked for
  /// Of the base's length, between which the resultant has to lie: thirds, half or anywhere.
  Real resultant_from = 0;
};

/// Usual, unusual and extreme loads of USACE EM 1110-2-2200 (table 4-1), and CADAM's defaults for
/// peak strength without tests, normal, flood and seismic.
inline constexpr Criteria kCriteria[] = {
    {"usace_usual", 2.0, 0, 1. / 3},   {"usace_unusual", 1.7, 0, 1. / 4},
    {"usace_extreme", 1.3, 0, 0},      {"cadam_normal", 3.0, 1.2, 1. / 3},
    {"cadam_flood", 2.0, 1.1, 1. / 4}, {"cadam_seismic", 1.3, 1.1, 0},
};

inline bool holds(const Criteria& criteria, const Stability& found, Real base_length) {
  const Real place = found.resultant / base_length;
  return found.sliding_factor >= criteria.sliding &&
         found.overturning_factor >= criteria.overturning && place >= criteria.resultant_from &&
         place <= 1 - criteria.resultant_from;
}

}  // namespace freshet::dam
