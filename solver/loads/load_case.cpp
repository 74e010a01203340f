#include "solver/loads/load_case.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/error.hpp"
#include "solver/loads/formula/hydrostatic.hpp"
#include "solver/loads/formula/silt.hpp"
#include "solver/loads/formula/zangar.hpp"

namespace freshet::loads {
namespace {

using Point = std::array<Real, 2>;

/// What of an outline the loads ask for. Corners are counter-clockwise from the heel, so that the
/// base comes first and the upstream face last.
struct Shape {
  std::vector<Point> corners;
  Real area = 0;
  Point centroid{};
  Point heel{}, toe{};
  Real crest = 0;                 ///< m
  std::vector<Point> upstream;    ///< from heel to crest
  std::vector<Point> downstream;  ///< from toe to crest
};

Shape shape_of(const std::vector<Point>& outline) {
  Shape s;
  s.corners = outline;
  Real twice = 0;
  const auto each = [&](const auto& visit) {
    for (std::size_t i = 0; i < s.corners.size(); ++i) {
      const Point &a = s.corners[i], &b = s.corners[(i + 1) % s.corners.size()];
      visit(a, b, a[0] * b[1] - b[0] * a[1]);
    }
  };
  each([&](const Point&, const Point&, Real cross) { twice += cross; });
  if (twice < 0) std::reverse(s.corners.begin(), s.corners.end());
  s.area = std::abs(twice) / 2;
  require(s.area > 0, "the outline encloses nothing; its area is", s.area);
  each([&](const Point& a, const Point& b, Real cross) {
    for (int k : {0, 1}) s.centroid[k] += (a[k] + b[k]) * cross / (6 * s.area);
  });
  const auto lower = [](const Point& a, const Point& b) {
    return a[1] < b[1] || (a[1] == b[1] && a[0] < b[0]);
  };
  std::rotate(s.corners.begin(), std::min_element(s.corners.begin(), s.corners.end(), lower),
              s.corners.end());
  s.heel = s.corners[0];
  s.toe = s.corners[1];
  require(s.toe[1] == s.heel[1] && s.toe[0] > s.heel[0],
          "the outline's lowest side must be level: its heel is the lowest corner, y", s.heel[1]);
  s.crest = s.heel[1];
  for (const auto& corner : s.corners) s.crest = std::max(s.crest, corner[1]);
  std::size_t k = 1;
  for (; s.corners[k][1] < s.crest; ++k) s.downstream.push_back(s.corners[k]);
  s.downstream.push_back(s.corners[k]);
  s.upstream.push_back(s.heel);
  for (k = s.corners.size() - 1; s.corners[k][1] < s.crest; --k) s.upstream.push_back(s.corners[k]);
  s.upstream.push_back(s.corners[k]);
  for (const auto* face : {&s.upstream, &s.downstream})
    for (std::size_t i = 1; i < face->size(); ++i)
      require((*face)[i][1] >= (*face)[i - 1][1], "the faces must not lean back below y",
              (*face)[i - 1][1]);
  return s;
}

/// Sums forces about the toe by what they do: moments that press the dam onto its heel stabilise.
class Sums {
 public:
  explicit Sums(const Point& toe) : toe_(toe) {}

  /// x downstream, y up.
  void add(const Point& at, Real x, Real y) {
    const Real rx = at[0] - toe_[0], ry = at[1] - toe_[1];
    forces.thrust += x;
    forces.normal -= y;
    turn(-ry * x);
    turn(rx * y);
  }
  void add(const PlaneForce& f) {  // its moment is about the toe already
    forces.thrust += f.x;
    forces.normal -= f.y;
    turn(f.moment);
  }
  dam::BaseForces forces;

 private:
  /// Counter-clockwise turns the dam back over its heel.
  void turn(Real moment) {
    (moment > 0 ? forces.stabilising : forces.overturning) += std::abs(moment);
  }
  Point toe_;
};

/// Horizontal and vertical forces of water on a face apart, for they turn either way.
void add_water(Sums& sums, const std::vector<Point>& face, bool is_upstream, Real level, Real gamma,
               const Point& toe, Real& thrust) {
  for (std::size_t i = 1; i < face.size(); ++i) {
    // The dam lies on the right of the way up an upstream face, on the left of one downstream.
    const Point &a = is_upstream ? face[i] : face[i - 1], &b = is_upstream ? face[i - 1] : face[i];
    const PlaneForce f = water_on_piece(a, b, level, gamma, toe);
    // Horizontally it is water on the face's projection, which gives its own moment.
    const PlaneForce flat = water_on_piece({toe[0], a[1]}, {toe[0], b[1]}, level, gamma, toe);
    sums.add({flat.x, 0, flat.moment});
    sums.add({0, f.y, f.moment - flat.moment});
    thrust += flat.x;
  }
}

const dam::Criteria& criteria_of(const std::string& name) {
  for (const auto& criteria : dam::kCriteria)
    if (name == criteria.name) return criteria;
  throw InputError("no rule has these criteria: " + name);
}

void check_levels(const Shape& s, const LoadCase& c) {
  for (const auto& [what, level] :
       {std::pair{"headwater", c.headwater}, {"tailwater", c.tailwater}}) {
    if (!level) continue;
    require(*level <= s.crest,
            std::string(what) +
                " lies above the crest, where the formulas end;"
                " the crest is at " +
                std::to_string(s.crest) + " m; level",
            *level);
    require(*level >= s.heel[1], std::string(what) + " lies below the base", *level);
  }
  for (const auto& named : c.forces)
    require(named.level >= s.heel[1] && named.level <= s.crest,
            "forces: one acts below the base or above the crest; level", named.level);
  if (!c.silt_level) return;
  require(*c.silt_level <= s.crest, "silt_level lies above the crest", *c.silt_level);
  require(*c.silt_level >= s.heel[1], "silt_level lies below the base", *c.silt_level);
}

/// Lean of the upstream face from the vertical, degrees, from heel to crest.
Real lean_of(const Shape& s) {
  const Real dx = s.upstream.back()[0] - s.heel[0], dy = s.crest - s.heel[1];
  return std::max(Real(0), std::atan2(dx, dy) * 57.29577951308232);
}

Hydrodynamics hydrodynamics(const RigidSection& section, const LoadCase& c, const Shape& s) {
  if (!c.headwater || c.acceleration_x == 0) return {};
  // Unit weight times the share of gravity: density times acceleration.
  const Real density = section.water_unit_weight, depth = *c.headwater - s.heel[1];
  switch (c.hydrodynamic) {
    case Hydrodynamic::Westergaard:
      return westergaard(density, c.acceleration_x, depth);
    case Hydrodynamic::WestergaardExact:
      return westergaard_exact(density, c.acceleration_x, depth, c.frequency_ratio);
    case Hydrodynamic::Zangar:
      return zangar(density, c.acceleration_x, depth, zangar_coefficient(lean_of(s)));
    default:
      return {};
  }
}

}  // namespace

void check_section(const RigidSection& section) { shape_of(section.outline); }

Real base_length(const RigidSection& section) {
  const Shape s = shape_of(section.outline);
  return s.toe[0] - s.heel[0];
}

LoadCaseResult evaluate(const RigidSection& section, const LoadCase& c) {
  const Shape s = shape_of(section.outline);
  check_levels(s, c);
  const Real gamma = section.water_unit_weight;
  LoadCaseResult r;
  Sums sums(s.toe);
  r.base_length = s.toe[0] - s.heel[0];
  r.weight = section.unit_weight * s.area;
  sums.add(s.centroid, 0, -r.weight);
  if (c.headwater) add_water(sums, s.upstream, true, *c.headwater, gamma, s.toe, r.water_thrust);
  if (c.tailwater) add_water(sums, s.downstream, false, *c.tailwater, gamma, s.toe, r.water_thrust);
  if (c.silt_level) {
    const Real depth = *c.silt_level - s.heel[1];
    sums.add({s.toe[0], s.heel[1] + depth / 3},
             silt_thrust(c.silt_unit_weight, c.silt_coefficient, depth), 0);
  }
  if (c.ice_thrust > 0) {
    require(c.headwater.has_value(), "ice_thrust needs headwater; N/m", c.ice_thrust);
    sums.add({s.toe[0], *c.headwater}, c.ice_thrust, 0);
  }
  r.inertia = c.acceleration_x * r.weight;
  if (c.acceleration_x != 0) sums.add({s.toe[0], s.centroid[1]}, r.inertia, 0);
  if (c.acceleration_y != 0) sums.add(s.centroid, 0, c.acceleration_y * r.weight);
  const Hydrodynamics shaken = hydrodynamics(section, c, s);
  r.hydrodynamic = shaken.thrust;
  r.hydrodynamic_moment = shaken.moment;
  if (shaken.thrust != 0)
    sums.add({s.toe[0], s.heel[1] + shaken.moment / shaken.thrust}, shaken.thrust, 0);
  for (const auto& named : c.forces) sums.add({s.toe[0], named.level}, named.force, 0);

  const auto pressure = [&](const std::optional<Real>& level) {
    return level ? c.uplift * gamma * (*level - s.heel[1]) : 0;
  };
  const dam::BasePressures ends{pressure(c.headwater), pressure(c.tailwater)};
  r.forces = sums.forces;
  dam::Base base = section.base;
  if (base.uplift && c.drain_efficiency) base.uplift->drain_efficiency = *c.drain_efficiency;
  r.stability = c.cracks ? dam::stability_cracked(r.forces, base, ends, r.base_length)
                         : dam::stability_at(r.forces, base, ends, r.base_length, 0);
  r.criteria = criteria_of(c.criteria);
  r.holds = dam::holds(r.criteria, r.stability, r.base_length);
  return r;
}

}  // namespace freshet::loads
