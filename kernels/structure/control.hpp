#pragma once
#include "kernels/types.hpp"

namespace freshet {

/// What moves the opening of a structure.
struct Control {
  Index series = -1;                    ///< curve in time
  Index table = -1, watched = 0;        ///< curve over the level at an end (place or pool)
  Index first_rule = 0, last_rule = 0;  ///< in the list of rules
  Real rate = 0;                        ///< at most, 1/s or m/s; 0: at once
};

/// Bids an opening where a level stands high or low enough; between, nothing changes.
struct Rule {
  Index watched = 0;                          ///< place or pool, as an end
  Real above = 0, below = 0;                  ///< levels, m
  Real opening_above = 0, opening_below = 0;  ///< m, or a share
  Real delay = 0;                             ///< s for which the level must hold
};

constexpr Real no_opening = -1;

}  // namespace freshet
