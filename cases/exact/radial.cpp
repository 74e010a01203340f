#include "cases/exact/radial.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "kernels/error.hpp"

namespace freshet {
namespace {

constexpr Real kDry = 1e-9;  // m; thinner water stands

struct Ring {
  Real h = 0, q = 0;  ///< m, m2/s
  Real u() const { return h > kDry ? q / h : 0; }
};

using Rings = std::vector<Ring>;

/// Half the change over a ring: van Leer's harmonic mean of its neighbours' differences.
Real half_slope(Real before, Real here, Real after) {
  const Real left = here - before, right = after - here;
  return left * right > 0 ? left * right / (left + right) : 0;
}

struct Flux {
  Real mass = 0, momentum = 0;
};

Flux flux_rusanov(Real g, const Ring& left, const Ring& right) {
  const Real speed = std::max(std::abs(left.u()) + std::sqrt(g * left.h),
                              std::abs(right.u()) + std::sqrt(g * right.h));
  const auto thrust = [&](const Ring& s) { return s.q * s.u() + 0.5 * g * s.h * s.h; };
  return {0.5 * (left.q + right.q - speed * (right.h - left.h)),
          0.5 * (thrust(left) + thrust(right) - speed * (right.q - left.q))};
}

/// The state at a ring's inner (side -1) or outer (side 1) rim; the velocity is limited, not the
/// discharge, so that a thin front has no wild speed.
Ring at_rim(const Rings& rings, std::size_t i, Real side) {
  const Ring& here = rings[i];
  // The middle is a mirror, the last ring has still water beyond.
  const Ring before = i > 0 ? rings[i - 1] : Ring{here.h, -here.q};
  const Ring after = i + 1 < rings.size() ? rings[i + 1] : here;
  const Real h = std::max(here.h + side * half_slope(before.h, here.h, after.h), Real(0));
  const Real u = here.u() + side * half_slope(before.u(), here.u(), after.u());
  return {h, h * u};
}

Rings advanced(Real g, const Rings& rings, Real width, Real dt) {
  Rings next = rings;
  const std::size_t count = rings.size();
  for (std::size_t i = 0; i + 1 < count; ++i) {
    const Flux f = flux_rusanov(g, at_rim(rings, i, 1), at_rim(rings, i + 1, -1));
    const Real rim = static_cast<Real>(i + 1), here = rim - 0.5, there = rim + 0.5;
    next[i].h -= dt / width * f.mass * rim / here;
    next[i].q -= dt / width * f.momentum * rim / here;
    next[i + 1].h += dt / width * f.mass * rim / there;
    next[i + 1].q += dt / width * f.momentum * rim / there;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const Real h = rings[i].h, middle = (static_cast<Real>(i) + 0.5) * width;
    next[i].q += dt * 0.5 * g * h * h / middle;
    if (i + 1 == count || next[i].h <= kDry) next[i].q = 0;
    next[i].h = std::max(next[i].h, Real(0));  // rounding may leave a dry ring just below 0
  }
  return next;
}

Real stable_step(Real g, const Rings& rings, Real width) {
  Real speed = 0;
  for (const auto& ring : rings)
    speed = std::max(speed, std::abs(ring.u()) + std::sqrt(g * ring.h));
  return 0.4 * width / speed;
}

}  // namespace

RadialProfile radial_collapse(Real gravity, Real radius, Real h_inside, Real h_outside, Real reach,
                              Real time, int count) {
  const Real width = reach / count;
  Rings rings(count);
  for (int i = 0; i < count; ++i) {
    const Real inner = i * width, outer = inner + width;
    const Real share = (radius * radius - inner * inner) / (outer * outer - inner * inner);
    rings[i].h = h_outside + (h_inside - h_outside) * std::clamp(share, Real(0), Real(1));
  }
  for (Real t = 0; t < time;) {
    const Real dt = std::min(stable_step(gravity, rings, width), time - t);
    const Rings once = advanced(gravity, rings, width, dt);
    const Rings twice = advanced(gravity, once, width, dt);
    for (int i = 0; i < count; ++i)
      rings[i] = {0.5 * (rings[i].h + twice[i].h), 0.5 * (rings[i].q + twice[i].q)};
    t = t + dt < time ? t + dt : time;
  }
  RadialProfile profile{width, {}, {}};
  for (const auto& ring : rings) {
    profile.depth.push_back(ring.h);
    profile.velocity.push_back(ring.u());
  }
  return profile;
}

ExactSolution radial_dam_break(const ExactSetting& setting) {
  const Real reach = setting.parameter("reach"), end = setting.parameter("time");
  const Real radius = setting.parameter("radius");
  require(radius > 0 && reach > radius, "radial_dam_break: needs reach > radius > 0", reach);
  const auto profile = radial_collapse(setting.gravity, radius, setting.parameter("h_inside"),
                                       setting.parameter("h_outside"), reach, end, 2000);
  return [=](const ExactPlace& place, Real t) -> ExactState {
    require(std::abs(t - end) <= 1e-9 * end, "radial_dam_break: is known at `time` only, s", t);
    const Real r = std::hypot(place.x, place.y);
    require(r < reach, "radial_dam_break: a place beyond `reach`, m", r);
    const Real at = r / profile.ring - 0.5, last = static_cast<Real>(profile.depth.size() - 1);
    const Real in = std::clamp(at, Real(0), last);
    const auto i = std::min(static_cast<std::size_t>(in), profile.depth.size() - 2);
    const Real share = in - static_cast<Real>(i);
    const auto between = [&](const std::vector<Real>& v) {
      return v[i] + share * (v[i + 1] - v[i]);
    };
    const Real h = between(profile.depth), u = r > 0 ? between(profile.velocity) / r : 0;
    return {h, u * place.x, u * place.y};
  };
}

ExactSolution radial_spring(const ExactSetting& setting) {
  const Real mean = setting.parameter("mean_depth"), ripple = setting.parameter("ripple");
  const Real source = setting.parameter("source");
  const Real wave = 2 * std::numbers::pi / setting.parameter("wave_length");
  return [=](const ExactPlace& place, Real) -> ExactState {
    const Real r = std::hypot(place.x, place.y);
    const Real h = mean * (1 + ripple * std::cos(wave * r));
    const Real rate = source / (r * r * h);
    return {h, rate * place.x, rate * place.y};
  };
}

}  // namespace freshet
