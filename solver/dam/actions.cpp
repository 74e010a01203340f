#include "solver/dam/actions.hpp"

#include <limits>

#include "kernels/error.hpp"

namespace freshet::dam {
namespace {

using petsc::check;

const std::optional<Water>& water_of(const Spec& spec, int which) {
  return which == 0 ? spec.headwater : spec.tailwater;
}

Real pressure_at(const std::optional<Water>& water, Real time, Real gravity, Real y) {
  return water ? water->density * gravity * std::max(water->level(time) - y, 0.0) : 0;
}

}  // namespace

Actions::Actions(const Model& model)
    : model_(&model),
      loaded_level_{std::numeric_limits<Real>::quiet_NaN(),
                    std::numeric_limits<Real>::quiet_NaN()} {
  const Spec& spec = model.spec();
  if (spec.headwater) check_level("dam.headwater.level", *spec.headwater);
  if (spec.tailwater) check_level("dam.tailwater.level", *spec.tailwater);
  constant_.vector = model.unknowns().vector();
  const auto add = [&](const Load& load) {
    check(VecAXPY(constant_.vector.get(), 1, load.vector.get()), "VecAXPY");
    constant_.sum += load.sum;
  };
  if (spec.self_weight) add(model.self_weight());
  if (spec.silt) add(model.silt());
  if (!spec.temperature.empty()) warm_ = model.temperature();
}

void Actions::check_level(const std::string& key, const Water& water) const {
  const FaceExtent extent = model_->face_extent(water);
  for (const Real level : water.level.y())
    require(water.above_crest || level <= extent.top + 1e-9 * (extent.top - extent.bottom),
            key + ": is above the face, whose top is at " + std::to_string(extent.top) +
                " m (above_crest = true: the dam is overtopped)",
            level);
}

Real Actions::headwater(Real time) const {
  const auto& water = model_->spec().headwater;
  return water ? water->level(time) : std::numeric_limits<Real>::quiet_NaN();
}

Real Actions::tailwater(Real time) const {
  const auto& water = model_->spec().tailwater;
  return water ? water->level(time) : std::numeric_limits<Real>::quiet_NaN();
}

const Load& Actions::water(int which, Real time) const {
  const auto& water = *water_of(model_->spec(), which);
  const Real level = water.level(time);
  if (level != loaded_level_[which]) {
    water_[which] = model_->hydrostatic(water, level);
    loaded_level_[which] = level;
  }
  return water_[which];
}

BasePressures Actions::base_pressures(Real time) const {
  const Spec& spec = model_->spec();
  return {pressure_at(spec.headwater, time, spec.gravity, model_->base().heel[1]),
          pressure_at(spec.tailwater, time, spec.gravity, model_->base().toe[1])};
}

Load Actions::at(Real time, Real crack) const {
  const Spec& spec = model_->spec();
  Load all{model_->unknowns().vector(), constant_.sum};
  check(VecCopy(constant_.vector.get(), all.vector.get()), "VecCopy");
  const auto add = [&](const Load& load, Real factor) {
    check(VecAXPY(all.vector.get(), factor, load.vector.get()), "VecAXPY");
    all.sum += load.sum * factor;
  };
  for (int which = 0; which < 2; ++which)
    if (water_of(spec, which)) add(water(which, time), 1);
  if (warm_.vector.get()) add(warm_, temperature(time));
  if (spec.base && spec.base->uplift) {
    const BasePressures ends = base_pressures(time);
    const Real length = model_->base().length;
    add(model_->uplift([&](Real distance) {
      return uplift_pressure(*spec.base->uplift, ends, length, crack, distance);
    }),
        1);
  }
  return all;
}

void Actions::add_to(BaseForces& forces, const Resultant& sum) const {
  const BaseLine& base = model_->base();
  forces.normal -= sum.x * base.up[0] + sum.y * base.up[1];
  forces.thrust += sum.x * base.along[0] + sum.y * base.along[1];
  const Real dx = base.toe[0] - base.heel[0], dy = base.toe[1] - base.heel[1];
  const Real side = base.along[0] * base.up[1] - base.along[1] * base.up[0];  // 1: toe on the right
  for (const Real moment : {sum.moment_of_x + dy * sum.x, sum.moment_of_y - dx * sum.y}) {
    const Real stabilising = side * moment;
    (stabilising > 0 ? forces.stabilising : forces.overturning) += std::abs(stabilising);
  }
}

BaseForces Actions::base_forces(Real time, const Resultant& earthquake) const {
  BaseForces forces;
  add_to(forces, constant_.sum);
  for (int which = 0; which < 2; ++which)
    if (water_of(model_->spec(), which)) add_to(forces, water(which, time).sum);
  add_to(forces, earthquake);
  return forces;
}

}  // namespace freshet::dam
