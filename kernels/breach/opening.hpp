#pragma once
#include "kernels/structure/weir.hpp"

namespace freshet {

/// A level above all, as that of the roof of a breach that is open to the sky; and a time that does
/// not come.
constexpr Real never = 1e300;
constexpr Real no_ground = -never;  ///< a level of ground that nothing reaches

/// The opening of a breach as it stands: a trapezoid in the crest of a structure, or a pipe of
/// rectangular section through the body below it. Places are distances along the structure, m.
struct BreachOpening {
  Real centre, low, high;  ///< of the breach; of the part of the structure that it may take
  Real bottom;             ///< level, m
  Real width;              ///< of the bottom, m
  Real slope;              ///< of the sides, horizontal by vertical
  Real roof;               ///< level of a pipe's, m; `never` where it is open

  FRESHET_BODY bool is_pipe() const { return roof < never; }
  /// Half the width at a level over the bottom, m.
  FRESHET_BODY Real half_width(Real level) const {
    return 0.5 * width + (is_pipe() ? 0 : slope * larger(level - bottom, 0));
  }
  /// What is left of it over ground that stands at `ground`, m.
  FRESHET_BODY BreachOpening over(Real ground) const {
    BreachOpening o = *this;
    if (!(ground > bottom)) return o;
    o.width = 2 * half_width(ground);
    o.bottom = ground;
    return o;
  }
  /// Width between the sides at a level, as far as the structure reaches, m.
  FRESHET_BODY Real width_at(Real level) const {
    const Real half = half_width(level);
    return larger(smaller(centre + half, high) - larger(centre - half, low), 0);
  }
};

/// Discharge (m3/s) over a crest that rises evenly from `low` to `high` (m) along `length` (m), a
/// row of weirs C H^(3/2) side by side: the integral C length (a^(5/2) - b^(5/2)) / (5/2 (a - b)),
/// a and b the heads over its ends, written without differences; b = 0 where that end is dry.
FRESHET_BODY Real slanted_weir(Real low, Real high, Real length, Real energy, Real coefficient) {
  const Real a = energy - low, b = larger(energy - high, 0);
  if (!(a > 0)) return 0;
  const Real wet = b > 0 ? length : length * a / (high - low);
  const Real a2 = a * a, b2 = b * b;
  const Real sum = a2 * a2 + a2 * a * b + a2 * b2 + a * b2 * b + b2 * b2;
  return coefficient * wet * sum / (2.5 * (a2 * std::sqrt(a) + b2 * std::sqrt(b)));
}

/// Discharge through a metre of width of a pipe (m2/s): a broad-crested weir at its bottom, or
/// where that is less an orifice, 0.6 d sqrt(2 g (E - max(tail, axis))), d its height (Fread 1988,
/// BREACH, whose 0.6 this is).
FRESHET_BODY Real pipe_passage(const BreachOpening& o, Real coefficient, Real energy, Real tail,
                               Real g) {
  const Real head = energy - o.bottom, height = o.roof - o.bottom;
  if (!(head > 0) || tail >= energy) return 0;
  const Real free = slanted_weir(o.bottom, o.bottom, 1, energy, coefficient);
  const Real weir = free * submergence_broad((tail - o.bottom) / head);
  const Real axis = o.bottom + 0.5 * height, drop = energy - larger(tail, axis);
  if (!(head > height)) return weir;
  return smaller(weir, 0.6 * height * std::sqrt(2 * g * larger(drop, 0)));
}

/// What a breach passes in part of a structure.
struct BreachFlow {
  Real discharge = 0;  ///< m3/s
  Real taken = 0;      ///< of the crest, m
  bool drowned = false;
};

/// The length that the intervals [a, b] and [c, d] have in common, m.
FRESHET_BODY Real overlap(Real a, Real b, Real c, Real d) {
  return larger(smaller(b, d) - larger(a, c), 0);
}

/// Discharge of a breach in the part from `from` to `to` (m) of a structure whose crest stands at
/// `crest` there, on ground at `ground`: of a trapezoid C (b H^(3/2) + 4/5 m H^(5/2)), by pieces as
/// they lie in that part, reduced by the tailwater over its bottom (Fread 1988, DAMBRK, with C
/// = 1.71 and 4/5 C = 1.35 m^(1/2)/s); or of a pipe. Levels in m: of energy above, of the
/// tailwater.
FRESHET_BODY BreachFlow breach_flow(const BreachOpening& whole, Real coefficient, Real from,
                                    Real to, Real ground, Real crest, Real energy, Real tail,
                                    Real g) {
  BreachFlow flow;
  const BreachOpening o = whole.over(ground);
  from = larger(from, o.low);
  to = smaller(to, o.high);
  if (!(o.bottom < crest) || !(from < to)) return flow;
  const Real left = o.centre - 0.5 * o.width, right = o.centre + 0.5 * o.width;
  const Real flat = overlap(from, to, left, right);
  flow.drowned = tail > energy - 0.33 * (energy - o.bottom);
  if (o.is_pipe()) {
    if (!(o.bottom < o.roof)) return flow;
    flow.discharge = flat * pipe_passage(o, coefficient, energy, tail, g);
    return flow;
  }
  flow.taken = flat;
  Real free = slanted_weir(o.bottom, o.bottom, flat, energy, coefficient);
  const Real reach = o.slope * (crest - o.bottom);
  for (int side = 0; side < 2; ++side) {  // by the distance from the foot of each side
    const Real near = larger(side == 0 ? left - to : from - right, 0);
    const Real far = smaller(side == 0 ? left - from : to - right, reach);
    if (!(near < far)) continue;
    free += slanted_weir(o.bottom + near / o.slope, o.bottom + far / o.slope, far - near, energy,
                         coefficient);
    flow.taken += far - near;
  }
  const Real head = energy - o.bottom;
  if (head > 0 && tail < energy)
    flow.discharge = free * submergence_broad((tail - o.bottom) / head);
  return flow;
}

}  // namespace freshet
