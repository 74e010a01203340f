#pragma once
#include "kernels/structure/weir.hpp"

namespace freshet {

/// Discharge (m3/s) through all barrels of a culvert or pipe, the least that inlet and outlet let
/// through. Levels in m: of the water above and below, of the inverts at the inlet and the outlet.
///
/// Inlet: critical flow into a width area/height, (2/3)^(3/2) sqrt(g) b H^(3/2); drowned, an
/// orifice C A sqrt(2 g (H - height/2)); the two meet near 1.2 heights (form of FHWA HDS-5,
/// section 3.1). Outlet: A sqrt(2 g (level - at)/loss), loss = entrance + exit + 2 g n^2 L R^(-4/3)
/// of the full barrel, down to the tailwater or, where that is lower, to half way between critical
/// depth and the crown (HDS-5, section 3.2); where inlet and tailwater leave air in the barrel the
/// part of the area that the tailwater fills.
FRESHET_BODY Passage culvert_passage(const Structure& s, Real open, Real level, Real tail,
                                     Real inlet, Real outlet, Real g) {
  const Real head = level - inlet;
  if (!(head > 0) || !(open > 0) || tail >= level) return {};
  const Real area = s.area * open, width = area / s.height;
  const Real as_weir = std::sqrt(g * (8.0 / 27.0)) * width * head * std::sqrt(head);
  const Real over_middle = larger(head - 0.5 * s.height, 0);
  const Real as_orifice = s.coefficient * area * std::sqrt(2 * g * over_middle);
  const Real entering = head > s.height ? smaller(as_weir, as_orifice) : as_weir;

  const Real critical = smaller(inverse_cube_root(g / square(entering / width)), s.height);
  const Real grade = outlet + 0.5 * (critical + s.height);
  const bool drowned = tail > grade, fills = head > s.height || drowned;
  if (!fills && tail <= inlet) return {entering, StructureState::Inlet};
  const Real at = fills ? larger(tail, grade) : tail;
  const Real part = fills ? 1 : smaller(larger(tail - outlet, critical) / s.height, 1);
  const Real leaving = part * area * std::sqrt(2 * g * larger(level - at, 0) / s.loss);
  if (entering <= leaving) return {entering, StructureState::Inlet};
  return {leaving, drowned ? StructureState::Full : StructureState::Outlet};
}

}  // namespace freshet
