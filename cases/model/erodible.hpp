#pragma once
#include <functional>
#include <string>

#include "cases/model/region.hpp"

namespace freshet {

/// A part of the bed that the flow erodes: one of [[erodible]].
struct ErodibleSpec {
  std::string name, origin;
  Region region;
  std::function<Real(Real x, Real y, Real z)> floor;  ///< level, of place and bed, m
  Real erodibility = 0;                               ///< m3/(N s)
  Real critical_shear = 0;                            ///< Pa
  Real repose_wet = 0, repose_dry = 0;                ///< tangents
};

}  // namespace freshet
