#include "solver/loads/face_forces.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace freshet::loads {
namespace {

constexpr Real kNone = std::numeric_limits<Real>::infinity();

FaceForce& operator+=(FaceForce& sum, const FaceForce& f) {
  sum.x += f.x;
  sum.y += f.y;
  sum.moment_x += f.moment_x;
  sum.moment_y += f.moment_y;
  sum.moment_z += f.moment_z;
  sum.discharge += f.discharge;
  return sum;
}

FaceForce operator*(const FaceForce& f, Real t) {
  return {f.x * t, f.y * t, f.moment_x * t, f.moment_y * t, f.moment_z * t, f.discharge * t};
}

/// A horizontal force that acts at r from the point: r x F.
FaceForce acting_at(std::array<Real, 3> r, Real x, Real y) {
  return {x, y, -r[2] * y, r[2] * x, r[0] * y - r[1] * x, 0};
}

}  // namespace

Real triangle_height(Real pressure, Real gravity) {
  return std::sqrt(2 * std::max(pressure, Real(0)) / gravity);
}

FaceForces::FaceForces(std::vector<PressedSide> sides, int segments, FaceSetOptions options,
                       Real gravity)
    : sides_(std::move(sides)),
      options_(options),
      gravity_(gravity),
      sums_(segments > 1 ? segments + 1 : 1),
      crested_(sums_.size()),
      line_impulse_(sides_.size()),
      depths_(sides_.size()),
      step_(sums_.size()) {
  for (const PressedSide& side : sides_)
    if (side.has_crest) {
      crested_[0] = true;
      if (sums_.size() > 1) crested_[static_cast<std::size_t>(side.segment) + 1] = true;
    }
  clear();
}

std::vector<const char*> FaceForces::columns() const {
  std::vector<const char*> all{"force_x_N",    "force_y_N", "moment_x_N_m", "moment_y_N_m",
                               "moment_z_N_m", "height_m",  "peak_N",       "bracket_N"};
  if (crested_[0]) all.push_back("overtopping_m");
  all.push_back("discharge_m3_per_s");
  return all;
}

FaceForces::Part FaceForces::part_of(const PressedSide& side, const FaceLoad& load) const {
  const Real rho = options_.density;
  const auto [x0, y0, z0] = options_.about;
  const Real normal = load.pressure_x * side.normal[0] + load.pressure_y * side.normal[1];
  const Real dx = side.place[0] - x0, dy = side.place[1] - y0;
  const Real at = load.bed + triangle_height(normal / side.length, gravity_) / 3;
  const Real level = load.bed + load.depth;
  Part part;
  part.force = acting_at({dx, dy, at - z0}, rho * load.pressure_x, rho * load.pressure_y);
  part.force += acting_at({dx, dy, (std::min(load.crest, level) + level) / 2 - z0},
                          rho * (load.x - load.pressure_x), rho * (load.y - load.pressure_y));
  part.force.discharge = side.passes * load.discharge;
  const Real more = 1 + (options_.impact_factor - 1) * load.fast;
  part.bracket_x = more * part.force.x;
  part.bracket_y = more * part.force.y;
  part.gross = std::sqrt(part.force.x * part.force.x + part.force.y * part.force.y);
  return part;
}

void FaceForces::add_part(Sums& sums, const Part& part, Real dt) {
  sums.impulse += part.force * dt;
  sums.gross += part.gross * dt;
  const Real force = std::sqrt(part.force.x * part.force.x + part.force.y * part.force.y);
  sums.peak = std::max(sums.peak, force);
  sums.bracket =
      std::max({sums.bracket, force,
                std::sqrt(part.bracket_x * part.bracket_x + part.bracket_y * part.bracket_y)});
}

void FaceForces::add(std::span<const FaceLoad> loads, Real dt) {
  std::fill(step_.begin(), step_.end(), Part{});
  const bool by_segment = sums_.size() > 1;
  for (std::size_t s = 0; s < sides_.size(); ++s) {
    const PressedSide& side = sides_[s];
    const Part part = part_of(side, loads[s]);
    const auto add_to = [&](std::size_t k) {
      step_[k].force += part.force;
      step_[k].bracket_x += part.bracket_x;
      step_[k].bracket_y += part.bracket_y;
      step_[k].gross += part.gross;
      if (side.has_crest) sums_[k].over = std::max(sums_[k].over, loads[s].over);
      sums_[k].lowest = std::min(sums_[k].lowest, loads[s].bed);
    };
    add_to(0);
    if (by_segment) add_to(static_cast<std::size_t>(side.segment) + 1);
    const Real along = part.force.x * side.normal[0] + part.force.y * side.normal[1];
    line_impulse_[s] += along / side.length * dt;
    depths_[s] = loads[s].depth;
  }
  for (std::size_t k = 0; k < sums_.size(); ++k) add_part(sums_[k], step_[k], dt);
  seconds_ += dt;
}

void FaceForces::add_row(std::vector<Real>& row, std::size_t set, Real no_value) const {
  const Sums& sums = sums_[set];
  const FaceForce f = sums.impulse * (1 / seconds_);
  const Real square = f.x * f.x + f.y * f.y;
  const Real level = options_.about[2] + (f.moment_y * f.x - f.moment_x * f.y) / square;
  constexpr Real kRoundOff = 1e-9;
  const bool acts = std::sqrt(square) * seconds_ > kRoundOff * sums.gross;
  const Real height = acts ? level - sums.lowest : no_value;
  // Adding 0 turns -0 into 0.
  for (const Real value :
       {f.x, f.y, f.moment_x, f.moment_y, f.moment_z, height, sums.peak, sums.bracket})
    row.push_back(value + 0.0);
  if (crested_[0]) row.push_back(crested_[set] ? sums.over : no_value);
  row.push_back(f.discharge + 0.0);
}

std::vector<Real> FaceForces::row(Real no_value) const {
  std::vector<Real> values;
  for (std::size_t set = 0; set < sums_.size(); ++set) add_row(values, set, no_value);
  return values;
}

std::vector<Real> FaceForces::line_loads() const {
  std::vector<Real> loads = line_impulse_;
  for (Real& load : loads) load /= seconds_;
  return loads;
}

void FaceForces::clear() {
  Sums none;
  none.lowest = kNone;
  std::fill(sums_.begin(), sums_.end(), none);
  std::fill(line_impulse_.begin(), line_impulse_.end(), Real(0));
  seconds_ = 0;
}

std::size_t FaceForces::saved_values() const {
  return 1 + sums_values * sums_.size() + 2 * sides_.size();
}

std::vector<Real> FaceForces::save() const {
  std::vector<Real> values(1 + sums_values * sums_.size());
  values[0] = seconds_;
  std::memcpy(&values[1], sums_.data(), sizeof(Sums) * sums_.size());
  values.insert(values.end(), line_impulse_.begin(), line_impulse_.end());
  values.insert(values.end(), depths_.begin(), depths_.end());
  return values;
}

void FaceForces::load(std::span<const Real> values) {
  seconds_ = values[0];
  std::memcpy(static_cast<void*>(sums_.data()), &values[1], sizeof(Sums) * sums_.size());
  const auto rest = values.subspan(1 + sums_values * sums_.size());
  std::copy_n(rest.begin(), sides_.size(), line_impulse_.begin());
  std::copy_n(rest.begin() + static_cast<std::ptrdiff_t>(sides_.size()), sides_.size(),
              depths_.begin());
}

}  // namespace freshet::loads
