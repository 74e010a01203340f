#pragma once
#include "kernels/breach/breach.hpp"

namespace freshet {

/// Levels that a breach works with, m: of energy above it, of the water below.
struct BreachWater {
  Real energy, tail;
};

/// The stream in a breach.
struct BreachStream {
  Real discharge = 0;  ///< m3/s
  Real depth = 0;      ///< m
  Real speed = 0;      ///< m/s
  Real radius = 0;     ///< m: the depth, of a full pipe the hydraulic radius
};

/// The stream through a breach: at critical depth 2H/3 or, where that is higher, that of the
/// tailwater; in a pipe no deeper than this. Nothing where no water stands over its bottom.
FRESHET_BODY BreachStream breach_stream(const Breach& b, const BreachOpening& o,
                                        const BreachWater& water, Real g) {
  BreachStream s;
  s.discharge = breach_flow(o, b.coefficient, o.low, o.high, o.bottom, b.body.crest, water.energy,
                            water.tail, g)
                    .discharge;
  if (!(s.discharge > 0)) return {};
  const Real head = water.energy - o.bottom;
  s.depth = larger(head * (2.0 / 3), water.tail - o.bottom);
  const bool full = o.is_pipe() && head > o.roof - o.bottom;
  if (o.is_pipe()) s.depth = full ? o.roof - o.bottom : smaller(s.depth, o.roof - o.bottom);
  const Real area = 0.5 * s.depth * (o.width_at(o.bottom) + o.width_at(o.bottom + s.depth));
  s.speed = s.discharge / area;
  s.radius = full ? 0.5 * area / (s.depth + o.width) : s.depth;
  return s;
}

/// Shear stress at the bed, rho g n^2 u^2 / R^(1/3), Pa (Temple and Hanson 1994, with Manning's n).
FRESHET_BODY Real breach_shear(const BreachStream& s, Real manning, Real g) {
  return water_density * g * square(manning * s.speed) * inverse_cube_root(s.radius);
}

/// x^p for x > 0 and 0 < p < 1.
FRESHET_BODY Real small_power(Real x, Real p) {
  return x > 1 ? 1 / power_of_share(1 / x, p) : power_of_share(x, p);
}

/// Share of a stream's volume that are the solids which it can carry: in suspension
/// 1/20 x^(3/2) / (1 + (x/45)^1.15) kg/m3, x = u^3 / (g R w) (Zhang 1961), and along the bed
/// 0.0053 (t/tc - 1)^2.2 sqrt((s - 1) g d^3) m2/s, t the shear on grains (Wu 2013, DLBreach,
/// equations of non-cohesive embankments). At most the share of solids in the body.
FRESHET_BODY Real sediment_capacity(const Breach& b, const BreachStream& s, Real wetted, Real g) {
  if (!(s.discharge > 0)) return 0;
  const Real x = s.speed * s.speed * s.speed / (g * s.radius * b.settling), y = x * (1.0 / 45);
  const Real suspended = 0.05 * x * std::sqrt(x) / (1 + y * small_power(y, 0.15)) / b.density;
  const Real over = b.grain_share * breach_shear(s, b.manning, g) / b.critical_shear - 1;
  Real rolling = 0;
  if (over > 0)
    rolling = 0.0053 * over * over * small_power(over, 0.2) *
              std::sqrt((b.density / water_density - 1) * g * b.grain * b.grain * b.grain);
  return smaller(suspended + rolling * wetted / s.discharge, 1 - b.porosity);
}

/// Volume of the body (m3) that goes when all that a stream wears recedes by a metre: the bottom
/// down to the floor, the sides by `side_ratio` of that while the structure reaches further; and a
/// pipe's roof. `all`: as if there were no floor.
FRESHET_BODY Real worn_area(const Breach& b, const BreachOpening& o, bool all = false) {
  const DamBody& body = b.body;
  const Real bottom = all || o.bottom > b.floor ? 1 : 0, above = body.area_above(o.bottom);
  if (o.is_pipe())
    return o.width * (bottom * body.thickness(o.bottom) + body.thickness(o.roof)) +
           2 * b.side_ratio * (above - body.area_above(o.roof));
  const Real m = o.slope;
  const bool wider = o.half_width(body.crest) < larger(o.centre - o.low, o.high - o.centre);
  const Real sides = wider ? b.side_ratio * std::sqrt(1 + m * m) : 0;
  const Real deeper = o.width * body.thickness(o.bottom) + 2 * m * above;
  return bottom * deeper + 2 * (sides - m * bottom) * above;
}

/// An opening after all that is worn has receded by `depth` (m). The sides move as they stand.
FRESHET_BODY BreachOpening worn(const Breach& b, const BreachOpening& o, Real depth) {
  BreachOpening next = o;
  const Real down = smaller(depth, o.bottom - b.floor);
  next.bottom = o.bottom - larger(down, 0);
  if (o.is_pipe()) {
    next.roof = smaller(o.roof + depth, b.body.crest);
    next.width = smaller(o.width + 2 * b.side_ratio * depth, o.high - o.low);
    return next;
  }
  const Real m = o.slope;
  const bool wider = o.half_width(b.body.crest) < larger(o.centre - o.low, o.high - o.centre);
  const Real sides = wider ? b.side_ratio * std::sqrt(1 + m * m) * depth : 0;
  next.width = larger(o.width + 2 * (sides - m * (o.bottom - next.bottom)), 0);
  return next;
}

/// How fast the stream wears a breach, m/s: by excess shear k (t - tc); or by what its capacity
/// carries away over the length of the breach, Q C L / (L + Ls), Ls = lambda B the length of
/// adaptation, from each square metre alike; a floor that holds gives nothing.
FRESHET_BODY Real wear_rate(const Breach& b, const BreachOpening& o, const BreachWater& water,
                            Real g) {
  const BreachStream s = breach_stream(b, o, water, g);
  if (!(s.discharge > 0)) return 0;
  if (b.model == BreachModel::ExcessShear)
    return b.erodibility * larger(breach_shear(s, b.manning, g) - b.critical_shear, 0);
  const Real length = b.body.thickness(o.bottom), area = worn_area(b, o, true);
  const Real wetted = o.width_at(o.bottom + s.depth);
  const Real share = length / (length + b.adaptation * wetted);
  const Real carried = s.discharge * sediment_capacity(b, s, wetted, g) / (1 - b.porosity) * share;
  return area > 0 ? carried / area : 0;
}

/// What falls in: the roof of a pipe that spans more than it holds, the crest of one that has
/// reached it, and sides that have become too high for their slope. What fell is debris, which the
/// stream carries off before it wears anything.
FRESHET_BODY BreachOpening collapsed(const Breach& b, const BreachOpening& o) {
  BreachOpening next = o;
  if (o.is_pipe()) {
    const Real cover = b.body.crest - o.roof;
    if (cover > 0 && o.width <= b.span_by_cohesion + b.span_by_cover * cover) return o;
    next.roof = never;
    next.slope = 0;
  }
  const Real height = b.body.crest - o.bottom;
  int bank = 0;
  while (bank + 1 < b.banks.count && height > b.banks.height[bank]) ++bank;
  next.slope = larger(next.slope, b.banks.slope[bank]);
  return next;
}

/// x^p for 0 <= x <= 1 and p >= 0.
FRESHET_BODY Real power_of_growth(Real x, Real p) {
  Real result = 1;
  for (; p >= 1; p -= 1) result *= x;
  return p > 0 ? result * power_of_share(x, p) : result;
}

}  // namespace freshet
