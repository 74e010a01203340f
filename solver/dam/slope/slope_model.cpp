#include "solver/dam/slope/slope_model.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "solver/dam/slope/bishop.hpp"
#include "solver/dam/slope/general_equilibrium.hpp"
#include "solver/dam/slope/rapid_drawdown.hpp"

namespace freshet::dam {
namespace {

constexpr Real kDegree = std::numbers::pi / 180;

std::vector<bool> faces_of(const std::optional<Water>& water, const SectionMesh& mesh) {
  std::vector<bool> result(mesh.boundary_names.size(), false);
  for (std::size_t b = 0; water && b < result.size(); ++b)
    result[b] = std::find(water->face.begin(), water->face.end(), mesh.boundary_names[b]) !=
                water->face.end();
  return result;
}

DrawdownSoil drawdown_soil(const Soil& soil) {
  return {soil.cohesion, soil.friction_angle * kDegree, soil.undrained_cohesion,
          soil.undrained_angle * kDegree};
}

}  // namespace

SlopeModel::SlopeModel(const Spec& spec, const SlopeSpec& slope, const SectionColumns& columns,
                       const SectionMesh& mesh, const std::vector<int>& soil_of_zone)
    : whole_(spec),
      slope_(slope),
      columns_(columns),
      soil_of_zone_(soil_of_zone),
      head_face_(faces_of(spec.headwater, mesh)),
      tail_face_(faces_of(spec.tailwater, mesh)),
      turn_(slope.to_left ? -1 : 1),
      gravity_(spec.gravity),
      water_weight_((spec.headwater ? spec.headwater->density : 1000) * spec.gravity) {
  Real head = 0, tail = 0, middle = 0.5 * (columns.left() + columns.right());
  bool any_head = false, any_tail = false;
  for (const auto& piece : columns.ground()) {  // the faces' ends that are nearest to each other
    const auto inner = [&](Real& end, bool& any) {
      for (const Real x : {piece.left[0], piece.right[0]})
        if (!any || std::abs(x - middle) < std::abs(end - middle)) {
          end = x;
          any = true;
        }
    };
    if (piece.boundary < 0) continue;
    if (head_face_[piece.boundary]) inner(head, any_head);
    if (tail_face_[piece.boundary]) inner(tail, any_tail);
  }
  head_end_ = head;
  tail_end_ = tail;
  for (const auto& piece : columns.ground())
    for (const auto& end : {piece.left, piece.right}) {
      const std::size_t n = outline_.size();
      if (n > 0 && outline_[n - 1] == end) continue;
      if (n > 1) {
        const auto &a = outline_[n - 2], &b = outline_[n - 1];
        const Real bend = (b[0] - a[0]) * (end[1] - b[1]) - (b[1] - a[1]) * (end[0] - b[0]);
        if (std::abs(bend) <= 1e-9 * std::hypot(end[0] - a[0], end[1] - a[1]) *
                                  std::hypot(end[0] - a[0], end[1] - a[1]))
          outline_.pop_back();
      }
      outline_.push_back(end);
    }
  for (auto& point : outline_) point[0] *= turn_;
  if (turn_ < 0) std::reverse(outline_.begin(), outline_.end());
}

Real SlopeModel::level_at(Real x, const SlopeWater& water) const {
  const GroundPiece* piece = columns_.piece_at(turn_ * x);
  if (piece != nullptr && piece->boundary >= 0) {
    if (head_face_[piece->boundary]) return water.headwater;
    if (tail_face_[piece->boundary]) return water.tailwater;
  }
  return -std::numeric_limits<Real>::infinity();
}

/// Between the faces the levels' straight line; beyond their ends the levels.
Real SlopeModel::phreatic_at(Real x, const Moment& moment) const {
  const Real at = turn_ * x;
  if (moment.pressure == PorePressure::Line) {
    const auto& line = slope_.line;
    if (at <= line.front()[0]) return line.front()[1];
    for (std::size_t i = 1; i < line.size(); ++i)
      if (at <= line[i][0])
        return line[i - 1][1] + (line[i][1] - line[i - 1][1]) * (at - line[i - 1][0]) /
                                    (line[i][0] - line[i - 1][0]);
    return line.back()[1];
  }
  if (moment.pressure == PorePressure::Drawdown) {
    // What stood on the ground is gone, and with it its pressure below: no drainage, B-bar = 1.
    // A level that has risen since then counts instead.
    const Real before = std::max(slope_.level_before, moment.water.headwater);
    const Real ground = columns_.ground_at(at);
    if (ground >= before) return before;
    return std::max(ground, level_at(x, moment.water));
  }
  const auto& [head, tail] = moment.water;
  if (!whole_.tailwater) return head;
  if (!whole_.headwater) return tail;
  const Real share = (at - head_end_) / (tail_end_ - head_end_);
  return head + (tail - head) * std::clamp(share, Real(0), Real(1));
}

std::vector<Real> SlopeModel::sides(const SlipSurface& surface) const {
  std::vector<Real> kinks{surface.from, surface.to};
  const auto add = [&](Real x) {
    if (x > surface.from && x < surface.to) kinks.push_back(x);
  };
  for (std::size_t i = 0; i < outline_.size(); ++i) {
    add(outline_[i][0]);
    if (i == 0) continue;
    const auto &a = outline_[i - 1], &b = outline_[i];
    for (const Real level : {water_.headwater, water_.tailwater, slope_.level_before})
      if ((a[1] < level) != (b[1] < level))
        add(a[0] + (b[0] - a[0]) * (level - a[1]) / (b[1] - a[1]));
  }
  for (const auto& point : surface.points) add(point[0]);
  std::sort(kinks.begin(), kinks.end());
  std::vector<Real> result;
  const Real whole = surface.to - surface.from, least = 1e-6 * whole;
  for (std::size_t k = 0; k + 1 < kinks.size(); ++k) {
    const Real width = kinks[k + 1] - kinks[k];
    if (width < least) continue;
    const int parts = std::max(1, static_cast<int>(std::ceil(slope_.slices * width / whole)));
    for (int p = 0; p < parts; ++p) result.push_back(kinks[k] + width * p / parts);
  }
  result.push_back(surface.to);
  return result;
}

void SlopeModel::add_outside_water(Slice& s, Real left, Real right, const SlopeWater& water) const {
  const Real level = level_at(0.5 * (left + right), water);
  const Real ground[2] = {ground_at(left), ground_at(right)};
  const Real depth[2] = {std::max(level - ground[0], Real(0)),
                         std::max(level - ground[1], Real(0))};
  if (!(depth[0] + depth[1] > 0)) return;
  const Real force = 0.5 * water_weight_ * (depth[0] + depth[1]);  // a metre along x
  const Real down = force * s.width, along = force * (ground[1] - ground[0]);
  const Real off = (depth[1] - depth[0]) / (depth[0] + depth[1]) / 6;  // of the resultant
  const Real x = 0.5 * (left + right) + off * s.width;
  const Real y = 0.5 * (ground[0] + ground[1]) + off * (ground[1] - ground[0]);
  s.down += down;
  s.along += along;
  s.moment += down * (x - s.x) + along * (y - s.y);
}

bool SlopeModel::add_slice(Cut& out, const SlipSurface& surface, Real left, Real right,
                           const Moment& moment) const {
  Slice s;
  const Real low[2] = {surface.height(left), surface.height(right)};
  s.width = right - left;
  s.length = std::hypot(s.width, low[1] - low[0]);
  s.cosine = s.width / s.length;
  s.sine = (low[0] - low[1]) / s.length;
  s.x = 0.5 * (left + right);
  s.y = 0.5 * (low[0] + low[1]);
  columns_.cut(pieces_, turn_ * s.x);
  if (pieces_.empty() || s.y < pieces_.front().low) return false;  // deeper than the section
  const bool field = moment.pressure == PorePressure::Field;
  const bool dry = moment.pressure == PorePressure::None;
  const Real phreatic = field || dry ? 0 : phreatic_at(s.x, moment);
  const Soil* base = nullptr;
  Real weight = 0, arm = 0;
  for (const auto& piece : pieces_) {
    if (piece.high <= s.y) continue;
    const Soil& soil = whole_.embankment->soils[soil_of_zone_[piece.zone]];
    if (base == nullptr) base = &soil;
    const Real from = std::max(piece.low, s.y);
    Real wet = from;  // up to here the piece is saturated
    if (!field && !dry) wet = std::clamp(phreatic, from, piece.high);
    if (field) {
      const Real psi_low = piece.psi_low, psi_high = piece.psi_high;
      if (psi_low >= 0 && psi_high >= 0) wet = piece.high;
      if (psi_low >= 0 && psi_high < 0)
        wet = std::max(from, piece.low + (piece.high - piece.low) * psi_low / (psi_low - psi_high));
    }
    const Real below = soil.saturated_unit_weight * (wet - from);
    const Real above = soil.unit_weight * (piece.high - wet);
    weight += below + above;
    arm += below * (0.5 * (from + wet) - s.y) + above * (0.5 * (wet + piece.high) - s.y);
  }
  if (base == nullptr) return false;
  s.down = weight * s.width;
  s.along = slope_.seismic * s.down;
  s.moment = slope_.seismic * arm * s.width;
  Real head = field ? pressure_at(pieces_, s.y) : dry ? 0 : phreatic - s.y;
  if (!(head > 0)) head = 0;
  s.uplift = water_weight_ * head * s.length;
  s.cohesion = base->cohesion;
  s.tangent = std::tan(base->friction_angle * kDegree);
  add_outside_water(s, left, right, moment.water);
  out.slices.push_back(s);
  out.soils.push_back(base);
  return true;
}

bool SlopeModel::cut(Cut& out, const SlipSurface& surface, const Moment& moment) const {
  const auto x = sides(surface);
  if (x.size() < 4) return false;
  Real thickest = 0;
  const Real slack = 1e-6 * (surface.to - surface.from);
  for (std::size_t i = 1; i < x.size(); ++i) {
    const Real middle = 0.5 * (x[i - 1] + x[i]);
    const Real thickness = ground_at(middle) - surface.height(middle);
    if (!(thickness > -slack)) return false;  // it comes out of the ground on its way
    thickest = std::max(thickest, thickness);
    if (!add_slice(out, surface, x[i - 1], x[i], moment)) return false;
  }
  return thickest > slope_.least_depth;
}

SlopeAnswer SlopeModel::by_method(const std::vector<Slice>& slices,
                                  const SlipSurface& surface) const {
  if (slope_.method == SlopeMethod::Bishop) return bishop(slices, surface.circle);
  return GeneralEquilibrium(slices,
                            slope_.method == SlopeMethod::Spencer ? spencer_function : half_sine)
      .solve();
}

SlopeAnswer SlopeModel::solve(const SlipSurface& surface) const {
  if (slope_.three_stage) return three_stages(surface);
  SlopeAnswer none;
  none.factor = SlopeAnswer::kNone;
  Cut now;
  if (!cut(now, surface, {water_, slope_.pressure})) return none;
  return by_method(now.slices, surface);
}

/// Duncan, Wright and Wong 1990: consolidation before the drawdown, undrained strengths after it,
/// and drained ones where they are less.
SlopeAnswer SlopeModel::three_stages(const SlipSurface& surface) const {
  SlopeAnswer none;
  none.factor = SlopeAnswer::kNone;
  SlopeWater before = water_;
  before.headwater = std::max(slope_.level_before, water_.headwater);
  Cut first, second;
  if (!cut(first, surface, {before, slope_.pressure})) return none;
  const SlopeAnswer consolidated = by_method(first.slices, surface);
  if (!consolidated.found()) return consolidated;
  if (!cut(second, surface, {water_, slope_.pressure})) return none;
  const std::size_t n = second.slices.size();
  if (n != first.slices.size()) return none;
  std::vector<Slice> slices = second.slices;
  for (std::size_t i = 0; i < n; ++i) {
    if (second.soils[i]->drains_freely) continue;
    const Slice& s = first.slices[i];
    const Real normal = consolidated.normal[i] / s.length;
    const Real shear = (s.cohesion + normal * s.tangent) / consolidated.factor;
    slices[i].cohesion =
        undrained_strength(drawdown_soil(*second.soils[i]), std::max(normal, Real(0)), shear);
    slices[i].tangent = 0;
    slices[i].uplift = 0;
  }
  SlopeAnswer answer = by_method(slices, surface);
  if (!answer.found()) return answer;
  bool changed = false;
  for (std::size_t i = 0; i < n; ++i) {
    if (second.soils[i]->drains_freely) continue;
    const Slice& drained = second.slices[i];
    const Real effective = (answer.normal[i] - drained.uplift) / drained.length;
    if (drained.cohesion + effective * drained.tangent >= slices[i].cohesion) continue;
    slices[i] = drained;
    changed = true;
  }
  return changed ? by_method(slices, surface) : answer;
}

std::optional<SlipSurface> SlopeModel::cut_circle(const std::array<Real, 3>& circle) const {
  std::vector<Real> crossings;
  for (std::size_t i = 1; i < outline_.size(); ++i) {
    const auto &a = outline_[i - 1], &b = outline_[i];
    const Real dx = b[0] - a[0], dy = b[1] - a[1], ox = a[0] - circle[0], oy = a[1] - circle[1];
    const Real qa = dx * dx + dy * dy, qb = ox * dx + oy * dy,
               qc = ox * ox + oy * oy - circle[2] * circle[2], root = qb * qb - qa * qc;
    if (root <= 0) continue;
    for (const Real sign : {-1.0, 1.0}) {
      const Real t = (-qb + sign * std::sqrt(root)) / qa;
      if (t >= 0 && t <= 1 && a[1] + t * dy <= circle[1] + 1e-12)
        crossings.push_back(a[0] + t * dx);
    }
  }
  std::sort(crossings.begin(), crossings.end());
  std::optional<SlipSurface> best;
  for (std::size_t i = 1; i < crossings.size(); ++i) {
    SlipSurface surface;
    surface.from = crossings[i - 1];
    surface.to = crossings[i];
    surface.circle = circle;
    const Real middle = 0.5 * (surface.from + surface.to);
    if (!(ground_at(middle) > surface.height(middle))) continue;
    if (!best || surface.to - surface.from > best->to - best->from) best = surface;
  }
  return best;
}

}  // namespace freshet::dam
