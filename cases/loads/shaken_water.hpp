#pragma once
#include <vector>

#include "cases/loads/formula_kind.hpp"
#include "kernels/error.hpp"
#include "solver/loads/formula/westergaard.hpp"

namespace freshet {

/// Water before a shaken face, as the keys of a formula give it.
struct ShakenWater {
  Real density, acceleration, depth;  ///< kg/m3, m/s2, m
  Real below;  ///< level at which the pressure is asked for, m under the surface

  /// Throws InputError where `below` lies under the bottom.
  explicit ShakenWater(const FormulaSpec& given)
      : density(given.number("density")),
        acceleration(given.number("acceleration")),
        depth(given.number("depth")),
        below(given.has("below") ? given.number("below") : depth) {
    require(below <= depth,
            given.origin + ": below: lies under the bottom, where the formula ends; m", below);
  }

  /// Pressure, thrust and moment, also over rho a H and its products with H.
  std::vector<FormulaFigure> figures(Real pressure, const loads::Hydrodynamics& all) const {
    const Real scale = density * acceleration * depth;
    return {{"pressure", "Pa", pressure},
            {"pressure_ratio", "1", pressure / scale},
            {"thrust", "N/m", all.thrust},
            {"thrust_ratio", "1", all.thrust / (scale * depth)},
            {"moment", "N", all.moment},
            {"moment_ratio", "1", all.moment / (scale * depth * depth)},
            {"arm_ratio", "1", all.moment / (all.thrust * depth)}};
  }
};

}  // namespace freshet
