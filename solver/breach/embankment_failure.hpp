#pragma once
#include "kernels/types.hpp"

namespace freshet::breach {

enum class Mode { Overtopping, Piping };
enum class Erodibility { High, Medium, Low };
enum class Zoning { Homogeneous, Core, ConcreteFace };

/// What regressions ask of an embankment dam that fails, and of its reservoir.
struct EmbankmentFailure {
  Real volume = 0;      ///< of the water above the bottom of the final breach, m3 (V_w)
  Real head = 0;        ///< water level over the bottom of the final breach, m (h_w)
  Real height = 0;      ///< of the final breach, crest to bottom, m (h_b)
  Real dam_height = 0;  ///< m (h_d)
  Real thickness = 0;   ///< mean of the embankment along the flow, m (W_avg); 0: not known
  Mode mode = Mode::Overtopping;
  Erodibility erodibility = Erodibility::Medium;
  Zoning zoning = Zoning::Homogeneous;
  bool earthfill = true;  ///< false: rockfill, or another body that is not all earth
};

}  // namespace freshet::breach
