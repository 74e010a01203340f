#pragma once
#include <cstdint>

#include "kernels/breach/opening.hpp"

namespace freshet {

constexpr Real water_density = 1000;  ///< kg/m3

enum class BreachModel : std::int32_t { Prescribed, ExcessShear, Capacity };

/// The dam's body across its axis: a crest, and slopes on both sides.
struct DamBody {
  Real crest = 0;        ///< level, m
  Real crest_width = 0;  ///< along the flow, m
  Real slopes = 0;       ///< upstream and downstream together, horizontal by vertical

  /// Thickness along the flow at a level, m.
  FRESHET_BODY Real thickness(Real level) const {
    return crest_width + slopes * larger(crest - level, 0);
  }
  /// Area of the section above a level, m2.
  FRESHET_BODY Real area_above(Real level) const {
    const Real depth = larger(crest - level, 0);
    return depth * (crest_width + 0.5 * slopes * depth);
  }
};

/// How the sides of a breach stand: the steepest slope that holds a bank up to each height.
constexpr int most_banks = 8;
struct StableBanks {
  int count = 1;
  Real slope[most_banks] = {};  ///< horizontal by vertical, ever flatter
  Real height[most_banks] = {never, never, never, never, never, never, never, never};  ///< m
};

/// What begins a breach: whatever holds first, `delay` later. What stays as it is here does not.
struct BreachTrigger {
  Real time = never;           ///< s
  Real level = never;          ///< m, at `watched`
  Index watched = -1;          ///< place or pool, as the end of a structure
  Real depth = never;          ///< of the water above over the crest, m,
  Real duration = 0;           ///< and for how long, s
  Index after_breach = -1;     ///< when that one begins
  Index after_structure = -1;  ///< when one in that structure begins
  Real delay = 0;              ///< s
};

/// A breach as it is given; what changes in a run is BreachState. SI.
struct Breach {
  Index structure = 0;  ///< that it cuts
  BreachModel model = BreachModel::Prescribed;
  BreachTrigger trigger;
  std::int32_t on_line = 0;   ///< whether it looks at the cells beside edges
  Index upper[2] = {-1, -1};  ///< ends where level and energy stand on the structure's first side
  Index lower[2] = {-1, -1};  ///< and on its second
  Real coefficient = 1.7;     ///< C of its bottom as a weir
  Real centre = 0, low = 0, high = 0;  ///< see BreachOpening
  DamBody body;
  Real floor = 0;  ///< level below which it does not go, m
  Real first_bottom = 0, first_width = 0, first_slope = 0, first_roof = never;  ///< at the start

  // Prescribed.
  Real last_width = 0;  ///< of the bottom, m
  Real duration = 0;    ///< s; 0: at once
  Real exponent = 1;    ///< of growth over the time

  // Erosion.
  Real erodibility = 0;     ///< m3/(N s)
  Real critical_shear = 0;  ///< Pa
  Real manning = 0;         ///< s/m^(1/3)
  Real side_ratio = 1;      ///< erosion of the sides over that of the bottom
  Real grain = 0;           ///< m
  Real density = 0;         ///< of its solids, kg/m3
  Real porosity = 0;
  Real settling = 0;     ///< speed at which a grain falls in water, m/s
  Real grain_share = 1;  ///< of the shear that grains feel, (n'/n)^(3/2)
  Real adaptation = 0;   ///< length over the breach's width in which a load becomes the capacity
  StableBanks banks;
  Real span_by_cohesion = 0;  ///< 2 c / gamma: width up to which a roof holds by itself, m,
  Real span_by_cover = 0;     ///< and how much more a metre of cover makes it
};

/// State of the breaches of a run, the same on all ranks; arrays of them.
struct BreachState {
  static constexpr int values = 7;
  Real* due;     ///< when it begins or began, s; `never` until that is known
  Real* since;   ///< when its crest was overtopped, s; `never`: it is not
  Real* bottom;  ///< m
  Real* width;   ///< of the bottom, m
  Real* slope;
  Real* roof;    ///< m
  Real* debris;  ///< that fell in and lies there yet, with its pores, m3
  Real* signal;  ///< not 0: begin; for other parts of the program to set

  static FRESHET_BODY BreachState of(Real* start, Real* signals, Index n) {
    return {start,         start + n,     start + 2 * n, start + 3 * n,
            start + 4 * n, start + 5 * n, start + 6 * n, signals};
  }
};

struct BreachesView {
  const Breach* breaches = nullptr;  ///< by structure
  const Index* first = nullptr;      ///< of each structure, and one past the last
  Index count = 0;
  BreachState state = {};

  FRESHET_BODY bool cut(Index structure) const {
    return count > 0 && first[structure] < first[structure + 1];
  }
  FRESHET_BODY BreachOpening opening(Index i) const {
    const Breach& b = breaches[i];
    return {b.centre,       b.low,          b.high,       state.bottom[i],
            state.width[i], state.slope[i], state.roof[i]};
  }
};

/// Volume of the body that an opening takes, with its pores, m3.
FRESHET_BODY Real cut_volume(const BreachOpening& o, const DamBody& body) {
  const Real above = body.area_above(o.bottom);
  if (o.is_pipe()) return o.width * (above - body.area_above(o.roof));
  const Real depth = larger(body.crest - o.bottom, 0);
  const Real sides = depth * depth * (0.5 * body.crest_width + body.slopes * depth / 6);
  return o.width * above + 2 * o.slope * sides;
}

/// Volume that a breach has carried away since its start, with its pores, m3.
FRESHET_BODY Real eroded_volume(const Breach& b, const BreachOpening& o, Real debris) {
  BreachOpening first = o;
  first.bottom = b.first_bottom;
  first.width = b.first_width;
  first.slope = b.first_slope;
  first.roof = b.first_roof;
  return cut_volume(o, b.body) - cut_volume(first, b.body) - debris;
}

}  // namespace freshet
