#pragma once
#include <string>
#include <vector>

#include "cases/model/structures.hpp"
#include "kernels/breach/breach.hpp"

namespace freshet {

/// A breach as the case has it.
struct BreachSpec {
  std::string name, origin;
  Breach physics;  ///< all but the ends where levels stand
  PlaceSpec watched;
  bool watches = false;     ///< a level at `watched`; else that of the water at the structure
  bool body_given = false;  ///< so that volumes are known
};

}  // namespace freshet
